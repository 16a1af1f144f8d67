import type { imports as source } from '../sv/imports.ts'

export const imports: Record<keyof typeof source, string> = {
  'outcome.created': 'new people',
  'outcome.created.next': 'send mail with “verify accounts”',
  'outcome.updated': 'changed',
  'outcome.updated.next': 'nothing to do',
  'outcome.unchanged': 'unchanged',
  'outcome.unchanged.next': 'nothing to do',
  'outcome.already_connected': 'already connected, the address is kept',
  'outcome.already_connected.next': 'to change the address, first remove the connection: disconnect <person>',
  'outcome.invalid_email': 'invalid e-mail, the address is not stored',
  'outcome.invalid_email.next': 'correct the address in the file and import again',
  'outcome.ambiguous_person': 'unclear who is meant: several companies have the same name',
  'outcome.ambiguous_person.next': 'add the column Företagsnr (company number)',
  'outcome.duplicate_in_file': 'the same company and employment number once more',
  'outcome.duplicate_in_file.next': 'the first row counts; remove the others',
  'outcome.email_taken': 'the address is already verified by somebody else and is not stored',
  'outcome.email_taken.next':
    'give the person another address; if it is one human, an owner writes: same person <a> <b>',
  'outcome.outside_your_scope': 'companies that you do not look after',
  'outcome.outside_your_scope.next': 'ask an owner to import them',
  'outcome.unreadable': 'rows that cannot be read',
  'outcome.unreadable.next':
    'check quotes, number of columns, error values in cells, employment numbers and dates like 2026-01-31',

  'import.personal_number':
    'There is a personal identity number in the file or in its name, so nothing was read and nothing stored. Delete the message with the file here in the chat, remove the numbers from the file and send it again. People are recognised by company and employment number.',

  'file.empty_file': 'The file is empty. Export it again from Flex HRM and send it once more.',
  'file.too_large': 'The file is larger than {megabytes} MB. Split it and send the parts one at a time.',
  'file.not_text':
    '{format, select, zip {This is a packed file, but not an Excel workbook (.xlsx). Save the list as an Excel workbook (.xlsx) or CSV and send it again.} xls {This is an old Excel file or one with a password. Open it in Excel, save it without a password as an Excel workbook (.xlsx) and send it again.} pdf {This is a PDF and cannot be read. Send the list as an Excel file (.xlsx) or CSV.} image {This is an image and cannot be read. Send the list as an Excel file (.xlsx) or CSV.} other {This is neither an Excel file nor a text file. Send the list as an Excel file (.xlsx) or CSV.}}',
  'file.damaged_workbook':
    'The Excel file is damaged or not whole, so nothing was read. Open it in Excel, save it anew and send it again, or save it as CSV (File, Save as, CSV UTF-8).',
  'file.heavy_workbook':
    'The Excel file is too large to unpack and read, so nothing was read. Copy only the list of people to a new workbook and send that, or split it.',
  'file.no_header':
    'I do not recognise any heading in the first row. I expect these columns, in any order: {expected}. Företagsnr or Företag, Anställningsnr and E-post Visma Connect are needed.',
  'file.missing_columns': 'The file lacks {missing}. I expect these columns, in any order: {expected}.',
  'file.too_many_columns':
    'The file has more than {limit} columns. Remove those that are not needed and send it again.',
  'file.too_many_rows': 'The file has more than {limit, number} rows. Split it and send the parts one at a time.',
  'file.refused':
    'There is a personal identity number on line {line} of the file, so nothing was read and nothing stored. Delete the message with the file here in the chat, remove the numbers from the file and send it again. People are recognised by company and employment number.',
  'file.refused_on_sheet':
    'There is a personal identity number on line {line} of sheet number {sheet} of the file, so nothing was read and nothing stored. Delete the message with the file here in the chat, remove the numbers from the file and send it again. People are recognised by company and employment number.',
  'import.noFile': 'Send the file together with “import”.',
  'import.oneFile': 'Send one file at a time. You sent {n}.',
  'import.empty': 'The file has a header but no rows. Nothing has been stored.',
  'import.title': '{rows, plural, one {1 row in the file} other {# rows in the file}}',
  'import.text': 'Nothing has been stored yet. Check what happens to each row, then press the button.',
  'import.rows': 'Rows in the file',
  'import.head.line': 'Row',
  'import.head.number': 'Empl. no.',
  'import.head.name': 'Name',
  'import.head.company': 'Company',
  'import.head.outcome': 'What happens',
  'import.button': '{n, plural, =0 {Done, nothing to change} one {Import 1 person} other {Import # people}}',
  'import.ignored': 'Columns that are not read: {columns}.',
  'import.otherSheets':
    '{others, plural, one {Sheet number {sheet} was read; # other sheet is not.} other {Sheet number {sheet} was read; # other sheets are not.}}',
  'import.done': '{rows, plural, one {The import is done: 1 row} other {The import is done: # rows}}',
  'import.button.plan': 'Plan a send to them',
  'import.button.list': 'Show the people',
  'import.notices': 'Mail to old addresses',
  'import.notices.value': '{n, number} (the address that is left is told so, without the new one)',
}
