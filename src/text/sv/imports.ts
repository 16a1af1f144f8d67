/** Importing people: what became of each row, why a file cannot be used, and what to do next. */
export const imports = {
  'outcome.created': 'nya personer',
  'outcome.created.next': 'skicka mejl med ”verifiera konton”',
  'outcome.updated': 'ändrade',
  'outcome.updated.next': 'inget att göra',
  'outcome.unchanged': 'oförändrade',
  'outcome.unchanged.next': 'inget att göra',
  'outcome.already_connected': 'redan kopplade, adressen behålls',
  'outcome.already_connected.next': 'ta bort kopplingen först om adressen ska bytas: koppla från <person>',
  'outcome.invalid_email': 'ogiltig e-post, adressen sparas inte',
  'outcome.invalid_email.next': 'rätta adressen i filen och importera igen',
  'outcome.ambiguous_person': 'oklart vem som menas: flera företag har samma namn',
  'outcome.ambiguous_person.next': 'lägg till kolumnen Företagsnr',
  'outcome.duplicate_in_file': 'samma företag och anställningsnummer en gång till',
  'outcome.duplicate_in_file.next': 'den första raden gäller; ta bort de andra',
  'outcome.email_taken': 'adressen är redan verifierad av någon annan och sparas inte',
  'outcome.email_taken.next':
    'ge personen en annan adress; är det samma människa skriver en ägare: samma person <a> <b>',
  'outcome.outside_your_scope': 'företag som du inte har hand om',
  'outcome.outside_your_scope.next': 'be en ägare importera dem',
  'outcome.unreadable': 'rader som inte går att läsa',
  'outcome.unreadable.next': 'se efter citattecken, antal kolumner, anställningsnummer och datum som 2026-01-31',

  'import.personal_number':
    'Det finns ett personnummer i filen eller i dess namn, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',

  'file.empty_file': 'Filen är tom. Exportera den igen från Flex HRM och skicka den på nytt.',
  'file.too_large': 'Filen är större än {megabytes} MB. Dela den i flera och skicka dem en i taget.',
  'file.not_text':
    '{format, select, xlsx {Det här är en Excelfil. Spara den som CSV (Arkiv, Spara som, CSV UTF-8) och skicka den igen.} xls {Det här är en gammal Excelfil. Spara den som CSV (Arkiv, Spara som, CSV UTF-8) och skicka den igen.} pdf {Det här är en PDF och går inte att läsa. Skicka filen som CSV.} image {Det här är en bild och går inte att läsa. Skicka filen som CSV.} other {Det här är ingen textfil. Skicka filen som CSV.}}',
  'file.no_header':
    'Jag känner inte igen någon rubrik på första raden. Jag väntar mig de här kolumnerna, i valfri ordning: {expected}. Företagsnr eller Företag, Anställningsnr och E-post Visma Connect måste finnas.',
  'file.missing_columns': 'Filen saknar {missing}. Jag väntar mig de här kolumnerna, i valfri ordning: {expected}.',
  'file.too_many_columns': 'Filen har fler än {limit} kolumner. Ta bort dem som inte behövs och skicka den igen.',
  'file.too_many_rows': 'Filen har fler än {limit, number} rader. Dela den i flera och skicka dem en i taget.',
  'file.refused':
    'Det finns ett personnummer på rad {line} i filen, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',
}
