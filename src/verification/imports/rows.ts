import { readAddress } from '../addresses/addresses.ts'

/** A line of a file, as the reader of files hands it over: raw cells. */
export interface FileRow {
  line: number
  cells: { [column in Cell]?: string }
  problem?: 'unreadable'
}

type Cell =
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

/** What a line says about a person. An absent field changes nothing. Stored as JSON with the plan. */
export interface PersonRow {
  companyNumber?: string
  company?: string
  number: string
  givenName?: string
  familyName?: string
  unit?: string
  role?: string
  email?: string
  emailKey?: string
  /** The line has an address that is not valid; the address itself is not stored. */
  badEmail?: true
  active?: boolean
  startsOn?: string
  endsOn?: string
  language?: 'sv' | 'en'
  protected?: boolean
}

/** Reads one line. Null when it has no company or number, or when a date or a yes/no cannot be understood. */
export function readRow({ cells, problem }: FileRow): PersonRow | null {
  const texts = {
    companyNumber: 40,
    company: 200,
    number: 40,
    givenName: 100,
    familyName: 100,
    unit: 200,
    role: 200,
  } as const
  const row: Partial<PersonRow> = {}
  for (const [name, longest] of Object.entries(texts) as [keyof typeof texts, number][]) {
    const text = clean(cells[name] ?? '')
    if (text.length > longest && name.endsWith('umber')) return null
    if (text) row[name] = cut(text, longest)
  }
  const flags = { active: yesOrNo(cells.active), protected: yesOrNo(cells.protected) }
  const days = { startsOn: day(cells.startsOn), endsOn: day(cells.endsOn) }
  if (problem || !row.number || !(row.companyNumber || row.company)) return null
  if ([...Object.values(flags), ...Object.values(days)].includes(null)) return null
  const known = { ...row, ...flags, ...days, language: language(cells.language), ...email(cells.email) }
  return JSON.parse(JSON.stringify(known)) as PersonRow
}

/** NFC, with single spaces and without control, format or bidirectional characters, which could disguise a name. */
const clean = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Zs}]+/gu, ' ')
    .replace(/\p{C}/gu, '')
    .trim()

/** Cuts by code points, so that no half of an emoji is left. */
const cut = (text: string, longest: number) => (text.length > longest ? [...text].slice(0, longest).join('') : text)

function email(cell = ''): Pick<PersonRow, 'email' | 'emailKey' | 'badEmail'> {
  if (!cell.trim()) return {}
  const address = readAddress(cell)
  return address.ok ? { email: address.email, emailKey: address.key } : { badEmail: true }
}

function yesOrNo(cell = ''): boolean | undefined | null {
  const word = clean(cell).toLowerCase()
  if (!word) return undefined
  if (['ja', 'j', 'yes', 'y', 'sant', 'true', '1'].includes(word)) return true
  return ['nej', 'n', 'no', 'falskt', 'false', '0'].includes(word) ? false : null
}

/** The ISO day of `2026-01-31` or `20260131`, either of which a time may follow. Null when there is no such day. */
function day(cell = ''): string | undefined | null {
  const text = clean(cell)
  if (!text) return undefined
  const match = /^([1-9]\d{3})(-?)(\d{2})\2(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(text)
  if (!match) return null
  const iso = `${match[1]}-${match[3]}-${match[4]}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null
}

/** A language that we do not write changes nothing. */
function language(cell = ''): 'sv' | 'en' | undefined {
  const word = clean(cell).toLowerCase()
  if (/^(sv|sve|swe|svenska|swedish)([-_]|$)/.test(word)) return 'sv'
  return /^(en|eng|engelska|english)([-_]|$)/.test(word) ? 'en' : undefined
}
