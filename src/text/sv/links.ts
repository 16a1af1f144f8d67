export const links = {
  'account.button': 'Koppla mig',
  'account.status': 'Visa min status',
  'account.linked': 'Klart, nu vet jag vem du är',
  'account.already': 'Din chatt är redan kopplad till dina uppgifter',
  'account.code': 'Jag har mejlat en kod',
  'account.code.text':
    'Koden går till adressen som HR har sparat för dig och gäller i 15 minuter. Skriv den här, till exempel: koppla 123456',
  'account.asked': 'Jag har frågat HR',
  'account.asked.text':
    'Jag hittar dig inte på din e-postadress, så en administratör får avgöra vem du är. Du får besked här.',
  'account.request': '{who} ({platform}) vill koppla sin chatt men hittas inte',
  'account.request.text':
    'Vem är det? Välj personen, eller skriv: koppla godkänn {id} <anst.nr> företag=<nr>. Kontrollera med personen själv om du är osäker.',
  'account.refuse': 'Avvisa',
  'account.approved': '{who} är kopplad till {name}',
  'account.approved.told': 'En administratör har kopplat din chatt till dina uppgifter',
  'account.refused': '{who} är avvisad',
  'account.refused.told': 'En administratör kunde inte koppla din chatt. Hör av dig till din HR-avdelning.',
  'account.noCode': 'Det finns ingen kod som gäller. Be om en ny.',
  'account.wrongCode': 'Koden stämmer inte. Efter tre fel behöver du en ny.',
  'account.tooOften': 'Du har redan frågat flera gånger i dag. Hör av dig till din HR-avdelning.',
  'account.unknownRequest': 'Fråga {id} finns inte eller är redan besvarad.',
  'account.badId': '”{typed}” är inget nummer på en fråga. Skriv till exempel: koppla godkänn 12 00217',
  'account.ownRequest': 'Du kan inte besvara din egen fråga.',
  'account.whichPerson': 'Vilken person är det? Skriv: koppla godkänn {id} <anst.nr> företag=<nr>',
}
