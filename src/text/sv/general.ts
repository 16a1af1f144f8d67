/** What belongs to no command: failures, files that cannot be fetched, personal numbers, the language. */
export const general = {
  'general.language': 'Jag svarar på svenska',
  'general.help': 'Hjälp',
  'general.failed.title': 'Något gick fel hos mig',
  'general.failed.text':
    'Det du skrev har inte ändrat något. Försök igen om en stund; händer det igen, berätta för den som sköter driften och ange {reference}.',
  'general.offline': 'Jag når inte databasen just nu. Inget har ändrats; försök igen om någon minut.',
  'general.cut_off': 'Det tog för lång tid och avbröts. Inget har ändrats; försök igen, gärna med ett mindre urval.',
  'general.busy': 'Någon annan arbetar med samma sak just nu. Inget har ändrats; försök igen om en stund.',
  'working.reading': 'Jag läser filen',
  'working.file': 'Jag går igenom raderna',
  'working.import': 'Jag importerar',
  'working.plan': 'Jag går igenom vilka som ska få mejl',
  'working.export': 'Jag gör filen',
  'working.rows': '{done, plural, one {# rad} other {# rader}} hittills. Svaret kommer här.',
  'working.text': '{done, number} av {total, number} klara. Svaret kommer här.',
  'general.progress': '{done, number} av {total, number} klara ({percent} %)',
  'general.number': '{n, number}',
  'general.percent': '{n} %',
  'general.fetch.missing_scope':
    'Jag får inte hämta filer här. Den som sköter driften behöver ge appen rätten files:read och installera om den.',
  'general.fetch.canvas':
    'Det där är en canvas eller ett inlägg i Slack, ingen fil. Spara listan som CSV eller Excel och ladda upp den filen.',
  'general.fetch.login_page':
    'Slack gav mig sin inloggningssida i stället för filen: appen saknar rätten files:read. Be den som sköter Verifiera lägga till den och installera appen igen.',
  'general.fetch.too_large': 'Filen är för stor. Den får vara högst 25 MB.',
  'general.fetch.external_file': 'Filen ligger hos en annan tjänst. Ladda upp själva filen här i stället för en länk.',
  'general.fetch.gone': 'Filen finns inte kvar. Ladda upp den igen.',
  'general.fetch.bad_host': 'Filen ligger på en adress som jag inte hämtar från. Ladda upp själva filen här.',
  'general.fetch.page':
    'Länken till filen gick till en webbsida i stället för till filen. Det händer i Teams på iPhone: skicka filen från datorn, eller öppna den och spara den som en ny fil först.',
  'general.fetch.pasted':
    'En inklistrad bild går inte att läsa här. Bifoga bilden som fil, med gemet, och skicka igen.',
  'general.fetch.elsewhere':
    'I kanaler och grupper lämnar Teams inga filer till mig. Skicka filen till mig i vår privata chatt.',
  'general.fetch.failed': 'Det gick inte att hämta filen. Ladda upp den igen.',
  'general.too_many': 'Det blev för många meddelanden på en gång',
  'general.too_many.text': 'Vänta en minut och skriv sedan igen.',
  'general.personal_number':
    'Det ser ut som ett personnummer. Jag har varken sparat eller loggat det. Ta bort meddelandet, och använd e-postadress eller anställningsnummer i stället.',
  'start_page.empty': 'Inga personer än. Börja med att importera en fil.',
  'start_page.sends': 'Utskick',
  'start_page.none': 'inget pågår',
  'start_page.more': 'Fler utskick pågår: tryck på Utskick.',
  'start_page.note':
    'Verifiera ser till att allas e-postadresser blir verifierade för Visma Connect. Skriv hjälp, så visar jag vad du kan göra.',
  'start_page.pause': 'Pausa {code}',
  'start_page.resume': 'Återuppta {code}',
  'start_page.stop': 'Stoppa {code}',
}
