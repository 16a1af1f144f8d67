import type { PeopleFile } from '../../files/people-file.ts'
import type { Turn } from '../context.ts'

type Say = Turn['say']

/** What was found in the file, so that a wrong guess is seen. */
export function foundWords(say: Say, file: PeopleFile): string {
  const header = file.header === null ? say('import.found.noHeader') : say('import.found.header', { line: file.header })
  if (file.format === 'xlsx')
    return [say('import.found.sheet', { kind: file.kind, sheet: file.sheet }), header].join(', ')
  const delimiter = { '\t': say('import.found.tab'), ' ': '␣' }[file.delimiter] ?? file.delimiter
  const letters = file.twice ? say('import.found.twice', { encoding: file.encoding }) : file.encoding
  return [say('import.found.delimiter', { delimiter }), letters, header].join(', ')
}

/** The notes on what is not read, or was read in another way than the rest. */
export function unread(say: Say, file: PeopleFile): string[] {
  const { ignoredColumns } = file
  const notes: string[] = []
  if (file.remembered && !file.layout.origin) notes.push(say('import.remembered'))
  if (file.format === 'xlsx') {
    if (file.otherSheets > 0) notes.push(say('import.otherSheets', { sheet: file.sheet, others: file.otherSheets }))
    if (file.filteredRows > 0) notes.push(say('import.filteredRows', { n: file.filteredRows }))
    if (file.hiddenRows > 0) notes.push(say('import.hiddenRows', { n: file.hiddenRows }))
    if (file.hiddenColumns.length > 0)
      notes.push(say('import.hiddenColumns', { columns: file.hiddenColumns.join(', ') }))
  } else if (file.doubtful.length > 0) {
    const lines = `${file.doubtful.slice(0, 5).join(', ')}${file.doubtful.length > 5 ? ' …' : ''}`
    notes.push(say('import.doubtful', { n: file.doubtful.length, lines }))
  }
  if (ignoredColumns.length > 0) {
    const more = ignoredColumns.length > 20 ? ' …' : ''
    notes.push(say('import.ignored', { columns: ignoredColumns.slice(0, 20).join(', ') + more }))
  }
  return notes
}
