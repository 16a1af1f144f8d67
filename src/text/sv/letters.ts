export const letters = {
  'letter.auto': 'Det här mejlet skickades automatiskt. Det går inte att svara på det.',
  'letter.connected.direct':
    '{company} har flyttat inloggningen till Visma Connect, och ditt konto är klart. Du loggar in med {address}. Du behöver inte bekräfta något.',
  'letter.connected.forgot':
    'Gå till inloggningssidan, välj ”Glömt ditt lösenord?” och ange {address}. Då får du ett nytt mejl där du väljer ett lösenord. Har du redan ett lösenord till Visma Connect fungerar det som förut.',
  'letter.connected.heading': 'Så väljer du ditt lösenord',
  'letter.connected.ignore': 'Om du inte gör något händer ingenting. Du väljer ett lösenord den dag du vill logga in.',
  'letter.connected.open': 'Till inloggningssidan',
  'letter.connected.subject': 'Ditt konto i Visma Connect är klart',
  'letter.connected.why': 'Du får mejlet för att {company} har angett {address} som din adress för Visma Connect.',
  'letter.copy': 'Fungerar inte knappen? Kopiera den här adressen till webbläsaren:',
  'letter.hello': 'Hej!',
  'letter.hello.name': 'Hej {name}!',
  'letter.otherLanguage': 'In English below.',
  'letter.support': 'Frågor? Kontakta {contact}.',
  'letter.unsure.heading': 'Är du osäker på om mejlet är äkta?',
  'letter.unsure':
    'Klicka då inte på länken. Fråga din arbetsgivare, eller skriv själv in inloggningssidans adress i webbläsaren: {login}',
  'letter.verify.after':
    'När adressen är bekräftad väljer du ett lösenord genom ”Glömt ditt lösenord?” på inloggningssidan: {login}',
  'letter.verify.button': 'Bekräfta min e-postadress',
  'letter.verify.heading': 'Bekräfta din e-postadress',
  'letter.verify.ignore':
    'Om du inte gör något händer ingenting: adressen förblir obekräftad och länken slutar gälla automatiskt.',
  'letter.verify.intro':
    '{company} flyttar inloggningen till Visma Connect. Bekräfta att {address} är din adress, så kan du logga in där.',
  'letter.verify.subject': 'Bekräfta din e-postadress för Visma Connect',
  'letter.verify.until': 'Länken är giltig t.o.m. {day} och är bara till för dig: skicka den inte vidare.',
  'letter.verify.why': 'Du får mejlet för att {company} har angett {address} som din adress för Visma Connect.',
  'letter.code.subject': 'Din kod till Verifiera',
  'letter.code.heading': 'Din kod',
  'letter.code.type': 'Skriv så här i chatten där du bad om koden: koppla {code}',
  'letter.code.life': 'Koden gäller i 15 minuter och bara för dig. Ingen annan behöver den, inte heller HR.',
  'letter.code.ignore': 'Bad du inte om någon kod? Då behöver du inte göra något.',
}
