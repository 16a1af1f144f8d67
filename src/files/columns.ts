/** What is read of a person, by the names that the rest of the product uses. */
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

/** Headers as the Flex export writes them, in the order in which we write them. */
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

/** Other spellings. Plain `E-post` is not among them: in Flex that is another field, the employee's own address. */
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
  /** For each column of the file what it holds, or null where it is not read. */
  columns: (Column | null)[]
  /** Headers of the columns that are not read: unknown ones, and the second of two alike. */
  ignored: string[]
  /** Columns of the file with telephone numbers, by position. */
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

/** Headers that are needed and not there; either column of the company will do. */
export function missingColumns(layout: Layout): string[] {
  const has = (column: Column) => layout.columns.includes(column)
  const missing = (['number', 'email'] as const).filter((column) => !has(column)).map((column) => headers[column])
  return has('companyNumber') || has('company') ? missing : [headers.companyNumber, ...missing]
}

/** Lower case, without accents and signs: `Anställningsnr.` and `ANSTALLNINGSNR` are one. */
function plain(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
