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

/** A file of people with the columns that the import reads, written as they come: whole, it would hold others up. */
export async function peopleFile(
  pieces: Iterable<readonly WrittenPerson[]> | AsyncIterable<readonly WrittenPerson[]>,
): Promise<{ bytes: Uint8Array; total: number }> {
  const parts = [cellsFile([])]
  let total = 0
  for await (const people of pieces) {
    parts.push(Buffer.from(textOf(people.map(cellsOf).map(inOrder))))
    total += people.length
  }
  return { bytes: Buffer.concat(parts), total }
}

/** The cells of a person, as the import reads them back. */
export const cellsOf = (person: WrittenPerson): { [column in Column]: string | null } => ({
  ...person,
  company: person.companyName,
  active: yesNo(person.active),
  protected: yesNo(person.protected),
  wholeName: `${person.givenName} ${person.familyName}`.trim(),
  turnedName: [person.familyName, person.givenName].filter(Boolean).join(', '),
})

/** The same from ready cells. The import reads back exactly what is written. */
export function cellsFile(rows: readonly { readonly [column in Column]?: string | null }[]): Uint8Array {
  return tableFile([columns.map((column) => headers[column]), ...rows.map(inOrder)])
}

const inOrder = (row: { readonly [column in Column]?: string | null }): string[] =>
  columns.map((column) => row[column] ?? '')

/** A CSV file for Swedish Excel: `;`, UTF-8 with BOM, CRLF. Cells that a spreadsheet could run are guarded. */
export function tableFile(lines: readonly (readonly string[])[], delimiter = ';'): Uint8Array {
  return iconv.encode(textOf(lines, delimiter), 'utf-8', { addBOM: true })
}

function textOf(lines: readonly (readonly string[])[], delimiter = ';'): string {
  const quote = (cell: string) =>
    cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  return lines.map((cells) => `${cells.map(guard).map(quote).join(delimiter)}\r\n`).join('')
}

const yesNo = (value: boolean) => (value ? 'Ja' : 'Nej')
