/**
 * Why somebody gets no letter: in a plan, with the next step (`.next`), and in answers about one person (`.refusal`).
 */
export const reasons = {
  'reason.missing_email': 'saknar e-post',
  'reason.missing_email.next': 'importera adresser',
  'reason.missing_email.refusal':
    'Personen har ingen e-postadress. Lägg till den: verifiera <anst.nr> epost=namn@företag.se',
  'reason.invalid_email': 'ogiltig e-post',
  'reason.invalid_email.next': 'rätta adressen',
  'reason.invalid_email.refusal':
    'Den sparade adressen går inte att mejla. Spara en ny: verifiera <anst.nr> epost=namn@företag.se',
  'reason.already_verified': 'redan verifierade',
  'reason.already_verified.next': 'kopplas av sig själva',
  'reason.already_verified.refusal': 'Adressen är redan verifierad. Kopplingen görs av sig själv.',
  'reason.already_connected': 'redan kopplade',
  'reason.already_connected.next': 'inget att göra',
  'reason.already_connected.refusal':
    'Personen är redan kopplad till Visma Connect. Ta bort kopplingen först om adressen ska bytas: koppla från <person>',
  'reason.inactive': 'inaktiva',
  'reason.inactive.next': 'aktivera i Flex HRM',
  'reason.inactive.refusal': 'Personen är inaktiv och får inget mejl. Aktivera personen i Flex HRM och importera igen.',
  'reason.employment_ended': 'anställningen har slutat',
  'reason.employment_ended.next': 'inget att göra',
  'reason.employment_ended.refusal': 'Anställningen har slutat, så inget mejl skickas.',
  'reason.not_started': 'har inte börjat',
  'reason.not_started.next': 'skicka när de har börjat',
  'reason.not_started.refusal': 'Anställningen har inte börjat än. Skicka när personen har börjat.',
  'reason.shared_email': 'delar adress med någon annan',
  'reason.shared_email.next': 'byt adress, eller skriv samma person',
  'reason.shared_email.refusal':
    'Någon annan har samma adress, och ett mejl kunde koppla fel person till löneuppgifterna. Byt adress på den ena. Är det samma människa skriver en ägare: samma person <a> <b>',
  'reason.domain_not_allowed': 'domänen är inte tillåten',
  'reason.domain_not_allowed.next': 'byt adress, eller tillåt domänen',
  'reason.domain_not_allowed.refusal':
    'Adressens domän är inte tillåten. Använd en annan adress, eller be en ägare skriva: domän tillåt <domän>',
  'reason.bounced': 'senaste mejlet studsade',
  'reason.bounced.next': 'rätta adressen, se studsar',
  'reason.bounced.refusal':
    'Det senaste mejlet studsade: det kom inte fram till adressen. Spara en ny: verifiera <anst.nr> epost=namn@företag.se. Är adressen rätt skriver du: studsar rensa <anst.nr>',
  'reason.recently_sent': 'fick mejl nyligen',
  'reason.recently_sent.next': 'lägg till igen=ja för att ta med dem',
  'reason.recently_sent.refusal': 'Personen fick mejl nyligen.',
  'reason.in_another_send': 'är med i ett annat utskick',
  'reason.in_another_send.next': 'vänta tills det är klart',
  'reason.in_another_send.refusal': 'Ett mejl till personen väntar redan på att skickas.',
  'reason.address_changed': 'adressen ändrades',
  'reason.protected': 'skyddad identitet',
  'reason.stopped': 'utskicket stoppades',
  'reason.other': 'annat fel',
  'reason.erased': 'raderade',
  'reason.returned': 'kom tillbaka',
  'reason.refused': 'mejlservern nekade',
  'reason.no_smtputf8': 'mejlservern klarar inte adressens tecken',
  'reason.gave_up': 'gav upp efter flera försök',
  'reason.connect_refused': 'kopplingen nekades',
  'reason.in_doubt': 'kan ha kommit fram',
  'reason.code_ended': 'koden hade slutat gälla',
}
