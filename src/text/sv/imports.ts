/** Importing people: the outcomes of rows, why a file cannot be used, and what to do next. */
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
  'outcome.unreadable.next':
    'se efter citattecken, antal kolumner, felvärden i celler, anställningsnummer och datum som 2026-01-31',

  'import.personal_number':
    'Det finns ett personnummer i filen eller i dess namn, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',

  'file.empty_file': 'Filen är tom. Exportera den igen från Flex HRM och skicka den på nytt.',
  'file.too_large': 'Filen är större än {megabytes} MB. Dela den i flera och skicka dem en i taget.',
  'file.not_text':
    '{format, select, zip {Det här är en packad fil, men ingen Excelarbetsbok (.xlsx). Spara listan som Excelarbetsbok (.xlsx) eller CSV och skicka den igen.} xls {Det här är en gammal eller lösenordsskyddad Excelfil. Öppna den i Excel, spara den utan lösenord som Excelarbetsbok (.xlsx) och skicka den igen.} pdf {Det här är en PDF och går inte att läsa. Skicka listan som Excelfil (.xlsx) eller CSV.} image {Det här är en bild och går inte att läsa. Skicka listan som Excelfil (.xlsx) eller CSV.} other {Det här är varken en Excelfil eller en textfil. Skicka listan som Excelfil (.xlsx) eller CSV.}}',
  'file.damaged_workbook':
    'Excelfilen är skadad eller inte hel, så ingenting är läst. Öppna den i Excel, spara den på nytt och skicka den igen, eller spara den som CSV (Arkiv, Spara som, CSV UTF-8).',
  'file.heavy_workbook':
    'Excelfilen är för stor att packa upp och läsa, så ingenting är läst. Kopiera bara listan med personer till en ny arbetsbok och skicka den, eller dela den i flera.',
  'file.no_header':
    'Jag känner inte igen någon rubrik på första raden. Jag väntar mig de här kolumnerna, i valfri ordning: {expected}. Företagsnr eller Företag, Anställningsnr och E-post Visma Connect måste finnas.',
  'file.missing_columns': 'Filen saknar {missing}. Jag väntar mig de här kolumnerna, i valfri ordning: {expected}.',
  'file.too_many_columns': 'Filen har fler än {limit} kolumner. Ta bort dem som inte behövs och skicka den igen.',
  'file.too_many_rows': 'Filen har fler än {limit, number} rader. Dela den i flera och skicka dem en i taget.',
  'file.refused':
    'Det finns ett personnummer på rad {line} i filen, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',
  'file.refused_on_sheet':
    'Det finns ett personnummer på rad {line} på blad nummer {sheet} i filen, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',
  'import.noFile': 'Skicka filen tillsammans med ”importera”.',
  'import.oneFile': 'Skicka en fil i taget. Du skickade {n}.',
  'import.empty': 'Filen har en rubrik men inga rader. Ingenting är sparat.',
  'import.title': '{rows, plural, one {1 rad i filen} other {# rader i filen}}',
  'import.text': 'Inget är sparat än. Granska vad som händer med varje rad och tryck sedan på knappen.',
  'import.rows': 'Rader i filen',
  'import.head.line': 'Rad',
  'import.head.number': 'Anst.nr',
  'import.head.name': 'Namn',
  'import.head.company': 'Företag',
  'import.head.outcome': 'Vad som händer',
  'import.button': '{n, plural, =0 {Klart, inget att ändra} one {Importera 1 person} other {Importera # personer}}',
  'import.ignored': 'Kolumner som inte läses: {columns}.',
  'import.otherSheets':
    '{others, plural, one {Blad nummer {sheet} är läst; # annat blad läses inte.} other {Blad nummer {sheet} är läst; # andra blad läses inte.}}',
  'import.done': '{rows, plural, one {Importen är klar: 1 rad} other {Importen är klar: # rader}}',
  'import.button.plan': 'Planera utskick till dem',
  'import.button.list': 'Visa personerna',
  'import.notices': 'Mejl till gamla adresser',
  'import.notices.value': '{n, number} (adressen som lämnas får veta det, utan den nya adressen)',
}
