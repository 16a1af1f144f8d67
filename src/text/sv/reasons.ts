/**
 * Why somebody gets no letter: in a plan, with the next step (`.next`), and in answers about one person (`.refusal`).
 */
export const reasons = {
  'reason.missing_email': 'saknar e-post',
  'reason.missing_email.next': 'importera adresser',
  'reason.missing_email.refusal':
    '{name} har ingen e-postadress. Lägg till den: verifiera {number} företag={company} epost=namn@företag.se',
  'reason.invalid_email': 'ogiltig e-post',
  'reason.invalid_email.next': 'rätta adressen',
  'reason.invalid_email.refusal':
    'Adressen som är sparad för {name} går inte att mejla. Spara en ny: verifiera {number} företag={company} epost=namn@företag.se',
  'reason.already_verified': 'redan verifierade',
  'reason.already_verified.next': 'kopplas automatiskt',
  'reason.already_verified.refusal': '{name} har redan verifierat sin adress. Kopplingen görs automatiskt.',
  'reason.already_verified.failed':
    '{name} har verifierat sin adress, men kopplingen misslyckades. {why} Ett nytt försök görs automatiskt.',
  'reason.already_connected': 'redan kopplade',
  'reason.already_connected.next': 'inget att göra',
  'reason.already_connected.refusal':
    '{name} är redan kopplad till Visma Connect. Ska adressen bytas, ta bort kopplingen först.',
  'reason.already_connected.leaving':
    'Kopplingen för {name} håller på att tas bort. När Visma Connect har svarat kan adressen verifieras på nytt.',
  'reason.inactive': 'inaktiva',
  'reason.inactive.next': 'aktivera i Flex HRM',
  'reason.inactive.refusal': '{name} är inaktiv och får inget mejl. Aktivera personen i Flex HRM och importera igen.',
  'reason.employment_ended': 'anställningen har slutat',
  'reason.employment_ended.next': 'inget att göra',
  'reason.employment_ended.refusal': 'Anställningen för {name} har slutat, så inget mejl skickas.',
  'reason.not_started': 'har inte börjat än',
  'reason.not_started.next': 'skicka när de har börjat',
  'reason.not_started.refusal': 'Anställningen för {name} har inte börjat än. Skicka när den har börjat.',
  'reason.shared_email': 'delar adress med någon annan',
  'reason.shared_email.next': 'byt adress; är det en människa skriver en ägare ”samma person alla”',
  'reason.shared_email.refusal':
    '{others, select, none {Någon annan} other {{others}}} har samma adress som {name}, och ett mejl skulle kunna koppla fel person till löneuppgifterna. Byt adress på den ena. Är det samma person kan en ägare säga det.',
  'reason.domain_not_allowed': 'domänen är inte tillåten',
  'reason.domain_not_allowed.next': 'byt adress, eller tillåt domänen',
  'reason.domain_not_allowed.refusal':
    'Adressens domän är inte tillåten. Använd en annan adress, eller be en ägare skriva: domän tillåt <domän>',
  'reason.bounced': 'senaste mejlet studsade',
  'reason.bounced.next': 'rätta adressen, se studsar',
  'reason.bounced.refusal':
    'Det senaste mejlet till {name} studsade: det kom inte fram till adressen. Spara en ny: verifiera {number} företag={company} epost=namn@företag.se. Är adressen rätt skriver du: studsar rensa {number} företag={company}',
  'reason.recently_sent': 'fick mejl nyligen',
  'reason.recently_sent.next': 'lägg till igen=ja för att ta med dem',
  'reason.recently_sent.refusal': '{name} fick mejl {at}. Vill du skicka samma länk igen?',
  'reason.in_another_send': 'är med i ett annat utskick',
  'reason.in_another_send.next': 'vänta tills det är klart',
  'reason.in_another_send.refusal':
    '{send, select, none {Ett mejl till {name} väntar redan på att skickas.} other {{name} är med i utskicket {send}{state, select, paused {, som är pausat} other {, som pågår}}.}}',
  'reason.address_changed': 'adressen ändrades',
  'reason.domain_removed': 'domänen är inte längre verifierad',
  'reason.protected': 'skyddad identitet',
  'reason.stopped': 'utskicket stoppades',
  'reason.other': 'annat fel',
  'reason.erased': 'raderade',
  'reason.returned': 'kom tillbaka',
  'reason.refused': 'mejlservern nekade',
  'reason.unclear': 'oklart om adressen är fel',
  'reason.no_smtputf8': 'mejlservern klarar inte adressens tecken',
  'reason.gave_up': 'gav upp efter flera försök',
  'reason.connect_refused': 'kopplingen nekades',
  'reason.in_doubt': 'kan ha kommit fram',
  'reason.code_ended': 'koden hade gått ut',
}
