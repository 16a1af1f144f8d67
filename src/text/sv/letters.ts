export const letters = {
  'letter.auto': 'Det här mejlet skickades automatiskt. Det går inte att svara på det.',
  'letter.connected.direct':
    '{company} har flyttat inloggningen i Flex HRM till Visma Connect, och ditt konto är klart. Du loggar in med {address}. Du behöver inte bekräfta något.',
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
  'letter.help': 'Hjälp om mejlet:',
  'letter.accessibility': 'Tillgänglighet:',
  'letter.own': '{company} skriver:',
  'letter.otherLanguage': 'In English below.',
  'letter.support': 'Frågor? Kontakta {contact}.',
  'letter.unsure':
    'Är du osäker på om mejlet är äkta? Äkta länkar börjar med {base} och ingen annan adress. Fråga annars din arbetsgivare, eller skriv själv in adressen.',
  'letter.verify.after':
    'När adressen är bekräftad väljer du ett lösenord genom ”Glömt ditt lösenord?” på inloggningssidan: {login}',
  'letter.verify.button': 'Bekräfta min e-postadress',
  'letter.verify.heading': 'Bekräfta din e-postadress',
  'letter.verify.ignore':
    'Om du inte gör något händer ingenting: adressen förblir obekräftad och länken slutar gälla automatiskt.',
  'letter.verify.intro':
    '{company} flyttar inloggningen i Flex HRM till Visma Connect. Bekräfta att {address} är din adress, så kan du logga in där.',
  'letter.verify.subject': 'Bekräfta din e-postadress för Visma Connect',
  'letter.verify.until': 'Länken är giltig t.o.m. {day} och är bara till för dig: skicka den inte vidare.',
  'letter.verify.why': 'Du får mejlet för att {company} har angett {address} som din adress för Visma Connect.',
  'letter.code.subject': 'Din kod till Verifiera',
  'letter.code.heading': 'Din kod',
  'letter.code.type': 'Skriv så här i chatten där du bad om koden: koppla {code}',
  'letter.code.life': 'Koden gäller i 15 minuter och bara för dig. Ingen annan behöver den, inte heller HR.',
  'letter.code.ignore': 'Bad du inte om någon kod? Då behöver du inte göra något.',
  'letter.auto.replies': 'Det här mejlet skickades automatiskt. Svarar du kommer svaret till dem som kan hjälpa dig.',
  'letter.connected.preheader':
    '{company} använder Visma Connect för inloggningen i Flex HRM. Så väljer du ditt lösenord.',
  'letter.moved.heading': 'Den här adressen används inte längre',
  'letter.moved.nothing': 'Du behöver inte göra något.',
  'letter.moved.preheader': '{company} har bytt adress för ett konto i Visma Connect.',
  'letter.moved.subject': 'Adressen används inte längre för Visma Connect',
  'letter.moved.text':
    '{company} har bytt e-postadress för ett konto i Flex HRM. {address} används inte längre för att logga in med Visma Connect, och tidigare länkar till den här adressen gäller inte.',
  'letter.moved.wrong': 'Var det inte meningen? Säg till din arbetsgivare så fort du kan.',
  'letter.trial.mark': 'Prov:',
  'letter.trial.text':
    'Det här är ett prov, så som medarbetarna får se mejlet. Länken visar sidan men verifierar ingen.',
  'letter.unsure.check': 'Kontrollera mejlet här:',
  'letter.verify.preheader': '{company} ber dig bekräfta din adress senast {day}.',
}
