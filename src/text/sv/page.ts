export const page = {
  'page.product': 'Verifiera',
  'page.skip': 'Hoppa till innehållet',
  'page.language': 'Språk',
  'page.help': 'Behöver du hjälp?',

  'page.live.title': 'Bekräfta din e-postadress',
  'page.live.text':
    '{company} ska koppla din inloggning i Flex HRM till Visma Connect. Därför behöver vi veta att den här adressen är din:',
  'page.live.button': 'Ja, det är min adress',
  'page.live.valid': 'Länken gäller t.o.m. {day}.',
  'page.live.other': 'Är det inte din adress? Stäng sidan, så händer ingenting.',

  'page.used.title': 'Klart! Din adress är bekräftad',
  'page.used.connected': 'Din inloggning är nu kopplad till Visma Connect.',
  'page.used.waiting': 'Kopplingen till Visma Connect görs alldeles strax. Du behöver inte göra något mer här.',
  'page.used.next': 'Så loggar du in första gången',
  'page.used.step1': 'Gå till inloggningssidan.',
  'page.used.step2': 'Välj Glömt ditt lösenord? och skriv adressen som du just bekräftade.',
  'page.used.step3': 'Du får ett mejl från Visma Connect. Öppna det och välj ett lösenord.',
  'page.used.login': 'Till inloggningssidan',
  'page.used.keep': 'Har du redan ett lösenord i Visma Connect loggar du in som vanligt.',

  'page.expired.title': 'Länken har gått ut',
  'page.expired.text': 'Ingen fara. Vi kan skicka en ny länk till samma adress:',
  'page.expired.button': 'Skicka en ny länk',
  'page.expired.safe': 'Mejlet går bara till adressen som din arbetsgivare har sparat.',

  'page.resent.title': 'Titta i din inkorg',
  'page.resent.text':
    'Om adressen fortfarande ska bekräftas kommer ett mejl med en länk inom några minuter. Titta även i skräpposten.',
  'page.resent.wait': 'Kom inget mejl? Vänta en stund innan du försöker igen.',

  'page.unknown.title': 'Länken går inte att använda',
  'page.unknown.text': 'Den kan ha ersatts av en nyare, eller så kom hela adressen inte med.',
  'page.unknown.newest': 'Öppna det senaste mejlet om att bekräfta din adress och använd länken där.',
  'page.unknown.whole': 'Kopiera hela länken om den är delad på flera rader.',
  'page.unknown.chat': 'Eller skriv skicka länk till Verifiera i Slack eller Teams, så får du en ny.',

  'page.limited.title': 'Vänta en liten stund',
  'page.limited.text': 'Det har kommit många försök på kort tid. Försök igen om några minuter.',

  'page.refused.title': 'Det gick inte från den sidan',
  'page.refused.text': 'Öppna länken i mejlet och tryck på knappen där.',

  'page.home.title': 'Här bekräftas e-postadresser',
  'page.home.text':
    'Verifiera hjälper organisationer att koppla sina inloggningar till Visma Connect. Har du fått ett mejl med en länk? Öppna länken i mejlet.',

  'page.privacy.title': 'Så hanteras dina uppgifter',
  'page.privacy.text':
    'Verifiera drivs av organisationen där du är anställd, som också är personuppgiftsansvarig. Här behandlas ditt namn, ditt anställningsnummer, företag och enhet, din e-postadress och om den är bekräftad, vilka mejl som har skickats till dig och vem som gjorde vad, och när.\nUppgifterna används bara för att koppla din inloggning till Visma Connect. De lämnas till mejlservern som skickar breven och till inloggningstjänsten, och till ingen annan. I Slack och Teams visas de bara för den som har rätt att se dem. Det finns ingen spårning, inga kakor och ingen statistik om dig.\nUppgifterna tas bort när organisationen inte längre behöver dem. Vill du veta vad som finns om dig, rätta något eller få det raderat: vänd dig till personalavdelningen, som kan göra det direkt i Verifiera.',
  'page.terms.title': 'Villkor',
  'page.terms.text':
    'Verifiera är till för den som arbetar i organisationen som driver tjänsten, för att bekräfta e-postadresser för Visma Connect. Använd den bara för det.\nLänken i ett brev är personlig: lämna den inte vidare. Administratörer ansvarar för att de bara skickar till personer som de får skicka till; vem som gjorde vad sparas.\nTjänsten lämnas som den är, utan garantier. Programmet är öppen källkod med MIT-licens.',

  'page.missing.title': 'Sidan finns inte',
  'page.missing.text': 'Kontrollera adressen, eller öppna länken i mejlet igen.',
  'page.method.title': 'Så kan sidan inte användas',
  'page.method.text': 'Öppna länken i mejlet i stället.',
  'page.bad.title': 'Det gick inte att läsa',
  'page.bad.text': 'Det som skickades hit var inte helt. Öppna länken i mejlet igen.',
  'page.large.title': 'Det var för mycket på en gång',
  'page.large.text': 'Det som skickades hit var för stort för den här sidan.',
  'page.broken.title': 'Något gick fel hos oss',
  'page.broken.text': 'Inget har ändrats. Försök igen om en stund. Ange gärna {reference} om du hör av dig.',
  'page.away.title': 'Det går inte just nu',
  'page.away.text':
    'Vi når inte våra uppgifter för tillfället. Länken i mejlet fungerar fortfarande: försök igen om någon minut.',
  'page.away.button': 'Försök igen',

  'page.trial': 'Prov: så här ser sidan ut för medarbetarna. Ingen verifieras.',
  'page.preview.title': 'Så ser mejlet ut',
  'page.preview.quiet': 'Sidan gäller i tio minuter och bara för dig. Länken i mejlet verifierar ingen.',
  'page.over.title': 'Förhandsvisningen gäller inte längre',
  'page.over.text': 'Den gäller i tio minuter. Skriv brev i chatten för att se mejlet igen.',
  'page.genuine.title': 'Är mejlet äkta?',
  'page.genuine.begins': 'Äkta länkar börjar med den här adressen och ingen annan:',
  'page.genuine.other':
    'Börjar länken i ditt mejl på något annat sätt: öppna den inte, och berätta för din arbetsgivare.',
  'page.genuine.check': 'Jämför ditt mejl med det vi har skickat',
  'page.genuine.email': 'Din e-postadress, dit mejlet kom',
  'page.genuine.end': 'De åtta sista tecknen i länken',
  'page.genuine.button': 'Kontrollera',
  'page.genuine.quiet': 'Vi sparar inte det du skriver, och skickar inget mejl.',
  'page.genuine.yes': 'Ja, mejlet är äkta. Det skickades {day} för {company}.',
  'page.genuine.unknown':
    'Vi känner inte igen uppgifterna. Kontrollera dem en gång till. Är du osäker: öppna inte länken, och fråga din arbetsgivare.',
}
