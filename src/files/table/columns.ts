import { prefixOf, storable } from '../../base/storable.ts'
import { aliases, type Column, certainlyProtected, columns, headers, originOf, plain } from './names.ts'

const byHeader = new Map(
  columns.flatMap((column) => [headers[column], ...aliases[column]].map((name) => [plain(name), column])),
)

/**
 * The column that a header means for certain; null for any other. A header that speaks of protection is taken at its
 * word: a person who is shown by mistake cannot be hidden again.
 */
export function columnOf(header: string): Column | null {
  const name = plain(header)
  return byHeader.get(name) ?? (certainlyProtected.test(name) ? 'protected' : null)
}

/** Columns whose header may have a remark behind it that changes nothing: `Förnamn (tilltal)`. */
const remarked: readonly Column[] = ['companyNumber', 'company', 'number', 'givenName', 'familyName', 'unit', 'role']

/** The column that a header means without the remark in brackets behind it. */
function columnBeforeRemark(header: string): Column | null {
  const bare = header.replace(/\s*\([^()]*\)\s*$/, '')
  const column = bare === header ? null : columnOf(bare)
  return column && remarked.includes(column) ? column : null
}

export interface Layout {
  /** What each column of the file holds; null for a column that is not read. */
  columns: (Column | null)[]
  /** The headers as they stand in the file. */
  names: string[]
  /** Headers of the columns that are not read: unknown ones, and repetitions of known ones. */
  ignored: string[]
  /** Columns whose header is given twice. */
  twice: Column[]
  /** Where the rows stood in an earlier import, if the file holds rows of one that were to be corrected. */
  origin?: { code: string; at: number }
  /** Positions of columns with telephone numbers, which may look like personal numbers. */
  phones: Set<number>
}

/** @param chosen what each column holds, if somebody has said it */
export function mapColumns(cells: readonly string[], chosen?: readonly (Column | null)[]): Layout {
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const seen = new Set<Column>()
  const known = new Set<string>()
  const layout: Layout = { columns: [], names: [], ignored: [], twice: [], phones: new Set() }
  for (let i = 0; i < Math.max(width, chosen?.length ?? 0); i++) {
    const name = storable(cells[i] ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    const code = originOf(name)
    if (code) layout.origin = { code, at: i }
    // What we have added says what is wrong; it is not read.
    const column = layout.origin ? null : chosen ? (chosen[i] ?? null) : columnOf(name)
    const first = column !== null && !seen.has(column)
    layout.columns.push(first ? column : null)
    layout.names.push(name)
    if (first) seen.add(column)
    else if (name && !layout.origin) layout.ignored.push(prefixOf(name, 60))
    if (column && !first && known.has(plain(name))) layout.twice.push(column)
    known.add(plain(name))
    if (/^(tele|tel$|mobil|phone|cell)/.test(plain(name))) layout.phones.add(i)
  }
  if (!chosen) takeRemarked(layout)
  return layout
}

/** Reads columns by their headers without a remark, where no other column has that name and only one may be meant. */
function takeRemarked(layout: Layout): void {
  const meant = layout.names.map((name, i) => (layout.columns[i] ? null : columnBeforeRemark(name)))
  for (const [i, column] of meant.entries()) {
    if (!column || layout.columns.includes(column) || meant.indexOf(column) !== meant.lastIndexOf(column)) continue
    layout.columns[i] = column
    layout.ignored.splice(layout.ignored.indexOf(prefixOf(layout.names[i]!, 60)), 1)
  }
}

/**
 * Required columns that are missing. One of the two company columns is enough, or the number of the company that all
 * rows belong to.
 */
export function missingColumns({ columns }: Pick<Layout, 'columns'>, company?: string): Column[] {
  const missing = (['number', 'email'] as const).filter((column) => !columns.includes(column))
  return company || columns.includes('companyNumber') || columns.includes('company')
    ? missing
    : ['companyNumber', ...missing]
}
