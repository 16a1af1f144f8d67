/** Sends while they run and afterwards, and the answer to verifying one person. */
export const sends = {
  'send.running.title': 'Utskicket {code}{at} pågår: {done} av {total}',
  'send.paused.title': 'Utskicket {code}{at} är pausat: {done} av {total}',
  'send.done.title': 'Utskicket {code}{at} är klart: {sent} av {total}',
  'send.stopped.title': 'Utskicket {code}{at} är stoppat: {sent} av {total} skickades',
  'send.title.at': ' till {company}',
  'send.fact.sent': 'Skickade',
  'send.fact.direct': 'Kopplade direkt',
  'send.fact.failed': 'Misslyckade',
  'send.fact.skipped': 'Hoppades över',
  'send.fact.inDoubt': 'Osäkra',
  'send.fact.queued': 'Kvar',
  'send.fact.pace': 'Takt',
  'send.fact.left': 'Beräknas klart',
  'send.fact.by': 'Bekräftat av',
  'send.fact.approvedBy': 'Godkänt av',
  'send.fact.at': 'Bekräftat',
  'send.pace': '{n} i minuten',
  'send.minutes': '{n, plural, one {om # minut} other {om # minuter}}',
  'send.hours': '{hours, plural, one {om # timme} other {om # timmar}} och {minutes} min',
  'send.soon': 'inom en minut',
  'send.underWay':
    '{n, plural, one {# mejl var redan på väg när utskicket stoppades. Snart syns om det gick fram till mejlservern.} other {# mejl var redan på väg när utskicket stoppades. Snart syns om de gick fram till mejlservern.}}',
  'send.inDoubt':
    '{n, plural, one {För # mejl bröts förbindelsen precis när det lämnades över. Det kan ha kommit fram.} other {För # mejl bröts förbindelsen precis när de lämnades över. De kan ha kommit fram.}} Ett nytt mejl får samma länk.',
  'send.paused.person': 'Pausades av en administratör.',
  'send.paused.authentication':
    'Pausades automatiskt: mejlservern godtog inte inloggningen. Be den som sköter driften kontrollera SMTP_URL och återuppta sedan.',
  'send.paused.policy':
    'Pausades automatiskt: mejlservern nekar avsändaren. Be den som sköter driften kontrollera MAIL_FROM och serverns regler och återuppta sedan.',
  'send.paused.quota':
    'Pausades automatiskt: mejlservern tar inte emot fler mejl från oss just nu, eftersom kvoten är slut. Utskicket fortsätter automatiskt; nästa försök görs {at}. Ingen har missats och ingen adress har markerats.',
  'send.paused.equal_errors':
    'Pausades automatiskt: de flesta mejlen får samma fel. Ingen adress har markerats. Åtgärda felet och återuppta sedan.',
  'send.trouble.tls':
    'Mejlservern går inte att lita på: krypteringen eller certifikatet stämmer inte. Be den som sköter driften rätta det. Nästa försök görs {at}, inga mejl går förlorade.',
  'send.trouble.login':
    'Mejlservern godtar inte inloggningen. Be den som sköter driften kontrollera den. Nästa försök görs {at}, inga mejl går förlorade.',
  'send.trouble.policy':
    'Mejlservern nekar mejl från oss. Be den som sköter driften kontrollera MAIL_FROM och serverns regler. Nästa försök görs {at}, inga mejl går förlorade.',
  'send.trouble.quota':
    'Mejlservern tar inte emot fler mejl från oss just nu, eftersom kvoten är slut. Nästa försök görs {at}, inga mejl går förlorade.',
  'send.trouble.unreachable': 'Mejlservern svarar inte. Nästa försök görs {at}, inga mejl går förlorade.',
  'send.trouble.busy': 'Mejlservern tar inte emot mejl just nu. Nästa försök görs {at}, inga mejl går förlorade.',
  'send.trouble.said': 'Serverns svar: {words}',
  'send.trouble.error': 'Felet: {words}',
  'send.deferred': '{n, plural, other {# mejl väntar på ett nytt försök.}}',
  'failed.title': 'Mejlet kom inte fram',
  'failed.bounced': 'Mejlservern nekar adressen, som därför är markerad som studsad.',
  'failed.refused': 'Mejlservern nekar det här mejlet. Ingen adress har markerats.',
  'failed.returned': 'Mejlservern tog emot mejlet men skickade tillbaka det.',
  'failed.unclear':
    'Mejlservern har sagt nej gång på gång utan att säga om felet ligger i adressen eller hos oss. Ingen adress har markerats.',
  'failed.gave_up': 'Mottagarens mejlserver bad oss komma tillbaka senare, tills tiden var ute.',
  'failed.no_smtputf8': 'Mejlservern klarar inte adressens tecken. Adressen behöver bytas.',
  'failed.own': 'Är adressen fel skriver du ”anmäl fel adress”.',
  'waits.title': 'Mejlet dröjer',
  'waits.next': 'Nästa försök görs {at}.',
  'waits.recipient_later':
    'Mottagarens mejlserver bad oss komma tillbaka senare. Det är oftast grålistning eller en full brevlåda.',
  'waits.unclear':
    'Mejlservern säger nej utan att säga om felet ligger i adressen eller hos oss. Ingen adress har markerats.',
  'waits.quota': 'Mejlservern tar inte emot fler mejl från oss just nu, eftersom kvoten är slut.',
  'waits.policy': 'Mejlservern nekar mejl från oss.',
  'waits.login': 'Mejlservern godtar inte vår inloggning.',
  'waits.server': 'Mejlservern svarar inte, eller ber oss försöka senare.',
  'waits.provider': 'Visma Connect har inte tagit emot kopplingen än.',
  'waits.code': 'Koden i mejlet gäller i 15 minuter. Kommer det inte innan dess skriver du ”koppla” igen.',
  'waits.paused': 'Utskicket {code} är pausat. {why}',
  'waits.paused.own': 'Utskicket är pausat. Mejlet kommer när det fortsätter.',
  'trouble.title': 'Mejlservern tar inte emot våra mejl',
  'trouble.text.tls':
    'Sedan {since}: krypteringen eller certifikatet stämmer inte. Kontrollera att SMTP_URL anger rätt server och port, att servern erbjuder STARTTLS och att certifikatet gäller.',
  'trouble.text.login':
    'Sedan {since}: servern godtar inte inloggningen. Kontrollera användare och lösenord i SMTP_URL, eller SMTP_OAUTH-inställningarna, och starta om.',
  'trouble.text.policy':
    'Sedan {since}: servern nekar mejl från oss. Kontrollera MAIL_FROM, att kontot i SMTP_URL får skicka som den adressen, och serverns regler.',
  'trouble.text.quota':
    'Sedan {since}: kvoten är slut. Det går över när servern tar emot mejl från oss igen. Händer det ofta sänker du MAIL_RATE eller höjer kvoten hos leverantören.',
  'trouble.text.unreachable':
    'Sedan {since}: servern svarar inte. Kontrollera att den är igång och att SMTP_URL och brandväggen släpper fram oss.',
  'trouble.text.busy': 'Sedan {since}: servern ber oss vänta. Går det inte över frågar du den som sköter mejlservern.',
  'mailbox.title': 'Brevlådan för studsar går inte att läsa',
  'mailbox.note': 'Mejlen skickas som vanligt, men adresser som studsar märks inte förrän brevlådan går att läsa igen.',
  'slackTrouble.title': 'Slack släpper inte in boten längre',
  'slackTrouble.text':
    'Ingen får svar i Slack, och korten där står stilla. Installera appen i arbetsytan igen, sätt SLACK_BOT_TOKEN till den nya nyckeln och starta om.',
  'slackTrouble.note':
    'Mejlen skickas som vanligt, och länkarna i dem fungerar. Kontrollera sedan med ”kontrollera drift”.',
  'secret.ends': 'Inloggningen till mejlservern slutar gälla {day}',
  'secret.over': 'Inloggningen till mejlservern slutade gälla {day}',
  'secret.text':
    'Skapa en ny klienthemlighet hos leverantören, sätt SMTP_OAUTH_CLIENT_SECRET och SMTP_OAUTH_SECRET_ENDS, och starta om. Annars går inga mejl ut efter den dagen.',
  'trouble.note': 'Mejlen ligger kvar och skickas när servern tar emot dem. Nästa försök görs {at}.',
  'send.paused.restored':
    'Pausades automatiskt: databasen är en kopia, återställd eller flyttad. De som fick mejl efter att kopian togs står som väntande och kan få ett till. Återuppta när du vet att det går bra, eller stoppa.',
  'send.button.stop': 'Stoppa',
  'send.button.pause': 'Pausa',
  'send.button.resume': 'Återuppta',
  'send.button.retry': 'Försök igen med {n}',
  'send.button.inDoubt': 'Skicka om till {n} osäkra',
  'send.button.list': 'Visa listan',
  'send.button.file': 'Ladda ner listan',
  'send.button.refresh': 'Uppdatera',
  'send.list.title': 'Utskick',
  'send.list.none': 'Inga utskick än. Börja med ”verifiera konton företag=…”.',
  'send.of': '{done} av {total}',
  'send.head.code': 'Kod',
  'send.head.when': 'När',
  'send.head.state': 'Läge',
  'send.head.total': 'Antal',
  'send.head.sent': 'Skickade',
  'send.head.direct': 'Kopplade direkt',
  'send.head.by': 'Av',
  'send.state.yours': 'väntar på dig',
  'send.state.awaiting': 'väntar på godkännande',
  'send.state.running': 'pågår',
  'send.state.paused': 'pausat',
  'send.state.done': 'klart',
  'send.state.stopped': 'stoppat',
  'send.unknown': 'Det finns inget utskick med koden {code}. Skriv ”utskick” för att se de senaste.',
  'send.cannot.pause':
    'Utskicket {code} {state, select, paused {är redan pausat} done {är redan klart, så det finns inget att pausa} stopped {är redan stoppat för gott} other {går inte att pausa nu}}.',
  'send.cannot.resume':
    'Utskicket {code} {state, select, running {pågår redan} done {är redan klart, så det finns inget att återuppta} stopped {är stoppat för gott och går inte att återuppta. Skriv ”försök igen {code}” för att planera mejl till dem som inte fick något} other {går inte att återuppta nu}}.',
  'send.cannot.stop':
    'Utskicket {code} {state, select, done {är redan klart: inget finns kvar att stoppa} stopped {är redan stoppat. Inget mer skickas} other {går inte att stoppa nu}}.',
  'send.button.again': 'Planera dem som är kvar',
  'send.button.unsent': 'Skicka till {n} som inte fick mejl',
  'send.button.bounced': 'Visa studsade',
  'send.bounced':
    '{n, plural, one {# adress studsade} other {# adresser studsade}}: de nås först när adressen är rättad. Rätta den och skriv sedan ”försök igen {code}”.',
  'send.unclear':
    '{n, plural, one {# adress är oklar} other {# adresser är oklara}}: mejlservern sade nej gång på gång utan att säga varför. Ingen adress har markerats. Kontrollera att {n, plural, one {den} other {de}} stämmer, eller be mottagarens it-avdelning släppa fram våra mejl. Skriv sedan ”försök igen {code}”.',
  'send.retry.nothing':
    'Utskicket {code} {state, select, running {pågår och har ingen att försöka igen med än} paused {är pausat och har ingen att försöka igen med. Återuppta eller stoppa det} stopped {är stoppat och har ingen kvar att skicka till} other {är klart och har ingen att försöka igen med}}.',
  'send.retry.noneDoubtful': 'Inget mejl i utskicket {code} är osäkert, så det finns inget sådant att skicka om.',
  'send.retry.bounced':
    'Utskicket {code} nådde inte {n, plural, one {1 person} other {# personer}}, och mejlservern säger att {n, plural, one {adressen} other {adresserna}} inte finns. Inget nytt skickas dit. Rätta {n, plural, one {adressen} other {adresserna}} (importera igen, eller ”verifiera <anst.nr> epost=namn@företag.se”) och skriv sedan ”försök igen {code}”.',
  'send.retry.unsent': 'de som inte fick mejl i utskicket {code}',
  'send.retry.failed': 'misslyckade i utskicket {code}',
  'send.retry.in_doubt': 'osäkra i utskicket {code}',
  'one.mail.title': 'Ett verifieringsmejl är på väg',
  'one.mail.text': 'Mejlet går till {email}. Länken gäller t.o.m. {day}.',
  'one.direct.title': 'Kopplas direkt',
  'one.direct.text':
    '{email} hör till en verifierad domän, så kontot kopplas utan verifiering. Ett mejl berättar hur man skapar lösenordet.',
  'one.again': 'Förra mejlet gick {at}, så personen får två med samma länk.',
  'one.notStored': '{why} Den nya adressen är inte sparad.',
  'one.stored': 'Adressen är sparad.',
}
