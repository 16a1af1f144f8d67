/** Plans of sends: the card before anything is sent, confirming, approving and stopping. */
export const plans = {
  'plan.title':
    '{mail, plural, =0 {Ingen får mejl} one {1 person får mejl} other {# personer får mejl}}{direct, plural, =0 {} one {, 1 kopplas direkt} other {, # kopplas direkt}}',
  'plan.text': 'Inget är skickat än. Granska siffrorna och tryck på knappen när de stämmer.',
  'plan.none.title': 'Ingen att skicka till',
  'plan.none.text':
    '{matching, plural, =0 {Ingen person stämmer med urvalet.} one {Den enda som stämmer med urvalet lämnas utan åtgärd, se varför nedan.} other {Alla # som stämmer med urvalet lämnas utan åtgärd, se varför nedan.}}',
  'plan.everyone': 'alla',
  'plan.erased': 'någon som har raderats',
  'plan.fact.selection': 'Urval',
  'plan.fact.code': 'Kod',
  'plan.fact.matching': 'Stämmer med urvalet',
  'plan.fact.mail': 'Får mejl',
  'plan.fact.direct': 'Kopplas direkt',
  'plan.fact.leftOut': 'Lämnas utan åtgärd',
  'plan.fact.link': 'Länken gäller',
  'plan.fact.pace': 'Takt',
  'plan.until': 't.o.m. {day}',
  'plan.pace.limited': '{rate} mejl i minuten, det sista har gått ungefär {at}',
  'plan.pace.free': 'utan gräns, det sista har gått ungefär {at}',
  'plan.directValue': '{n} (verifierad domän: {domains})',
  'plan.hidden':
    '{n, plural, other {# personer till stämmer med urvalet men ligger utanför din behörighet eller har skyddad identitet.}}',
  'plan.lookalike': 'Se upp: {domain} liknar {known}. Adresserna där får mejl men kopplas aldrig direkt.',
  'plan.lives': 'Planen gäller i tio minuter och kan bara bekräftas av dig.',
  'plan.again': 'Gör en ny plan',
  'plan.changed.text': 'Fler skulle få mejl nu än när du såg planen. Inget är skickat; här är en ny plan att granska.',
  'plan.changed.approver':
    'Fler skulle få mejl nu än när planen gjordes, så den är avbruten och inget är skickat. Den som frågade behöver göra en ny plan.',
  'plan.button.send': 'Skicka till {n}',
  'plan.button.connect': 'Koppla {n}',
  'plan.button.all': 'Visa alla',
  'plan.button.missing': 'Ladda ner utan e-post',
  'plan.button.cancel': 'Avbryt',
  'plan.file': 'mottagare-{code}.csv',
  'plan.head.name': 'Namn',
  'plan.head.email': 'E-post',
  'plan.head.action': 'Åtgärd',
  'plan.action.mail': 'mejl',
  'plan.action.direct': 'kopplas direkt',
  'plan.more': 'De första {shown} av {total}.',
  'plan.unknown': 'Det finns ingen plan och inget utskick med koden {code}. Skriv ”utskick” för att se de senaste.',
  'plan.notYours': 'Planen {code} är någon annans. Bara den som bad om planen kan bekräfta eller avbryta den.',
  'plan.open.send':
    'Planen {code} väntar på att {mine, select, yes {du bekräftar den} other {den som gjorde den bekräftar}}. Inget är skickat.',
  'plan.awaiting.send':
    'Planen {code} är bekräftad och väntar på att en annan administratör skriver ”godkänn {code}”. Inget är skickat än.',
  'plan.used.send': '{code} är redan bekräftad och har blivit ett utskick. Inget mer har hänt nu.',
  'plan.cancelled.send': 'Planen {code} är avbruten. Inget är skickat.',
  'plan.expired.send':
    'Planen {code} har gått ut: {asked, select, yes {den godkändes inte inom 24 timmar} other {den gällde i tio minuter}}. Inget är skickat. Gör en ny plan så ser du läget nu.',
  'plan.open.import':
    'Importen {code} väntar på att {mine, select, yes {du} other {den som skickade filen}} bekräftar den och behöver inget godkännande. Inget är sparat än.',
  'plan.used.import': 'Importen {code} är redan bekräftad och genomförd. Inget mer har hänt nu.',
  'plan.cancelled.import': 'Importen {code} är avbruten. Inget är sparat. Skicka filen igen om den ska läsas in.',
  'plan.expired.import':
    'Importen {code} har gått ut: den gällde i tio minuter. Inget är sparat. Skicka filen igen om den ska läsas in.',
  'plan.open.record':
    'Ändringen {code} väntar på att {mine, select, yes {du bekräftar den} other {den som bad om den bekräftar}} och behöver inget godkännande. Inget är ändrat än.',
  'plan.used.record': 'Ändringen {code} är redan bekräftad. Inget mer har hänt nu.',
  'plan.cancelled.record': 'Ändringen {code} är avbruten. Inget är ändrat. Skriv kommandot igen om den ska göras.',
  'plan.expired.record':
    'Ändringen {code} har gått ut: den gällde i tio minuter. Inget är ändrat. Skriv kommandot igen om den ska göras.',
  'plan.button.confirm': 'Bekräfta',
  'plan.look': 'Visa utskicket',
  'plan.stopped.title': 'Planen {code} är avbruten',
  'plan.stopped.send': 'Inget är skickat.',
  'plan.stopped.import': 'Inget är sparat.',
  'plan.stopped.record': 'Inget är ändrat.',
  'approve.asked.title': 'Väntar på en annan administratör',
  'approve.asked.text':
    'Planen {code} gäller {n} personer, fler än {limit}. En annan administratör med behörighet för företagen behöver skriva ”godkänn {code}” inom 24 timmar. Inget är skickat än.',
  'approve.alone': 'Det finns ingen annan administratör ännu. En ägare kan ge någon rollen: ”roll ge <person> admin”.',
  'approve.request.title': '{who} ber dig godkänna ett utskick',
  'approve.request.text': '{mail} får mejl och {direct} kopplas direkt. Urval: {selection}',
  'approve.button': 'Godkänn',
  'approve.refuse': 'Säg nej',
  'approve.operator': 'Den som sitter vid terminalen kan bekräfta egna planer men aldrig godkänna andras.',
  'approve.own': 'Planen {code} är din egen. En annan människa behöver godkänna den.',
  'approve.requesterLost':
    'Den som bad om planen {code} får inte längre göra det utskicket, så den kan inte godkännas. Inget är skickat.',
  'approve.outsideScope': 'Planen {code} rör företag som ligger utanför din behörighet.',
  'approve.unproved':
    'Jag kan inte se att du är en annan människa än den som bad om planen {code}. {who, select, approver {Skriv ”koppla”, så mejlar jag en kod till din adress. Skriv koden här och godkänn sedan igen.} requester {Be den som gjorde planen skriva ”koppla” till mig och svara med koden som mejlas. Godkänn sedan igen.} other {Skriv ”koppla”, så mejlar jag en kod till din adress, och be den som gjorde planen göra detsamma. Godkänn sedan igen.}} En annan ägare kan i stället intyga vem du är: ”roll intyga”.',
  'approve.who': 'Kan godkänna',
  'approve.unclear': 'Kan godkänna efter ”koppla”',
  'approve.unclear.text':
    'Av några kan jag inte se att de är en annan människa än du. De kan godkänna när både de och du har skrivit ”koppla” och svarat med koden som mejlas. En annan ägare kan i stället skriva ”roll intyga <person>”.',
  'approve.link':
    'Jag kan inte se att du är en annan människa än den som frågar. Skriv ”koppla” och svara med koden som mejlas till dig, och godkänn sedan.',
}
