import iconv from 'iconv-lite'
import { guard } from './formulas.ts'
import { type Column, columns, headers } from './table/names.ts'

/** A person as written to a file. */
export interface WrittenPerson {
  companyNumber: string
  companyName: string
  number: string
  givenName: string
  familyName: string
  email: string | null
  unit: string
  role: string
  active: boolean
  /** `2026-01-31` */
  startsOn: string | null
  endsOn: string | null
  language: string | null
  protected: boolean
}

/** A file of people with the columns that the import reads. */
export const peopleFile = (people: readonly WrittenPerson[]): Uint8Array => cellsFile(people.map(cellsOf))

/** The cells of a person, as the import reads them back. */
export const cellsOf = (person: WrittenPerson): { [column in Column]: string | null } => ({
  ...person,
  company: person.companyName,
  active: yesNo(person.active),
  protected: yesNo(person.protected),
})

/** The same from ready cells. The import reads back exactly what is written. */
export function cellsFile(rows: readonly { readonly [column in Column]?: string | null }[]): Uint8Array {
  return tableFile([
    columns.map((column) => headers[column]),
    ...rows.map((row) => columns.map((column) => row[column] ?? '')),
  ])
}

/** A CSV file for Swedish Excel: `;`, UTF-8 with BOM, CRLF. Cells that a spreadsheet could run are guarded. */
export function tableFile(lines: readonly (readonly string[])[], delimiter = ';'): Uint8Array {
  const quote = (cell: string) =>
    cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const text = lines.map((cells) => `${cells.map(guard).map(quote).join(delimiter)}\r\n`).join('')
  return iconv.encode(text, 'utf-8', { addBOM: true })
}

const yesNo = (value: boolean) => (value ? 'Ja' : 'Nej')
