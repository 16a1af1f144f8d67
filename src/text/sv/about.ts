export const about = {
  'about.language': 'Jag svarar på svenska',
  'about.help': 'Hjälp',
  'about.failed.title': 'Något gick fel hos mig',
  'about.failed.text':
    'Inget har ändrats av det du skrev. Försök igen om en stund; händer det igen, berätta för den som sköter driften och ange {reference}.',
  'about.offline': 'Jag når inte databasen just nu. Inget har ändrats; försök igen om någon minut.',
  'about.fetch.missing_scope':
    'Jag får inte hämta filer här. Den som sköter driften behöver ge appen rätten files:read och installera om den.',
  'about.fetch.too_large': 'Filen är för stor. Den får vara högst 25 MB.',
  'about.fetch.external_file': 'Filen ligger hos en annan tjänst. Ladda upp själva filen här i stället för en länk.',
  'about.fetch.gone': 'Filen finns inte kvar. Ladda upp den igen.',
  'about.fetch.bad_host': 'Filen ligger på en adress som jag inte hämtar från. Ladda upp själva filen här.',
  'about.fetch.failed': 'Det gick inte att hämta filen. Ladda upp den igen.',
  'about.personal_number':
    'Det ser ut som ett personnummer. Jag har varken sparat eller loggat det. Ta bort meddelandet, och använd e-postadress eller anställningsnummer i stället.',
}
