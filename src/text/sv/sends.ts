/** Sends while they run and afterwards, and the answer to verifying one person. */
export const sends = {
  'send.running.title': 'Utskicket {code} pågår',
  'send.paused.title': 'Utskicket {code} är pausat',
  'send.done.title': 'Utskicket {code} är klart',
  'send.stopped.title': 'Utskicket {code} är stoppat',
  'send.fact.sent': 'Skickade',
  'send.fact.direct': 'Kopplade direkt',
  'send.fact.failed': 'Misslyckade',
  'send.fact.skipped': 'Hoppades över',
  'send.fact.inDoubt': 'Tveksamma',
  'send.fact.queued': 'Kvar',
  'send.fact.pace': 'Takt',
  'send.fact.left': 'Klart om ungefär',
  'send.fact.by': 'Bekräftat av',
  'send.fact.at': 'Bekräftat',
  'send.pace': '{n} i minuten',
  'send.minutes': '{n, plural, one {# minut} other {# minuter}}',
  'send.hours': '{hours, plural, one {# timme} other {# timmar}} {minutes} min',
  'send.soon': 'strax',
  'send.inDoubt':
    'För {n, plural, one {# mejl} other {# mejl}} bröts förbindelsen precis när det lämnades över: det kan ha kommit fram. Länken i ett nytt mejl blir densamma.',
  'send.paused.person': 'Pausat av en administratör.',
  'send.paused.authentication':
    'Pausat av sig självt: mejlservern godtog inte inloggningen. Be den som sköter driften kontrollera SMTP_URL, och återuppta sedan.',
  'send.paused.policy':
    'Pausat av sig självt: mejlservern nekar avsändaren. Be den som sköter driften kontrollera MAIL_FROM och serverns regler, och återuppta sedan.',
  'send.paused.equal_errors':
    'Pausat av sig självt: fem mejl i rad fick samma fel. Kontrollera felet och återuppta sedan.',
  'send.paused.restored':
    'Pausades automatiskt: databasen är en kopia, återställd eller flyttad. De som fick mejl efter att kopian togs står som väntande och kan få ett till. Återuppta när du vet att det går bra, eller stoppa.',
  'send.button.stop': 'Stoppa',
  'send.button.pause': 'Pausa',
  'send.button.resume': 'Återuppta',
  'send.button.retry': 'Försök igen med {n}',
  'send.button.inDoubt': 'Skicka om till {n} tveksamma',
  'send.button.list': 'Visa listan',
  'send.button.file': 'Ladda ner listan',
  'send.button.refresh': 'Uppdatera',
  'send.list.title': 'Utskick',
  'send.list.none': 'Inga utskick än. Börja med ”verifiera konton företag=…”.',
  'send.head.code': 'Kod',
  'send.head.when': 'När',
  'send.head.state': 'Läge',
  'send.head.total': 'Antal',
  'send.head.sent': 'Skickade',
  'send.head.by': 'Av',
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
  'send.retry.nothing':
    'Utskicket {code} {state, select, running {pågår och har ingen att försöka igen med än} paused {är pausat och har ingen att försöka igen med. Återuppta eller stoppa det} stopped {är stoppat och har ingen kvar att skicka till} other {är klart och har ingen att försöka igen med}}.',
  'send.retry.bounced':
    'Utskicket {code} nådde inte {n, plural, one {1 person} other {# personer}}, och mejlservern säger att {n, plural, one {adressen} other {adresserna}} inte finns. Inget nytt skickas dit. Rätta {n, plural, one {adressen} other {adresserna}} (importera igen, eller ”verifiera <anst.nr> epost=namn@företag.se”) och skriv sedan ”försök igen {code}”.',
  'send.retry.unsent': 'de som inte fick mejl i utskicket {code}',
  'send.retry.failed': 'misslyckade i utskicket {code}',
  'send.retry.in_doubt': 'tveksamma i utskicket {code}',
  'one.mail.title': 'Ett verifieringsmejl är på väg',
  'one.mail.text': 'Mejlet går till {email}. Länken gäller t.o.m. {day}.',
  'one.direct.title': 'Kopplas direkt',
  'one.direct.text':
    '{email} hör till en verifierad domän, så kontot kopplas utan verifiering. Ett mejl berättar hur man skapar lösenordet.',
  'one.again': 'Förra mejlet gick {at}, så personen får två med samma länk.',
  'one.stored': 'Adressen är sparad.',
}
