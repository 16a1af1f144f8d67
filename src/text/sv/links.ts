export const links = {
  'link.button': 'Koppla mig',
  'link.status': 'Visa min status',
  'link.tied': 'Klart, nu vet jag vem du är',
  'link.already': 'Din chatt är redan kopplad till dina uppgifter',
  'link.code': 'Jag har mejlat en kod',
  'link.code.text':
    'Koden går till adressen som HR har sparat för dig och gäller i 15 minuter. Skriv den här, till exempel: koppla 123456',
  'link.asked': 'Jag har frågat HR',
  'link.asked.text':
    'Jag hittar dig inte på din e-postadress, så en administratör får avgöra vem du är. Du får besked här.',
  'link.request': '{who} ({platform}) vill koppla sin chatt men hittas inte',
  'link.request.text':
    'Vem är det? Välj personen, eller skriv: koppla godkänn {id} <anst.nr> företag=<nr>. Kontrollera med personen själv om du är osäker.',
  'link.refuse': 'Avvisa',
  'link.approved': '{who} är kopplad till {name}',
  'link.approved.told': 'En administratör har kopplat din chatt till dina uppgifter',
  'link.refused': '{who} är avvisad',
  'link.refused.told': 'En administratör kunde inte koppla din chatt. Hör av dig till din HR-avdelning.',
  'link.noCode': 'Det finns ingen kod som gäller. Be om en ny.',
  'link.wrongCode': 'Koden stämmer inte. Efter tre fel behöver du en ny.',
  'link.tooOften': 'Du har redan frågat flera gånger i dag. Hör av dig till din HR-avdelning.',
  'link.unknownRequest': 'Fråga {id} finns inte eller är redan besvarad.',
  'link.badId': '”{typed}” är inget nummer på en fråga. Skriv till exempel: koppla godkänn 12 00217',
  'link.ownRequest': 'Du kan inte besvara din egen fråga.',
  'link.whichPerson': 'Vilken person är det? Skriv: koppla godkänn {id} <anst.nr> företag=<nr>',
}
