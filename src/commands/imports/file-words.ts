import type { FileSheet, PeopleFile } from '../../files/people-file.ts'
import type { Turn } from '../context.ts'

type Say = Turn['say']
export type Workbook = Extract<PeopleFile, { format: 'xlsx' }>

/** What was found in the file, so that a wrong guess is seen. */
export function foundWords(say: Say, file: PeopleFile): string {
  const header = file.header === null ? say('import.found.noHeader') : say('import.found.header', { line: file.header })
  return [...formatWords(say, file), ...(file.mended ? [say('import.found.mended')] : []), header].join(', ')
}

function formatWords(say: Say, file: PeopleFile): string[] {
  if (file.format === 'xlsx')
    return [say('import.found.book', { kind: file.kind }), say('import.found.sheet', sheetWords(say, file.sheet))]
  const delimiter =
    { '\t': say('import.found.tab'), ',': say('found.comma'), ' ': '␣' }[file.delimiter] ??
    say('import.sheetName', { name: file.delimiter })
  return [say('import.found.delimiter', { delimiter }), file.encoding]
}

/** A sheet is called by its name; one whose name must not be shown, by its number. */
export const sheetWords = (say: Say, { name, number, isHidden }: FileSheet) => ({
  sheet: name ? say('import.sheetName', { name }) : String(number),
  hidden: isHidden ? 1 : 0,
})

/** The notes on what is not read, or was read in another way than the rest. */
export function unread(say: Say, file: PeopleFile): string[] {
  const { ignoredColumns } = file
  const notes: string[] = []
  if (file.remembered && !file.layout.origin) notes.push(say('import.remembered'))
  if (file.format === 'xlsx') {
    if (file.sheet.isHidden) notes.push(say('import.hiddenSheet', sheetWords(say, file.sheet)))
    if (file.otherSheets > 0) notes.push(otherSheets(say, file))
    if (file.filteredRows > 0) notes.push(say('import.filteredRows', { n: file.filteredRows }))
    if (file.hiddenRows > 0) notes.push(say('import.hiddenRows', { n: file.hiddenRows }))
    if (file.hiddenColumns.length > 0)
      notes.push(say('import.hiddenColumns', { columns: file.hiddenColumns.join(', ') }))
  }
  if (ignoredColumns.length > 0) {
    const more = ignoredColumns.length > 20 ? ' …' : ''
    notes.push(say('import.ignored', { columns: ignoredColumns.slice(0, 20).join(', ') + more }))
  }
  return notes
}

/** How many other sheets there are, and which of them hold people, too. */
function otherSheets(say: Say, { otherSheets, alternatives }: Workbook): string {
  const names = alternatives.map((sheet) => say('import.otherSheet', sheetWords(say, sheet)))
  return say('import.otherSheets', { others: otherSheets, people: names.length, names: names.join(', ') })
}
