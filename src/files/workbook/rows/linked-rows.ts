import type { Layout } from '../../table/columns.ts'
import type { PackedRows } from '../../table/packed.ts'
import type { SheetPart } from '../workbook.ts'

/** The addresses that the cells for them link to, by line. */
export const linkedIn = (links: NonNullable<SheetPart['links']>, { columns }: Layout): Map<number, string> =>
  new Map(links.flatMap(([line, column, address]) => (columns[column] === 'email' ? [[line, address] as const] : [])))

/** The rows with the addresses that their cells link to and do not say: `Anna Berg`. */
export function withLinks(rows: PackedRows, linked: ReadonlyMap<number, string>): Promise<PackedRows> | PackedRows {
  if (linked.size === 0) return rows
  return rows.map((row) => {
    const address = linked.get(row.line)
    const { email = '' } = row.cells
    const saysNothing = email.trim() ? !email.includes('@') : row.faults?.email
    return address && saysNothing ? { ...row, linked: address } : row
  })
}
