import type { imports as source } from '../sv/imports.ts'

export const imports: Record<keyof typeof source, string> = {
  'outcome.created': 'new person',
  'outcome.created.next': 'send e-mail with “verify accounts”',
  'outcome.updated': 'updated',
  'outcome.updated.next': 'nothing to do',
  'outcome.unchanged': 'unchanged',
  'outcome.unchanged.next': 'nothing to do',
  'outcome.looks_like': 'the number looks like another; only leading zeros differ',
  'outcome.looks_like.next': 'press the button if they are the same people; otherwise nothing changes',
  'outcome.already_connected': 'already connected, the address is kept',
  'outcome.already_connected.next': 'to change the address, first remove the connection: disconnect <person>',
  'outcome.invalid_email': 'invalid e-mail, the address is not stored',
  'outcome.invalid_email.next': 'correct the address in the file and import again',
  'outcome.ambiguous_person': 'the company is new or unclear',
  'outcome.ambiguous_person.next':
    'if the company is new, press the button that creates it; else correct or add the column Företagsnr (company number)',
  'outcome.duplicate_in_file': 'the same company and employment number again',
  'outcome.duplicate_in_file.next': 'the first row counts; remove the others',
  'outcome.email_taken': 'the address is already verified by somebody else and is not stored',
  'outcome.email_taken.next':
    'give this person another address; if they are the same person, an owner writes: same person <a> <b>',
  'outcome.outside_your_scope': 'company outside your scope',
  'outcome.outside_your_scope.next': 'ask an owner to import them',
  'outcome.stopped': 'not carried out: the import was stopped',
  'outcome.stopped.next': 'send the file again to import them',
  'outcome.unreadable': 'row that cannot be read',
  'outcome.unreadable.next':
    '{wrong, select, cells {what is missing or wrong is said below} shape {check quotes and the number of columns} both {what is missing or wrong is said below; otherwise, check quotes and the number of columns} other {the file of rows to correct says what is wrong}}',

  'import.personal_number':
    'There is a personal identity number in the file or in its name, so nothing was read and nothing stored. Delete the message with the file here in the chat, remove the numbers from the file and send it again. People are recognised by company and employment number.',

  'file.empty_file': 'The file is empty. Export it again from Flex HRM and send it once more.',
  'file.too_large':
    'The file is larger than {megabytes} MB. Split it and send the parts one at a time.{terminal, plural, =0 {} other { Whoever runs Verifiera can read in up to # MB at once in the terminal.}}',
  'file.not_text':
    '{format, select, zip {This is a packed file, but not an Excel workbook (.xlsx). Save the list as an Excel workbook (.xlsx) or CSV and send it again.} xls {This is an old Excel file (.xls). Open it in Excel, save it as an Excel workbook (.xlsx) and send it again.} packed {This is a packed file. Unpack it and send the list as an Excel file (.xlsx) or CSV.} xlsb {This is a binary Excel workbook (.xlsb). Open it in Excel, save it as an Excel workbook (.xlsx) and send it again.} document {This is a document from Word or a similar program. Copy the list into a spreadsheet, save that as an Excel workbook (.xlsx) and send it.} mail {This is an e-mail. Send the list as an Excel file (.xlsx) or CSV.} records {This file has no rows and columns that I can read. Send the list as an Excel file (.xlsx) or CSV.} password {The Excel file has a password. Open it in Excel, save it without the password as an Excel workbook (.xlsx) and send it again.} ods {This is an OpenDocument file, but no spreadsheet (.ods). Save the list as a spreadsheet (.ods, .xlsx) or CSV and send it again.} numbers {This is a file from Numbers. Open it, choose File, Export To, Excel, and send that file.} pdf {This is a PDF and cannot be read. Send the list as an Excel file (.xlsx) or CSV.} image {This is an image and cannot be read. Send the list as an Excel file (.xlsx) or CSV.} page {This is a web page or XML, although it may be named like an Excel file. Open it in Excel, save it as an Excel workbook (.xlsx) and send it again.} other {This is neither an Excel file nor a text file. Send the list as an Excel file (.xlsx) or CSV.}}',
  'file.damaged_workbook':
    'The spreadsheet file is damaged or incomplete, so nothing was read. Open it in Excel or LibreOffice, save it once more and send it again, or save it as CSV (File, Save as, CSV UTF-8).',
  'file.heavy_workbook':
    'The spreadsheet file is too large to unpack and read, so nothing was read. Copy only the list of people to a new workbook and send that, or split it.',
  'file.no_header':
    'I cannot find a header row in the file. Put the headers in the first row, remove what stands above them and send the file again. I expect these columns, in any order: {expected}. Företagsnr or Företag, Anställningsnr and E-post Visma Connect are needed.',
  'file.no_delimiter':
    'Only spaces separate the columns in the file, so I cannot tell where one ends and the next begins. Export the list again with semicolons between the columns, or as an Excel file, and send it.',
  'file.missing_columns': 'The file lacks {missing}. I expect these columns, in any order: {expected}.',
  'file.header_twice':
    'Several columns have the header {column}. Rename the one that is not to be read and send the file again.',
  'file.no_sheet': 'The workbook has no sheet number {sheet} with anything in it. Press one of the buttons instead.',
  'file.unclear_columns':
    'These columns may say who has left or is protected, but the file is too wide for me to ask about them: {columns}. Remove the columns that are not needed and send the file again.',
  'file.swapped_columns':
    'The cells below {columns} seem to have changed places. Correct the headers in the file and send it again.',
  'file.unclear_names':
    'I am unsure which names stand below {columns}. Use the headers Förnamn (first name) and Efternamn (surname), a column for each, and send the file again.',
  'file.too_many_columns':
    'The file has more than {limit} columns. Remove those that are not needed and send it again.',
  'file.too_many_rows':
    'The file has more than {limit, number} rows. Split it and send the parts one at a time.{terminal, plural, =0 {} other { Whoever runs Verifiera can read in up to # rows at once in the terminal.}}',
  'file.refused':
    'There is a personal identity number on row {line} of the file, so nothing was read and nothing stored. Delete the message with the file here in the chat, remove the numbers from the file and send it again. People are recognised by company and employment number.',
  'file.refused_on_sheet':
    'There is a personal identity number on row {line} of sheet number {sheet} of the file, so nothing was read and nothing stored. Delete the message with the file here in the chat, remove the numbers from the file and send it again. People are recognised by company and employment number.',
  'import.noFile': 'Send the file together with “import”.',
  'import.oneFile': 'Send one file at a time. You sent {n}.',
  'import.empty': 'The file has a header but no rows. Nothing has been stored.',
  'import.title': '{rows, plural, one {1 row in the file} other {# rows in the file}}',
  'import.text': 'Nothing has been stored yet. Check what happens to each row, then press the button.',
  'import.already':
    '{rows, plural, one {The row in the file is already imported} other {All # rows in the file are already imported}}',
  'import.already.text': 'Nothing would change, so there is nothing to confirm.',
  'import.nothing.text': 'No row changes anything as the file is now. Below is why, and what you can do.',
  'import.shifted':
    '{n, plural, other {# known people get each other’s names in the file (rows {lines}). A column was probably left out when the rows were sorted. Compare with Flex before you import.}}',
  'import.misnamed':
    '{rows, plural, one {Company {number} is {name}, but the file calls it {said} (1 row). The row is imported into {name}.} other {Company {number} is {name}, but the file calls it {said} (# rows). They are imported into {name}.}}',
  'import.misnamedAs':
    '{rows, plural, one {Company {number} is {name}, but the file calls it {said}, which has number {other} (1 row). The row is not imported until that is put right.} other {Company {number} is {name}, but the file calls it {said}, which has number {other} (# rows). They are not imported until that is put right.}}',
  'import.below':
    '{n, plural, one {1 row has no company but stands below one that has, as where cells are merged. If it belongs there, press the button that fills it in.} other {# rows have no company but stand below one that has, as where cells are merged. If they belong there, press the button that fills it in.}}',
  'import.filled': 'Where the company was missing, it is filled in from the row above.',
  'import.rows': 'Rows in the file',
  'import.head.line': 'Row',
  'import.head.number': 'Empl. no.',
  'import.atLine': 'row {line}',
  'import.fold': 'Examples of rows',
  'import.head.name': 'Name',
  'import.head.company': 'Company',
  'import.head.outcome': 'What happens',
  'import.button': '{n, plural, one {Import 1 person} other {Import # people}}',
  'import.button.confirm': 'Import',
  'import.button.confirmAndFound':
    '{companies, plural, one {Import, create 1 company} other {Import, create # companies}}',
  'import.ignored': 'Columns that are not read: {columns}.',
  'import.otherSheets':
    '{others, plural, one {One other sheet is not read} other {# other sheets are not read}}{people, plural, =0 {.} other {. This looks like a list of employees, too: {names}.}}',
  'import.sheetName': '“{name}”',
  'import.otherSheet': '{hidden, plural, =0 {the sheet {sheet}} other {the hidden sheet {sheet}}}',
  'import.hiddenSheet': 'The sheet {sheet} is hidden in the workbook, but no other has people.',
  'import.button.sheet': '{hidden, plural, =0 {Read the sheet {sheet}} other {Read the hidden sheet {sheet}}}',
  'import.stopped':
    '{rows, plural, =0 {The import is stopped before any row was carried out} one {The import is stopped: 1 row had been carried out} other {The import is stopped: # rows had been carried out}}',
  'import.done': '{rows, plural, one {The import is done: 1 row} other {The import is done: # rows}}',
  'import.button.plan': 'Plan a send to them',
  'import.button.send': '{n, plural, one {Send to the new one} other {Send to the # new ones}}',
  'import.button.sendUnsent':
    '{n, plural, one {Send to the one not e-mailed yet} other {Send to the # not e-mailed yet}}',
  'import.button.list': 'Show the people',
  'import.notices': 'E-mails to old addresses',
  'import.notices.value': '{n, number} (the address that is left is told so, without the new one)',
  'import.looksLike': 'looks like {number}',
  'import.looksLikeOf': 'looks like {number}, {name}',
  'import.found': 'Read as',
  'import.found.header': 'header on row {line}',
  'import.found.noHeader': 'no header',
  'import.found.book': '{kind, select, ods {OpenDocument spreadsheet} other {Excel workbook}}',
  'import.found.sheet': '{hidden, plural, =0 {the sheet {sheet}} other {the hidden sheet {sheet}}}',
  'import.found.delimiter': 'text divided by {delimiter}',
  'import.found.tab': 'tab',
  'import.found.mended': 'garbled letters put right',
  'import.founds': 'The file creates a new company: {company}.',
  'import.foundsNear': 'The file creates a new company: {company}. The nearest that exists: {near}.',
  'import.foundsMore': '{n, plural, one {And 1 more new company.} other {And # more new companies.}}',
  'import.held':
    '{rows, plural, one {{company} does not exist, but looks like {near}. The row is not imported until you create the company; if it is a mistake, correct it in the file.} other {{company} does not exist, but looks like {near}. The # rows are not imported until you create the company; if it is a mistake, correct it in the file.}}',
  'import.heldNear':
    '{rows, plural, one {{company} does not exist yet. The nearest that does: {near}. The row is imported once you have created the company.} other {{company} does not exist yet. The nearest that does: {near}. The # rows are imported once you have created the company.}}',
  'import.heldNew':
    '{rows, plural, one {{company} does not exist yet. The row is imported once you have created the company.} other {{company} does not exist yet. The # rows are imported once you have created the company.}}',
  'import.heldMore':
    '{n, plural, one {And 1 more company that does not exist.} other {And # more companies that do not exist.}}',
  'import.button.found': 'Create {company}',
  'import.button.foundAll': 'Create all {n} companies',
  'import.button.withoutNew':
    '{companies, plural, one {Import without the new company} other {Import without the new companies}}',
  'import.button.importAndFound':
    '{companies, plural, one {Import {n}, create 1 company} other {Import {n}, create # companies}}',
  'import.moved': 'Addresses that change hands',
  'import.moved.value':
    '{n, plural, one {1 address that the file takes from one person goes to another (row {lines}); check that the rows have not slipped} other {# addresses that the file takes from one person go to another (rows {lines}); check that the rows have not slipped}}',
  'import.unlike': 'Similar number, but another name and address',
  'import.unlike.value':
    '{n, plural, one {1 row; it changes nobody, whatever you answer about the others. If it is the same person, correct the number in the file} other {# rows; they change nobody, whatever you answer about the others. If they are the same people, correct the numbers in the file}}',
  'import.shared': 'One address for several',
  'import.shared.value':
    '{n, plural, one {1 row (row {lines}) has an address that somebody else gets earlier in the file; check the address} other {# rows (rows {lines}) have an address that somebody else gets earlier in the file; check the addresses}}',
  'import.kept': 'Address of somebody else',
  'import.kept.value':
    '{n, plural, one {1 row (row {lines}) has an address that somebody else already has; check the address} other {# rows (rows {lines}) have an address that somebody else already has; check the addresses}}',
  'import.twins': 'Nearly the same number',
  'import.twins.value':
    '{n, plural, one {1 new person (row {lines}) has the number of another row or of a known person, but other leading zeros and another name; check the number} other {# new people (rows {lines}) have the number of another row or of a known person, but other leading zeros and another name; check the numbers}}',
  'import.newDomain': 'New domain',
  'import.newDomain.value':
    '{n, plural, one {@{domain}: 1 address, though nobody at {company} has had one there} other {@{domain}: # addresses, though nobody at {company} has had one there}}',
  'import.half': 'Not in the file',
  'import.half.value': '{missing, number} of {people, number} at {company}; they are left as they are',
  'import.remembered': 'The columns are read as the last time a file had the same headers.',
  'import.hiddenRows':
    '{n, plural, one {1 row is hidden in the spreadsheet.} other {# rows are hidden in the spreadsheet.}}',
  'import.filteredRows':
    '{n, plural, one {1 row is not seen in the spreadsheet, because a filter hides it.} other {# rows are not seen in the spreadsheet, because a filter hides them.}}',
  'import.hiddenColumns': 'Hidden columns that are read: {columns}.',
  'import.button.alike': '{n, plural, one {Yes, it differs in zeros only} other {Yes, the # differ in zeros only}}',
  'import.button.notAlike': '{n, plural, one {No, it is somebody else} other {No, they are other people}}',
  'import.button.fillDown': '{n, plural, one {Fill in the company on the row} other {Fill in the company on # rows}}',
  'import.button.dmy': 'Dates are day/month/year',
  'import.button.mdy': 'Dates are month/day/year',
  'import.button.ymd': 'Dates are year-month-day',
  'import.button.withFiltered': '{n, plural, one {Read the filtered row too} other {Read the # filtered rows too}}',
  'import.button.withoutFiltered':
    '{n, plural, one {Read without the filtered row} other {Read without the # filtered rows}}',
  'import.button.withHidden': '{n, plural, one {Read the hidden row too} other {Read the # hidden rows too}}',
  'import.button.withoutHidden':
    '{n, plural, one {Read without the hidden row} other {Read without the # hidden rows}}',
  'import.button.correct': '{n, plural, one {Download the row to correct} other {Download # rows to correct}}',
  'import.unknownFile': 'I have no file that waits under {code}. Send the file again with “import”.',
  'import.nobodyInSight':
    'The import {code} is in the history, but nobody among the people you may see came from it. Write “history {code}” to see what happened.',
  'import.notUnderstood':
    'I do not understand the answer about the file {code}. Press one of the buttons, or write for example “interpret {code} email 4”.',
  'import.askAgain': 'Show the question again',
  'import.companyUnknown':
    'I find no company called “{company}”. If it is new, type its number as well, for example “interpret {code} company 100 Acme Bygg AB”.',
  'import.columns.companyText':
    'No column says which company the people belong to. Press the company, or write “interpret {code} company” and the number, for example “interpret {code} company 100 Acme Bygg AB”. The name is needed only if the company is new.',
  'import.columns.otherCompany': 'Another company',
  'import.columns.whichCompany': 'Give the company',
  'import.columns.none': 'The file has no header row that I recognise. Is this right?',
  'import.columns.unknown': 'I do not recognise all headers on row {line}. Is this right?',
  'import.columns.unclear': 'I am unsure about some columns. Is this right?',
  'import.columns.unclearNames': 'I am unsure of the names below {columns}. Is this right?',
  'import.columns.swapped': 'The cells below {columns} seem to have changed places. Is this right?',
  'import.columns.guards':
    'These columns may say who has left or is protected: {columns}. If they are not read, those people may get e-mail, too.',
  'import.columns.reads.one': '{at}: {what}',
  'import.columns.reads':
    '{columns, select, none {Nothing is stored yet.} other {This is how I would read the columns: {columns}. Nothing is stored yet.}}',
  'import.columns.twice': 'Several columns have the header {column}. Is this right?',
  'import.columns.addresses': 'Several columns hold e-mail addresses: {columns}. I would read them from {column}.',
  'import.columns.addressesIn': 'Addresses from {column}',
  'import.columns.numbered': 'column {at}',
  'import.columns.notYet':
    'I cannot read the file yet, because no column is chosen as {missing}. Press “Change …” and choose a column.',
  'import.columns.expected': 'With these headers you will not be asked: {expected}.',
  'import.columns.asLastTime':
    'This is how the columns were read the last time that a file without headers was as wide, and the cells look alike.',
  'import.columns.moved':
    'These columns seem to have changed places since the last file: {columns}. Look at them with care.',
  'import.columns.missing': 'Missing',
  'import.columns.unread': 'not read',
  'import.columns.column': 'Column',
  'import.columns.read': 'Read as',
  'import.columns.accept': 'That is right, read the file',
  'import.columns.company': 'All belong to {name}',
  'import.columns.change': 'Change {column}',
  'import.columns.changeOther': 'Change something else',
  'import.columns.whichOther': 'What do you want to change?',
  'import.columns.which': 'Which column is {column}?',
  'import.columns.whichText': 'Press a column, or write “interpret {code} {word}” and the number of the column.',
  'import.columns.notThere':
    'The file has no column “{said}”. {n, plural, one {It has 1 column} other {Its columns are numbered 1 to #}}.',
  'import.columns.place': 'Column {at}',
  'import.columns.pick': '{at}: {what}',
  'import.columns.nothing': 'None of them',
  'import.columns.note': 'The file is kept for a day, for you only.',
}
