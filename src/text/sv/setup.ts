/** What `kontrollera drift` says of each thing that the product needs outside. */
export const setup = {
  'setup.fine': 'Allt är på plats',
  'setup.almost': 'Inget fel hittades, men allt gick inte att se härifrån',
  'setup.wrong': '{n, plural, one {1 sak} other {# saker}} behöver åtgärdas',
  'setup.head.what': 'Vad',
  'setup.head.state': 'Läge',
  'setup.head.next': 'Att göra',
  'setup.state.fine': 'bra',
  'setup.state.wrong': 'FEL',
  'setup.state.unsure': 'osäkert',
  'setup.state.off': 'av',
  'setup.topic.database': 'Databas',
  'setup.topic.mail': 'Mejlserver',
  'setup.topic.sender': 'Avsändarens domän',
  'setup.topic.mailbox': 'Brevlådan för studsar',
  'setup.topic.slack': 'Slack',
  'setup.topic.teams': 'Teams',
  'setup.topic.provider': 'Visma Connect (SCIM)',
  'setup.topic.public': 'PUBLIC_URL',
  'setup.topic.clock': 'Klocka',
  'setup.unsure': 'Gick inte att kontrollera just nu. Försök igen om en stund.',
  'setup.database.embedded': 'Den inbyggda databasen används.',
  'setup.database.fine': 'Rättigheter, inställningar och förbindelser stämmer.',
  'setup.database.empty': 'Databasen är tom och rollen får skapa tabellerna, vilket görs vid starten.',
  'setup.database.silent': 'Databasen svarade inte: {why}. Kontrollera DATABASE_URL och att databasen är igång.',
  'setup.database.old': 'PostgreSQL {version} är för gammal. Uppgradera till 14 eller senare.',
  'setup.database.standby': 'Det här är en kopia som bara går att läsa. Ange den primära servern i DATABASE_URL.',
  'setup.database.readonly':
    'Rollen eller databasen får bara läsa (default_transaction_read_only är på). Leverantörer gör så när disken är full. Tillåt skrivning igen.',
  'setup.database.encoding':
    'Databasen har kodningen {encoding}, som inte rymmer alla namn. Skapa den med encoding UTF8 template template0.',
  'setup.database.pooler':
    'Framför databasen finns en pooler som byter session mellan transaktionerna. Använd dess sessionsläge eller serverns egen adress.',
  'setup.database.fsync': 'Servern kör med fsync=off och kan tappa det som är sparat. Slå på fsync.',
  'setup.database.commit': 'synchronous_commit är {commit}. Sätt det till on, annars kan mejl gå ut två gånger.',
  'setup.database.rights':
    'Rollen får inte skapa tabeller. Ge den create på databasen och schemat public, eller kör npm run migrate med en roll som får det.',
  'setup.database.tables':
    'Rollen får inte läsa och skriva i {tables}. Ge den rättigheterna i README under ”The history, and what it proves”.',
  'setup.database.unsure': 'Databasen svarade inte på allt. Försök igen om en stund.',
  'setup.mail.off': 'Ingen mejlserver: mejlen stannar i den lokala utkorgen.',
  'setup.mail.fine': 'Inloggningen fungerar. Inget mejl skickades.',
  'setup.mail.open':
    'Servern svarar men erbjuder ingen inloggning, så namnet och lösenordet i SMTP_URL är oprövade. Kontrollera porten.',
  'setup.mail.auth': 'Servern nekar inloggningen: {why}. Kontrollera namnet och lösenordet i SMTP_URL.',
  'setup.mail.oauth':
    'Inloggningen med OAuth nekas: {why}. Kontrollera SMTP_OAUTH-inställningarna, och att brevlådan får skicka över SMTP.',
  'setup.mail.tls':
    'Förbindelsen gick inte att säkra: {why}. Kontrollera servernamnet och porten i SMTP_URL, och serverns certifikat.',
  'setup.mail.greeting': 'Servern tar inte emot oss: {why}. Försök senare, eller fråga den som sköter servern.',
  'setup.mail.connect': 'Servern svarar inte: {why}. Kontrollera värden och porten i SMTP_URL, och brandväggen.',
  'setup.mail.secret.soon':
    'Klienthemligheten slutar gälla {day}. Skapa en ny hos leverantören före dess, sätt SMTP_OAUTH_CLIENT_SECRET och SMTP_OAUTH_SECRET_ENDS, och starta om.',
  'setup.mail.secret.over':
    'Klienthemligheten slutade gälla {day}. Skapa en ny hos leverantören, sätt SMTP_OAUTH_CLIENT_SECRET och SMTP_OAUTH_SECRET_ENDS, och starta om.',
  'setup.mail.unsure': 'Mejlservern svarade inte. Kontrollera SMTP_URL.',
  'setup.sender.off': 'Kontrolleras när riktiga mejl skickas.',
  'setup.sender.silent': 'DNS svarade inte för {domain}. Försök igen om en stund.',
  'setup.sender.spf.fine': 'SPF finns för {domain}.',
  'setup.sender.spf.missing':
    'SPF saknas för {domain}. Lägg in en TXT-post som börjar med v=spf1 och släpper fram din mejlserver.',
  'setup.sender.spf.several': '{domain} har flera SPF-poster, och då räknas ingen. Slå ihop dem till en.',
  'setup.sender.spf.open': 'SPF för {domain} släpper fram alla. Byt +all mot ~all eller -all.',
  'setup.sender.spf.nobody':
    'SPF för {domain} släpper inte fram någon server, så mejlen räknas som förfalskade. Lägg in din mejlserver före all i posten: {add}.',
  'setup.sender.spf.other':
    'SPF för {domain} släpper inte fram {host}, så mejlen räknas som förfalskade. Lägg in {add} före all i posten.',
  'setup.sender.spf.too_many':
    'SPF för {domain} kräver fler än tio DNS-frågor. Då slutar mottagarna fråga, och posten räknas inte. Ta bort include, a och mx som inte används, eller skriv adresserna som ip4.',
  'setup.sender.spf.broken':
    'SPF för {domain} går inte att läsa, så den räknas inte. Det är {term} som är fel. Rätta eller ta bort det.',
  'setup.sender.dmarc.fine': 'DMARC finns för {domain}.',
  'setup.sender.dmarc.missing':
    'DMARC saknas för {domain}. Lägg in en TXT-post på _dmarc.{domain}, till exempel v=DMARC1; p=none.',
  'setup.sender.dmarc.several': '{domain} har flera DMARC-poster, och då räknas ingen. Behåll en.',
  'setup.sender.dmarc.broken':
    'DMARC för {domain} räknas inte: p ska vara none, quarantine eller reject. Rätta posten på _dmarc.{domain}.',
  'setup.sender.dmarc.none':
    'DMARC för {domain} finns men stoppar ingen som låtsas vara ni (p=none). När rapporterna visar att era egna mejl godkänns byter du till p=quarantine.',
  'setup.sender.dkim.fine': 'DKIM-nyckeln {selector} finns för {domain}.',
  'setup.sender.dkim.weak':
    'DKIM-nyckeln {selector} finns för {domain}. Den har {bits} bitar och duger, men nästa gång den byts är 2048 bättre.',
  'setup.sender.dkim.revoked':
    'DKIM-nyckeln {selector} för {domain} är återkallad (p= är tomt), så signaturer med den godkänns inte. Slå på signeringen igen hos e-postleverantören och publicera nyckeln som den ger dig.',
  'setup.sender.dkim.short':
    'DKIM-nyckeln {selector} för {domain} har bara {bits} bitar, och mottagare godkänner inte kortare än 1024. Skapa en ny med 2048 hos e-postleverantören.',
  'setup.sender.dkim.testing':
    'DKIM-nyckeln {selector} för {domain} är märkt som ett prov (t=y), så mottagare kan bortse från signaturen. Ta bort t=y ur posten.',
  'setup.sender.dkim.broken':
    'DKIM-posten {selector} för {domain} går inte att läsa. Det ska vara en enda post. Kopiera den en gång till från e-postleverantören.',
  'setup.sender.dkim.missing':
    'Ingen DKIM-nyckel under de vanliga namnen för {domain}. Skicka ett provbrev till dig själv: i brevhuvudet ska det stå dkim=pass. Annars slår du på signering hos e-postleverantören.',
  'setup.sender.unsure': 'Domänen gick inte att slå upp. Försök igen om en stund.',
  'setup.mailbox.off': 'Ingen brevlåda för studsar: BOUNCE_IMAP_URL är inte satt.',
  'setup.mailbox.fine': 'Inloggningen fungerar och mappen går att läsa.',
  'setup.mailbox.login':
    'Servern nekar inloggningen. Kontrollera namnet och lösenordet (eller OAuth) i BOUNCE_IMAP_URL.',
  'setup.mailbox.folder': 'Inloggningen fungerar, men mappen finns inte. Kontrollera sista delen av BOUNCE_IMAP_URL.',
  'setup.mailbox.unreached': 'Servern svarar inte. Kontrollera värden och porten i BOUNCE_IMAP_URL, och brandväggen.',
  'setup.mailbox.unsure': 'Brevlådan gick inte att kontrollera. Försök igen om en stund.',
  'setup.slack.off': 'Slack används inte.',
  'setup.slack.fine': '{team}: nyckeln och rättigheterna stämmer.',
  'setup.slack.token':
    '{team}: Slack godtar inte nyckeln ({why}). Installera om appen där och ange den nya SLACK_BOT_TOKEN.',
  'setup.slack.elsewhere':
    '{team}: nyckeln hör till en annan arbetsyta, {other}. Rätta SLACK_BOT_TOKEN eller SLACK_TEAMS.',
  'setup.slack.scopes':
    '{team}: rättigheter saknas: {scopes}. Uppdatera appen från manifest/slack.json och installera om den där.',
  'setup.slack.socket.fine': 'Nyckeln för Socket Mode stämmer.',
  'setup.slack.socket.token':
    'Slack godtar inte nyckeln för Socket Mode ({why}). Gör en ny med connections:write och ange den som SLACK_APP_TOKEN.',
  'setup.slack.unreached': 'Slack svarade inte. Kontrollera nätet och försök igen om en stund.',
  'setup.slack.unsure': 'Slack gick inte att nå härifrån.',
  'setup.teams.off': 'Teams används inte.',
  'setup.teams.fine': 'Inloggningen fungerar.',
  'setup.teams.managed': 'Appen använder en hanterad identitet, som bara kan prövas i drift.',
  'setup.teams.token':
    'Microsoft godtar inte appens uppgifter ({why}). Kontrollera MicrosoftAppId, MicrosoftAppPassword och MicrosoftAppTenantId.',
  'setup.teams.secret':
    'Microsoft godtar inte hemligheten ({why}). Ange hemlighetens värde, inte dess id, som MicrosoftAppPassword.',
  'setup.teams.secret_ended':
    'Hemligheten har gått ut ({why}). Gör en ny i Entra och ange den som MicrosoftAppPassword.',
  'setup.teams.app':
    'Appen finns inte i klientorganisationen ({why}). Kontrollera MicrosoftAppId och MicrosoftAppTenantId.',
  'setup.teams.tenant': 'Klientorganisationen finns inte ({why}). Kontrollera MicrosoftAppTenantId.',
  'setup.teams.keys.fine': 'Microsofts signeringsnycklar går att hämta.',
  'setup.teams.keys.missing':
    'Signeringsnycklarna på {host} går inte att hämta, så inga meddelanden från Teams släpps in. Öppna brandväggen dit eller kontrollera TEAMS_OPENID_METADATA_URL.',
  'setup.teams.unreached': 'Microsoft svarade inte. Kontrollera nätet och försök igen om en stund.',
  'setup.teams.unsure': 'Microsoft gick inte att nå härifrån.',
  'setup.provider.off': 'Ingen identitetsleverantör: kopplingar finns bara här.',
  'setup.provider.filter.works': 'Adressen, nyckeln och filtren fungerar.',
  'setup.provider.filter.names_only': 'Adressen, nyckeln och filtret på userName fungerar. Andra filter behövs inte.',
  'setup.provider.filter.ignored':
    'Filtret på userName gör ingen skillnad. Det fungerar bara så länge leverantören visar alla användare; be om att det slås på.',
  'setup.provider.filter.refused':
    'Leverantören kan inte filtrera på userName, och då går ingen att koppla. Be om att det slås på.',
  'setup.provider.patch.works': 'PATCH fungerar. Ingen användare ändrades.',
  'setup.provider.patch.refused': 'PATCH saknas, så användare ändras med PUT i stället. Ingen användare ändrades.',
  'setup.provider.patch.forbidden': 'Nyckeln får läsa men inte ändra användare. Ge den rätt att skriva.',
  'setup.provider.token': 'Leverantören godtar inte nyckeln. Kontrollera SCIM_TOKEN.',
  'setup.provider.refused': 'Leverantören svarade med ett fel: {why}. Kontrollera SCIM_URL.',
  'setup.provider.unreadable': 'Svaret går inte att läsa som SCIM: {why}. Kontrollera SCIM_URL.',
  'setup.provider.busy': 'Leverantören är upptagen: {why}. Försök igen om en stund.',
  'setup.provider.unreachable': 'Leverantören svarar inte: {why}. Kontrollera SCIM_URL och brandväggen.',
  'setup.provider.unsure': 'Identitetsleverantören gick inte att nå.',
  'setup.public.off': '{url} gäller bara på den här datorn.',
  'setup.public.fine': '{url} leder hit, sett härifrån.',
  'setup.public.certificate': 'Certifikatet för {url} godkänns inte: {why}. Förnya det i proxyn framför.',
  'setup.public.unreached':
    '{url} svarade inte härifrån. Det kan bero på att Verifiera inte är startat eller att nätet inte når sin egen adress. Öppna {url}/healthz utifrån.',
  'setup.public.other': '{url} svarar ({status}), men inte som Verifiera. Kontrollera adressen och proxyn framför.',
  'setup.public.unsure': 'Adressen gick inte att kontrollera.',
  'setup.clock.fine': 'Klockan stämmer med databasens.',
  'setup.clock.both': 'Klockan stämmer med databasens och med den hos {host}.',
  'setup.clock.drift': 'Klockan skiljer sig {seconds} sekunder från databasens. Slå på tidssynkronisering på båda.',
  'setup.clock.outside': 'Klockan skiljer sig {seconds} sekunder från den hos {host}. Slå på tidssynkronisering (NTP).',
  'setup.clock.unsure': 'Klockan gick inte att jämföra med databasens.',
}
