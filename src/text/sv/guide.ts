/** The help pages and the statement of accessibility. `\n` begins a new paragraph. */
export const guide = {
  'guide.nav': 'Om tjänsten',
  'guide.nav.help': 'Hjälp',
  'guide.nav.accessibility': 'Tillgänglighet',
  'guide.nav.privacy': 'Personuppgifter',
  'guide.operator': 'Organisationen som driver tjänsten',

  'guide.employee.title': 'Hjälp om mejlet från Verifiera',
  'guide.employee.lead': 'För dig som har fått ett mejl om att bekräfta din e-postadress, eller som väntar på ett.',
  'guide.employee.other': 'Arbetar du med HR? Läs hur ett utskick går till.',
  'guide.employee.what.title': 'Vad är det för mejl?',
  'guide.employee.what.text':
    'Din arbetsgivare flyttar inloggningen i Flex HRM till Visma Connect. Där loggar du in med din e-postadress, och därför behöver du först bekräfta att adressen är din.\nÖppna länken i mejlet och tryck på knappen på sidan som visas. Det tar en halv minut och du behöver inget lösenord.',
  'guide.employee.who.title': 'Vem har skickat det?',
  'guide.employee.who.text':
    '{operator} har skickat det genom Verifiera. Avsändaren är {sender}.\nÄkta länkar börjar med {base} och ingen annan adress. Vi frågar aldrig efter lösenord, BankID eller personnummer.',
  'guide.employee.who.link': 'Kontrollera att mejlet är äkta',
  'guide.employee.wait.title': 'Vad händer om jag väntar?',
  'guide.employee.wait.text':
    'Inget går förlorat, men du kan inte logga in med Visma Connect förrän adressen är bekräftad.\nLänken gäller i {n, plural, one {# dag} other {# dagar}}, räknat från dagen då mejlet skickades. Den sista dagen står i mejlet. Därefter öppnar du samma länk och trycker på ”Skicka en ny länk”.',
  'guide.employee.broken.title': 'Det fungerar inte',
  'guide.employee.broken.none':
    'Inget mejl har kommit: titta i skräpposten. Skriv sedan *skicka länk* till Verifiera i Slack eller Teams, så kommer ett nytt.',
  'guide.employee.broken.button':
    'Det går inte att trycka på knappen: kopiera adressen som står under den till webbläsaren. Ta med hela adressen, även om den är delad på flera rader.',
  'guide.employee.broken.link':
    'Länken går inte att använda: öppna det senaste mejlet. Har du fått flera gäller bara den senaste länken.',
  'guide.employee.broken.login':
    'Adressen är bekräftad men inloggningen fungerar inte: välj ”Glömt ditt lösenord?” på inloggningssidan och skriv adressen. Då får du ett mejl där du väljer ett lösenord.',
  'guide.employee.broken.open': 'Till inloggningssidan',
  'guide.employee.address.title': 'Adressen är fel, eller jag kommer inte åt den',
  'guide.employee.address.text':
    'Bara HR kan byta adress, så att ingen annan kan göra det i ditt namn.\nSkriv *fel adress* till Verifiera i Slack eller Teams och tryck på knappen, så får HR veta det. Har mejlet kommit fram till någon annan kan den personen trycka på ”Berätta för HR att adressen är fel” på sidan bakom länken.\nNär HR har bytt adressen kommer ett nytt mejl dit, och den gamla länken slutar gälla.',
  'guide.employee.data.title': 'Vad händer med mina uppgifter?',
  'guide.employee.data.text':
    'Att öppna länken sparar ingenting. Det är först när du trycker på knappen som något ändras.',
  'guide.employee.data.link': 'Så hanteras dina uppgifter',

  'guide.hr.title': 'Från fil till sista person',
  'guide.hr.lead':
    'För dig som arbetar med HR. Du skriver till Verifiera i Slack eller Teams; det du skriver står här i fetstil. Företaget på bilderna är påhittat.',
  'guide.hr.other': 'Är du medarbetare och har fått ett mejl? Läs hjälpen för dig.',
  'guide.hr.before.title': 'Innan du börjar',
  'guide.hr.before.text':
    'Berätta för medarbetarna att mejlet kommer, från vem ({sender}) och att länken börjar med {base}. Ett mejl som ingen väntar sig ser ut som bedrägeri.\nSkriv *brev* för att se mejlet som det kommer att se ut, eller *provbrev* för att få det till dig själv.',
  'guide.hr.import.title': '1. Läs in adresserna',
  'guide.hr.import.text':
    'Exportera mallen Anställda/användare ur Flex HRM, fyll i kolumnen E-post Visma Connect och släpp filen i chatten. CSV och Excel går lika bra.\nDu ser vad som händer med varje rad innan något ändras. Den som redan är kopplad behåller sin adress.',
  'guide.hr.import.picture':
    'Ett kort med en inläst fil: hur många rader som blir nya eller ändrade, hur många som inte kan läsas in och varför, och en knapp som bekräftar.',
  'guide.hr.plan.title': '2. Se vilka som får mejlet',
  'guide.hr.plan.text':
    'Skriv *verifiera konton företag="Acme Bygg"*. Inget skickas än. De tre talen på kortet går alltid ihop: de som matchar är de som får mejl, de som kopplas direkt och de som utelämnas. Varför någon utelämnas står på kortet.\nPlanen gäller i tio minuter och bara för dig.',
  'guide.hr.plan.picture':
    'Planens kort: hur många som får mejl och hur många som utelämnas, med skälen, och knappen som skickar.',
  'guide.hr.send.title': '3. Skicka, och se hur det går',
  'guide.hr.send.text':
    'Tryck på ”Skicka till …”. Kortet räknar medan mejlen går i väg och visar till sist hur det gick. Du kan pausa eller stoppa när som helst.\nNär fler än {n} personer får mejl behöver en kollega godkänna först. Kollegan får ett eget kort i chatten.',
  'guide.hr.send.picture': 'Utskickets kort när det är klart: hur många mejl som skickades och om något misslyckades.',
  'guide.hr.follow.title': '4. Följ upp',
  'guide.hr.follow.text':
    'Skriv *status* för att se hur långt alla har kommit, och *status Anna Berg* för att se en person: adressen, det senaste mejlet och nästa steg.\nPåminn dem som inte har svarat: *verifiera konton status=skickad,utgången igen=ja*.',
  'guide.hr.follow.picture': 'Kortet status: hur många som är kopplade, har fått mejl eller saknar adress.',
  'guide.hr.last.title': '5. De sista',
  'guide.hr.last.missing': 'De som saknar adress: *lista epost=saknas*. Fyll i adresserna i filen och läs in den igen.',
  'guide.hr.last.bounced': 'Adresser som inte tar emot mejl: *studsar*, med mejlserverns egna ord.',
  'guide.hr.last.wrong':
    'En medarbetare som anmäler fel adress, i chatten eller på sidan bakom länken, ger dig ett kort. Byt adress med *verifiera 00217 epost=anna.berg@acme.example*; mejlet går dit direkt.',
  'guide.hr.last.shared':
    'Två personer med samma adress får inget mejl förrän en ägare har skrivit *samma person* och deras nummer, för annars kan fel person få tillgång till lönen. Var det fel skriver ägaren *olika personer* och deras nummer.',
  'guide.hr.trouble.title': 'Om något blir fel',
  'guide.hr.trouble.text':
    'Skriv *stoppa K7QM*, med koden från kortet: det som inte har skickats skickas inte. Skriv *historik* för att se vem som gjorde vad, och när. Skriv *hjälp* för allt annat.',

  'guide.accessibility.title': 'Tillgänglighet',
  'guide.accessibility.lead':
    '{operator} står bakom Verifiera. Vi vill att alla ska kunna använda sidorna. Här står hur väl de uppfyller lagen om tillgänglighet till digital offentlig service, vilka brister vi känner till och hur du meddelar oss om andra.',
  'guide.accessibility.scope.title': 'Vad redogörelsen gäller',
  'guide.accessibility.scope.text':
    'Den gäller webbsidorna under {base}: sidan bakom länken i mejlet, hjälpen och de övriga sidorna här. Slack, Teams och mejlprogrammet som du läser i har egna redogörelser.',
  'guide.accessibility.state.title': 'Hur väl sidorna uppfyller kraven',
  'guide.accessibility.state.text':
    'Sidorna är delvis förenliga med lagen, på grund av det som står under nästa rubrik. I övrigt följer de WCAG 2.2 på nivå AA, och därmed kraven på webbsidor i standarden EN 301 549. De fungerar utan skript och kakor, med bara tangentbord, i 320 bildpunkters bredd och med förstorad text.',
  'guide.accessibility.faults.title': 'Det här är inte fullt tillgängligt',
  'guide.accessibility.faults.pictures':
    'Bilderna i hjälpen för HR innehåller text som inte går att förstora utan att bli suddig. Allt som behövs för att förstå dem står i texten bredvid och i bildens textalternativ. Motiv: bilderna ska visa hur korten ser ut.',
  'guide.accessibility.faults.preview':
    'Förhandsvisningen av ett mejl visar det i en ram, som kan behöva rullas i sidled när texten förstoras mycket. Motiv: mejlet ska visas precis som det ser ut; samma text finns i chatten.',
  'guide.accessibility.report.title': 'Säg till om något inte fungerar',
  'guide.accessibility.report.text':
    'Kontakta oss om du hittar något som inte går att använda, eller om du behöver innehållet på ett annat sätt:',
  'guide.accessibility.report.nobody': 'Vänd dig till din arbetsgivares HR-avdelning.',
  'guide.accessibility.report.answer': 'Vi svarar så snart vi kan.',
  'guide.accessibility.authority.title': 'Tillsyn',
  'guide.accessibility.authority.text':
    'Myndigheten för digital förvaltning, Digg, har tillsyn över lagen. Är du inte nöjd med hur vi tar hand om det du har meddelat kan du anmäla det dit.',
  'guide.accessibility.authority.link': 'Anmäl bristande tillgänglighet till Digg',
  'guide.accessibility.method.title': 'Så har sidorna granskats',
  'guide.accessibility.method.text':
    'Genom självskattning av dem som utvecklar Verifiera: med verktyget axe, med tangentbord och i en webbläsare med smal och bred skärm, ljusa och mörka färger. Ingen utomstående har granskat dem.\nBedömningen gjordes den {day} och redogörelsen uppdaterades samma dag.',

  'guide.wrong.title': 'Är det inte din adress?',
  'guide.wrong.text':
    'Har mejlet kommit till fel person, eller ska du ha en annan adress? Tryck på knappen, så får HR veta att adressen behöver ses över. Ingen adress ändras av det, och ingenting bekräftas.',
  'guide.wrong.button': 'Ja, berätta för HR',
  'guide.wrong.back': 'Är det din adress? Gå tillbaka till mejlet och öppna länken igen.',
  'guide.wrong.link': 'Berätta för HR att adressen är fel',
  'guide.wrong.done.title': 'Tack för att du sade till',
  'guide.wrong.done.text':
    'Gäller länken fortfarande får HR veta att adressen behöver ses över. Du behöver inte göra något mer, och kan slänga mejlet.',
}
