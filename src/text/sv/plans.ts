/** Plans of sends: the card before anything is sent, confirming, approving and stopping. */
export const plans = {
  'plan.title.mail': 'Skicka till {n, plural, one {1 person} other {# personer}}{at}?',
  'plan.title.direct': 'Koppla {n, plural, one {1 person} other {# personer}}{at}?',
  'plan.title.at': ' på {company}',
  'plan.numbers.mail': '{n, plural, one {1 person får mejl} other {# personer får mejl}}',
  'plan.numbers.direct': '{n} kopplas direkt',
  'plan.numbers.left': '{n} får inget',
  'plan.fold.reasons': 'Varför får {n} inget?',
  'plan.fold.numbers': 'Siffrorna',
  'plan.fold.recipients': 'Mottagare: {n}',
  'plan.none.title': 'Ingen att skicka till',
  'plan.none.text':
    '{matching, plural, =0 {Ingen matchar urvalet.} one {Den enda som matchar urvalet får inget mejl. Varför står nedan.} other {Ingen av de # som matchar urvalet får mejl. Varför står nedan.}}',
  'plan.everyone': 'alla',
  'plan.erased': 'någon som har raderats',
  'plan.fact.selection': 'Urval',
  'plan.fact.code': 'Kod',
  'plan.fact.matching': 'Matchar urvalet',
  'plan.fact.mail': 'Får mejl',
  'plan.fact.direct': 'Kopplas direkt',
  'plan.fact.leftOut': 'Får inget mejl',
  'plan.fact.link': 'Länken gäller',
  'plan.fact.pace': 'Takt',
  'plan.until': 't.o.m. {day}',
  'plan.pace.limited': '{rate} mejl i minuten, det sista skickas omkring {at}',
  'plan.pace.free': 'utan gräns, det sista skickas omkring {at}',
  'plan.directValue': '{n} (verifierad domän: {domains})',
  'plan.hidden':
    '{n, plural, other {Ytterligare # personer matchar men ligger utanför din behörighet eller har skyddad identitet.}}',
  'plan.lookalike': 'Se upp: {domain} liknar {known}. Adresserna där får mejl men kopplas aldrig direkt.',
  'plan.unsent': 'Inget är skickat än.',
  'plan.lives': 'Planen gäller i tio minuter och kan bara bekräftas av dig.',
  'plan.again': 'Gör en ny plan',
  'plan.changed.text': 'Fler skulle få mejl nu än när du såg planen. Inget är skickat; här är en ny plan att granska.',
  'plan.changed.approver':
    'Fler skulle få mejl nu än när planen gjordes, så den är avbruten och inget är skickat. Den som frågade behöver göra en ny plan.',
  'plan.button.send': 'Skicka till {n}',
  'plan.button.connect': 'Koppla {n}',
  'plan.button.ask': 'Be om godkännande ({n})',
  'plan.button.file': 'Ladda ner listan',
  'plan.button.all': 'Visa alla',
  'plan.button.other_send': 'Visa utskicket {code}',
  'plan.button.missing': 'De utan e-post',
  'plan.button.cancel': 'Avbryt',
  'plan.file': 'mottagare-{code}.csv',
  'plan.head.name': 'Namn',
  'plan.head.action': 'Åtgärd',
  'plan.action.mail': 'mejl',
  'plan.action.direct': 'kopplas direkt',
  'plan.more': 'De första {shown} av {total}.',
  'plan.unknown': 'Det finns ingen plan och inget utskick med koden {code}. Skriv ”utskick” för att se de senaste.',
  'plan.otherKind':
    '{code} är {kind, select, send {ett utskick} plan {en plan för ett utskick} import {en import} letter {en ändring av brevet} disconnect {en plan för att ta bort en koppling} erase {en plan för att radera en person} other {en plan om att poster är samma person}}, {wanted, select, send {inget utskick} other {ingen import}}.',
  'plan.notYours': 'Planen {code} är någon annans. Bara den som bad om planen kan bekräfta eller avbryta den.',
  'plan.open.send':
    'Planen {code} väntar på att {mine, select, yes {du bekräftar den} other {den som gjorde den bekräftar}}. Inget är skickat.',
  'plan.awaiting.send':
    'Planen {code} är bekräftad och väntar på att en annan administratör skriver ”godkänn {code}”. Inget är skickat än.',
  'plan.awaiting.import':
    'Importen {code} är bekräftad och väntar på att någon annan skriver ”godkänn {code}”. Inget är sparat än.',
  'plan.awaiting.letter': 'Ändringen {code} väntar på att en annan ägare godkänner den. Inget är ändrat.',
  'plan.voided.letter':
    'Planen {code} gäller inte längre, för brevet har ändrats sedan den gjordes. Inget är skickat. Gör den igen och se brevet.',
  'plan.used.send': '{code} är redan bekräftad och har blivit ett utskick. Inget mer har hänt nu.',
  'plan.drifted.send':
    'Planen {code} avbröts, för urvalet hade ändrats sedan den visades. Inget är skickat. Gör en ny plan så ser du läget nu.',
  'plan.cancelled.send': 'Planen {code} är avbruten. Inget är skickat.',
  'plan.expired.send':
    'Planen {code} har gått ut: {asked, select, yes {den godkändes inte inom 24 timmar} other {den gällde i tio minuter}}. Inget är skickat. Gör en ny plan så ser du läget nu.',
  'plan.open.import':
    'Importen {code} väntar på att {mine, select, yes {du} other {den som skickade filen}} bekräftar den och behöver inget godkännande innan dess. Inget är sparat än.',
  'plan.used.import': 'Importen {code} är redan bekräftad och genomförd. Inget mer har hänt nu.',
  'plan.applying.import': 'Importen {code} är redan bekräftad och genomförs just nu. Inget mer har hänt nu.',
  'plan.halted.import':
    'Importen {code} stoppades: {done} av {rows} rader är genomförda. Inget mer har hänt nu. Skicka filen igen om resten ska läsas in.',
  'plan.cancelled.import': 'Importen {code} är avbruten. Inget är sparat. Skicka filen igen om den ska läsas in.',
  'plan.expired.import':
    'Importen {code} har gått ut: {asked, select, yes {den godkändes inte inom 24 timmar} other {den gällde i tio minuter}}. Inget är sparat. Skicka filen igen om den ska läsas in.',
  'plan.open.letter':
    'Ändringen {code} väntar på att {mine, select, yes {du} other {den som föreslog den}} bekräftar den. Inget är ändrat än.',
  'plan.open.record':
    'Ändringen {code} väntar på att {mine, select, yes {du bekräftar den} other {den som bad om den bekräftar}} och behöver inget godkännande. Inget är ändrat än.',
  'plan.used.record': 'Ändringen {code} är redan bekräftad. Inget mer har hänt nu.',
  'plan.cancelled.record': 'Ändringen {code} är avbruten. Inget är ändrat. Skriv kommandot igen om den ska göras.',
  'plan.expired.record':
    'Ändringen {code} har gått ut: {asked, select, yes {den godkändes inte inom 24 timmar} other {den gällde i tio minuter}}. Inget är ändrat. Skriv kommandot igen om den ska göras.',
  'plan.button.confirm': 'Bekräfta',
  'plan.standing': 'Visa planen',
  'plan.look': 'Visa utskicket',
  'plan.stopped.title': 'Planen {code} är avbruten',
  'plan.stopped.send': 'Inget är skickat.',
  'plan.stopped.import': 'Inget är sparat.',
  'plan.stopped.record': 'Inget är ändrat.',
  'plan.ended.expired': 'Planen {code} har gått ut',
  'plan.ended.confirmed': 'Planen {code} är bekräftad',
  'plan.ended.approved': '{who} har godkänt planen {code}',
  'plan.ended.refused': '{who} sade nej till planen {code}',
  'plan.changed.requester':
    'Fler skulle få mejl nu än när du gjorde planen, så den avbröts när den skulle godkännas. Inget är skickat.',
  'approve.asked.title': 'Väntar på en annan administratör',
  'approve.asked.text':
    'Planen {code} gäller {n} personer, fler än {limit}. En annan administratör med behörighet för företagen får en knapp här i chatten och behöver godkänna inom 24 timmar, eller skriva ”godkänn {code}”. Inget är skickat än.',
  'approve.hasButton': 'Har en knapp att trycka på',
  'approve.hasButton.since': '{name}, sedan {at}',
  'approve.unreached': 'Nås inte i chatten',
  'approve.unreached.note': 'Den som inte nås kan själv skriva ”godkänn {code}” till mig.',
  'approve.remind': 'Påminn',
  'approve.reminded.title': 'Påminnelsen är på väg',
  'approve.tooSoon': 'De som kan godkänna {code} påmindes för mindre än tio minuter sedan. Vänta en stund till.',
  'approve.notYours': 'Planen {code} är någon annans. Bara den som väntar på ett godkännande kan påminna.',
  'approve.request.again': 'Påminnelse: {who} väntar på att du godkänner {what}',
  'approve.alone': 'Det finns ingen annan administratör ännu. En ägare kan ge någon rollen: ”roll ge <person> admin”.',
  'approve.alone.owner': 'Det finns ingen annan ägare ännu. En ägare kan ge någon rollen: ”roll ge <person> ägare”.',
  'approve.request.title': '{who} ber dig godkänna {what}',
  'approve.about.send': 'ett utskick',
  'approve.about.import': 'en import',
  'approve.about.letter': 'hur breven från {company} ska se ut',
  'approve.request.text': '{mail} får mejl och {direct} kopplas direkt. Urval: {selection}',
  'approve.button': 'Godkänn',
  'approve.refuse': 'Säg nej',
  'approve.operator': 'I terminalen går det att bekräfta egna planer men aldrig att godkänna andras.',
  'approve.own': 'Planen {code} är din egen. Någon annan behöver godkänna den.',
  'approve.requesterLost':
    'Den som bad om planen {code} har inte längre rätt till den, så den kan inte godkännas. Inget är skickat eller ändrat.',
  'approve.outsideScope': 'Planen {code} rör företag som ligger utanför din behörighet.',
  'approve.unproved':
    'Jag kan inte se att du och den som bad om planen {code} är två olika personer. {who, select, approver {Skriv ”koppla”, så mejlar jag en kod till din adress. Skriv koden här och godkänn sedan igen.} address {En kod bevisar inget här, för den har gått till en adress som kan vara sparad av en av er.} requester {Be den som gjorde planen skriva ”koppla” till mig och svara med koden som mejlas. Godkänn sedan igen.} other {Skriv ”koppla”, så mejlar jag en kod till din adress, och be den som gjorde planen göra detsamma. Godkänn sedan igen.}} En ägare som inte är någon av er kan intyga vem du är: ”roll intyga”.',
  'approve.who': 'Kan godkänna',
  'approve.import.text':
    'Filen har {rows, number} rader och byter {n, number} adresser som har fått mejl eller är verifierade. Var och en av dem får veta det.',
  'approve.import.asked':
    'Filen ({code}) byter {n, number} adresser som får mejl om det, fler än {limit, number}. Någon annan behöver godkänna inom ett dygn. Tills dess ändras ingenting.',
  'approve.unclear': 'Kan godkänna efter ”koppla”',
  'approve.unclear.text':
    'För några kan jag inte se att de är någon annan än du. De kan godkänna när både de och du har skrivit ”koppla” och svarat med koden som mejlas, om inte du själv har sparat deras adress. En annan ägare kan i stället skriva ”roll intyga <person>”.',
  'approve.link':
    'Jag kan inte se att du och den som frågar är två olika personer. Skriv ”koppla” och svara med koden som mejlas till dig, och godkänn sedan.',
}
