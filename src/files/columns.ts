/** The columns that are read, by the names that the rest of the code uses. */
export type Column =
  | 'companyNumber'
  | 'company'
  | 'number'
  | 'givenName'
  | 'familyName'
  | 'email'
  | 'unit'
  | 'role'
  | 'active'
  | 'startsOn'
  | 'endsOn'
  | 'language'
  | 'protected'

/** The headers of the Flex export, in the order in which our own files have them. */
export const headers: Record<Column, string> = {
  companyNumber: 'Företagsnr',
  company: 'Företag',
  number: 'Anställningsnr',
  givenName: 'Förnamn',
  familyName: 'Efternamn',
  email: 'E-post Visma Connect',
  unit: 'Enhet',
  role: 'Roll',
  active: 'Aktiv',
  startsOn: 'Anställd från',
  endsOn: 'Anställd till',
  language: 'Språk',
  protected: 'Skyddad',
}

export const columns = Object.keys(headers) as Column[]

/**
 * Other accepted headers. Plain `E-post` is not accepted: in Flex it is another field, the employee's private address.
 */
const also: Record<Column, string[]> = {
  companyNumber: [
    'Företagsnummer',
    'Företagnr',
    'Bolagsnr',
    'Bolagsnummer',
    'Company number',
    'Company no',
    'Company nr',
  ],
  company: ['Företagsnamn', 'Bolag', 'Company', 'Company name'],
  number: [
    'Anställningsnummer',
    'Anst.nr',
    'Anstnummer',
    'Employment number',
    'Employment no',
    'Employee number',
    'Employee no',
  ],
  givenName: ['Tilltalsnamn', 'Given name', 'First name'],
  familyName: ['Family name', 'Last name', 'Surname'],
  email: [
    'Visma Connect e-post',
    'Epostadress Visma Connect',
    'E-mail Visma Connect',
    'Visma Connect e-mail',
    'Visma Connect',
  ],
  unit: ['Avdelning', 'Unit', 'Department'],
  role: ['Role'],
  active: ['Active'],
  startsOn: ['Anställd fr.o.m.', 'Employed from', 'Starts on', 'Start date'],
  endsOn: ['Anställd t.o.m.', 'Employed to', 'Employed until', 'Ends on', 'End date'],
  language: ['Language'],
  protected: ['Skyddad identitet', 'Skyddade personuppgifter', 'Protected', 'Protected identity'],
}

const byHeader = new Map(
  columns.flatMap((column) => [headers[column], ...also[column]].map((name) => [plain(name), column])),
)

export interface Layout {
  /** What each column of the file holds; null for a column that is not read. */
  columns: (Column | null)[]
  /** Headers of the columns that are not read: unknown ones, and repetitions of known ones. */
  ignored: string[]
  /** Positions of columns with telephone numbers, which may look like personal numbers. */
  phones: Set<number>
}

export function mapColumns(cells: readonly string[]): Layout {
  const seen = new Set<Column>()
  const layout: Layout = { columns: [], ignored: [], phones: new Set() }
  for (const [i, cell] of cells.entries()) {
    const column = byHeader.get(plain(cell)) ?? null
    const first = column !== null && !seen.has(column)
    layout.columns.push(first ? column : null)
    if (first) seen.add(column)
    else if (cell.trim()) layout.ignored.push(cell.trim().slice(0, 60))
    if (/^(tele|tel$|mobil|phone|cell)/.test(plain(cell))) layout.phones.add(i)
  }
  return layout
}

/** Required headers that are missing. One of the two company columns is enough. */
export function missingColumns(layout: Layout): string[] {
  const has = (column: Column) => layout.columns.includes(column)
  const missing = (['number', 'email'] as const).filter((column) => !has(column)).map((column) => headers[column])
  return has('companyNumber') || has('company') ? missing : [headers.companyNumber, ...missing]
}

/** Lower case without accents and punctuation, so that `Anställningsnr.` and `ANSTALLNINGSNR` are the same header. */
function plain(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
