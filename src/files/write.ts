import iconv from 'iconv-lite'
import { type Column, columns, headers } from './columns.ts'
import { guard } from './formulas.ts'

/** A file for Swedish Excel: `;`, UTF-8 with BOM, CRLF, nothing that a spreadsheet could run; read back without loss. */
export function peopleFile(
  name: string,
  rows: readonly Partial<Record<Column, string>>[],
): { name: string; bytes: Uint8Array } {
  const lines = [
    columns.map((column) => headers[column]),
    ...rows.map((row) => columns.map((column) => guard(row[column] ?? ''))),
  ]
  return { name, bytes: encode(lines) }
}

/** The same form for any table, e.g. the recipients of a send. The first line is the header. */
export function tableFile(name: string, lines: readonly (readonly string[])[]): { name: string; bytes: Uint8Array } {
  return { name, bytes: encode(lines.map((cells) => cells.map(guard))) }
}

function encode(lines: readonly (readonly string[])[]): Uint8Array {
  const text = lines.map((cells) => `${cells.map(quote).join(';')}\r\n`).join('')
  return iconv.encode(text, 'utf-8', { addBOM: true })
}

const quote = (cell: string) => (/[;"\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
