/** What is done to a person’s record: removing a connection, merging, extracting and erasing. */
export const records = {
  'record.disconnect.title': 'Ta bort kopplingen för {name}?',
  'record.disconnect.text.remote':
    'Personen kan då inte längre logga in i Flex HRM med Visma Connect. För att koppla personen igen behöver adressen verifieras på nytt.',
  'record.disconnect.text.local':
    'Personen räknas då inte längre som kopplad här. Inloggningen i Visma Connect ändras inte, för Verifiera är inte anslutet dit: stäng kontot där om personen inte ska kunna logga in. För att koppla personen igen behöver adressen verifieras på nytt.',
  'record.disconnect.button': 'Ta bort kopplingen',
  'record.disconnect.done': 'Kopplingen tas bort',
  'record.disconnect.done.text.remote':
    'Visma Connect har fått besked. Personen räknas som kopplad tills svaret har kommit.',
  'record.disconnect.done.text.local':
    'Det gäller bara här. Visma Connect får inget besked, för Verifiera är inte anslutet dit: stäng kontot där om personen inte ska kunna logga in.',
  'record.erase.title': 'Radera {name}?',
  'record.erase.text':
    'Allt om personen tas bort härifrån: uppgifter, länkar, mejl och chattkoppling. Historiken behåller bara ett id. Det går inte att ångra.',
  'record.erase.button': 'Radera',
  'record.erase.done': 'Personens uppgifter är raderade',
  'record.same.title': 'Är det här samma person: {name}?',
  'record.same.text': 'De har samma e-postadress. När de räknas som samma person kan båda få mejl.',
  'record.same.button': 'Ja, samma person',
  'record.same.done': 'Sparat: de är samma person',
  'record.apart.button': 'Ja, olika personer',
  'apart.title':
    '{n, plural, one {Är posterna olika personer: {name}?} other {Är posterna hos de här # olika personer?}}',
  'apart.text':
    'Posterna räknas då inte längre som samma person. Den som delar adress får inget mejl förrän en av adresserna är bytt.',
  'apart.stays': 'De andra räknas fortfarande som samma person: {names}.',
  'apart.links':
    'Länkar och mejl som inte har gått slutar gälla, eftersom det inte går att veta vem som läser den delade adressen.',
  'apart.verified': 'En verifiering som kan ha gjorts av den andra gäller inte heller: {names}.',
  'apart.connected':
    'Har koppling till Visma Connect: {names}. Det ändras inte här; är det fel person tar du bort kopplingen.',
  'apart.done': 'Sparat: de är olika personer',
  'apart.done.many': 'Sparat: {records, number} poster räknas var för sig igen',
  'apart.done.text': 'Länkar, och mejl som inte hade gått, gäller inte längre.',
  'apart.shared': 'De har fortfarande samma adress, så ingen av dem får mejl. Byt adress på den som har fel.',
  'apart.free': 'De har olika adresser och kan få mejl var för sig.',
  'apart.none': 'Posterna räknas inte som samma person, så det finns inget att ta isär.',
  'apart.none.plan':
    'Ingen av dem som {code} slog ihop räknas som samma person längre, så det finns inget att ta isär.',
  'apart.none.two': '{one} och {other} räknas inte som samma person, så det finns inget att ta isär.',
  'apart.own': 'En av posterna är din egen. En annan ägare behöver säga att de är olika personer.',
  'apart.own.left': 'Dina egna poster är inte med: dem behöver en annan ägare ta isär.',
  'apart.needs':
    'Skriv vem det gäller: olika personer 100/00217 200/00044, eller koden för när de slogs ihop: olika personer K7QM',
  'apart.which': '{n} poster räknas som samma person. Vilken är någon annan?',
  'apart.offer': 'De är olika personer',
  'apart.undo': 'Ångra: de är olika personer',
  'apart.head.state': 'Läge',
  'apart.disconnect': 'Koppla från {name}, {company}',
  'apart.address': 'Byt adress på {name}, {company}',
  'disconnect.notConnected': 'Personen är inte kopplad till Visma Connect, så det finns inget att ta bort.',
  'disconnect.underWay':
    'Kopplingen håller redan på att tas bort. Skriv status för personen om en stund så ser du svaret.',
  'disconnect.refused.title': 'Kopplingen finns kvar',
  'disconnect.refused.text': 'Du bad om att kopplingen skulle tas bort ({code}), men Visma Connect nekade. {why}',
  'same.notShared': '{one} och {other} har inte samma e-postadress, så det finns inget att slå ihop.',
  'same.needsTwo':
    'Skriv två anställningsnummer: samma person 00217 00218 företag=100. Ligger de i olika företag: samma person 100/00217 200/00044',
  'same.nobody': 'Det finns ingen kvar att slå ihop: ingen annan har samma namn och e-postadress i flera företag',
  'same.all.title':
    '{n, plural, one {Är den här personen samma i flera företag?} other {Är de här # samma personer i flera företag?}}',
  'same.all.text':
    '{n, plural, one {En person har samma namn och e-postadress i {records} poster, en i varje företag.} other {# personer har samma namn och e-postadress i {records, number} poster, en i varje företag.}} När posterna räknas som samma person kan alla få mejl.',
  'same.all.more': 'Det finns fler; de kommer nästa gång du skriver det här.',
  'same.all.unlike':
    '{n, plural, one {En adress delas av poster med olika namn och är inte med.} other {# adresser delas av poster med olika namn och är inte med.}} Är det samma person skriver du det för dem var för sig; annars byter du adress.',
  'same.all.name': 'Person',
  'same.all.companies': 'Anställningar',
  'same.all.button': '{n, plural, one {Ja, samma person} other {Ja, alla # är samma personer}}',
  'same.all.done':
    '{humans, plural, =0 {Ingen är sammanslagen} one {Sparat: 1 person har {records} poster som räknas som en} other {Sparat: # personer har {records, number} poster som räknas som deras}}',
  'same.all.left':
    '{left, plural, one {1 person lämnades utanför, för uppgifterna har ändrats sedan du fick se dem.} other {# personer lämnades utanför, för deras uppgifter har ändrats sedan du fick se dem.}}',
  'same.again': 'Visa dem som är kvar',
  'same.mistaken':
    'Alla poster kan få mejl nu. Var det fel kan du ta isär dem igen: ångra, eller skriv ”olika personer” och vem det gäller.',
  'same.all.shown': 'De första {shown} av {n, number} visas.',
  'extract.file': 'utdrag-{number}.json',
  'extract.title': 'Allt som finns om {name}',
  'extract.text': 'Filen innehåller personuppgifter. Lämna den bara till personen själv.',
}
