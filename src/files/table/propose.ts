import { folded } from '../../base/text/folded.ts'
import { columnOf, missingColumns } from './columns.ts'
import { type Known, lastTime } from './known.ts'
import {
  contradicts,
  goTogether,
  isBirth,
  isCompany,
  isNumber,
  type Looks,
  looksOf,
  samplesOf,
  share,
} from './looks.ts'
import {
  addressOfOthers,
  type Column,
  columns,
  dayOfOther,
  isLostFor,
  likely,
  plain,
  privacyOf,
  wholeName,
} from './names.ts'
import { putBack } from './swapped.ts'
import { isWholeName, withNamesInPlace, withWholeNames } from './whole-names.ts'

/** How columns could be read, for somebody to accept or to change. */
export interface Proposal {
  /** The line of the header; null if the file has none. */
  header: number | null
  columns: ProposedColumn[]
  /** Required columns that none was found for; only the company may be missing. */
  missing: Column[]
  /** What the headers and the cells look like. */
  looks: (Column | null)[]
  /** The positions of columns with addresses, if there are several. */
  addresses: number[]
  /** Without a header: the columns are those that were accepted the last time. */
  asLastTime: boolean
  /** Without a header: columns that were elsewhere the last time, as their cells look. */
  moved: Column[]
}

export interface ProposedColumn {
  /** Its header, if it has one. */
  name: string
  column: Column | null
  /** Up to three of its cells, different ones. */
  samples: string[]
}

/** As many rows are enough to judge by. */
export const sampleRows = 200
/** Nobody chooses among more columns, and all of them would have to be judged. */
const widest = 1000

/**
 * Proposes what each column holds, from its header and from what its cells look like. Null without a column for the
 * address and one for the employment number, or of far too many columns.
 */
export function propose(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  header: number | null,
  known: Known,
): Proposal | null {
  const width = Math.max(names.length, ...rows.map((cells) => cells.findLastIndex((cell) => cell.trim() !== '') + 1))
  if (width > widest) return null
  const looks = Array.from({ length: width }, (_, i) => looksOf(rows.map((cells) => cells[i] ?? '')))
  const guess = new Guess(looks, names)
  if (header !== null) {
    guess.byName()
    putBack(guess.columns, rows)
    guess.columns.splice(0, Infinity, ...withNamesInPlace(guess.columns, names, rows))
  }
  guess.byLooks(known)
  const looked = withWholeNames(guess.columns, names, rows, true)
  const last = header === null ? lastTime(looked, known) : null
  const chosen = last?.columns ?? looked
  const missing = missingColumns({ columns: chosen })
  if (missing.some((column) => column !== 'companyNumber')) return null
  const of = looks.map((_, i) => ({ name: names[i] ?? '', column: chosen[i] ?? null, samples: samplesOf(rows, i) }))
  const asLastTime = last?.columns !== undefined
  const found = looks.flatMap(({ address, filled }, i) => (address > 0.5 && filled > 0.05 ? [i] : []))
  const addresses = found.length > 1 ? found : []
  return { header, columns: of, missing, looks: looked, addresses, asLastTime, moved: last?.moved ?? [] }
}

class Guess {
  readonly columns: (Column | null)[]
  private readonly looks: readonly Looks[]
  private readonly names: readonly string[]

  constructor(looks: readonly Looks[], names: readonly string[]) {
    this.looks = looks
    this.names = names
    this.columns = looks.map(() => null)
  }

  /** By certain headers, then by likely ones that their cells do not contradict; addresses from work come first. */
  byName(): void {
    for (const [i, name] of this.names.entries()) this.take(i, columnOf(name))
    for (const column of columns) {
      const named = this.names.flatMap((name, i) => (isLikelyFor(column, name, this.looks[i]!) ? [i] : []))
      for (const i of column === 'email' ? named.sort((a, b) => this.privacyOf(a) - this.privacyOf(b)) : named)
        this.take(i, column)
    }
  }

  byLooks(known: Known): void {
    // Everybody's own address is another one; a manager's comes again and again.
    this.takeBest('email', ({ address, filled, distinct, privateAddress }) =>
      address > 0.5 ? Math.max(0.1, address + filled + distinct - 2 * privateAddress) : 0,
    )
    const isOneOf = (texts: ReadonlySet<string>) => (look: Looks) =>
      shareOf(look, (text) => texts.has(text) || texts.has(text.replace(/[.,]0+$/, '')))
    this.takeBest('companyNumber', (look) => atLeast(0.5, isOneOf(known.companyNumbers)(look) * look.filled))
    this.takeBest('company', (look) => atLeast(0.5, isOneOf(known.companyNames)(look) * look.filled))
    const isPersons = (look: Looks, i: number) => isNumber(look) && !this.isBesideCompany(i)
    this.takeFirst('number', (look, i) => look.digits > 0.8 && isPersons(look, i))
    this.takeFirst('number', (look, i) => look.code > 0.8 && isPersons(look, i))
    this.takeFirst('number', (look) => look.digits > 0.8 && isNumber(look))
    this.takeCompany()
    this.takeNames()
    // Most people are active, and few are protected.
    this.takeFirst('active', ({ yesNo, yes }) => yesNo > 0.9 && yes > 0.5)
    this.takeFirst('protected', ({ yesNo }) => yesNo > 0.9)
    this.takeFirst('language', ({ language }) => language > 0.9)
    // `tillsvidare` in every row is the form of an employment, not a day of it.
    const isDay = (look: Looks) => look.figures > 0 && !isBirth(look)
    this.takeFirst('startsOn', (look) => look.date > 0.8 && isDay(look))
    this.takeFirst('endsOn', (look) => look.date > 0.5 && isDay(look))
  }

  /**
   * Without companies that are known: the first column of few short numbers, left of the employment number, and beside
   * it one of names that go with the numbers.
   */
  private takeCompany(): void {
    const number = this.columns.indexOf('number')
    const few = ({ distinct, texts }: Looks) => distinct <= 0.5 || texts.length === 1
    if (!this.columns.includes('company'))
      this.takeFirst(
        'companyNumber',
        (look, i) => i < number && look.filled > 0.9 && look.digits > 0.9 && (few(look) || this.isBesideCompany(i)),
      )
    const at = this.columns.indexOf('companyNumber')
    this.takeFirst(
      'company',
      (look, i) =>
        look.filled > 0.9 &&
        look.digits === 0 &&
        (isCompany(look) || (Math.abs(i - at) === 1 && goTogether(this.looks[at], look))),
    )
  }

  private isBesideCompany(i: number): boolean {
    const beside = this.looks[i + 1]
    return beside !== undefined && isCompany(beside)
  }

  /** Given and family names often stand in the address, in this order; else they are the first two columns of names. */
  private takeNames(): void {
    if (this.columns.some(isWholeName)) return
    const email = this.looks[this.columns.indexOf('email')]
    const locals = email?.texts.map((text) => text.split('@')[0] ?? '') ?? []
    const inAddress = (test: (local: string, name: string) => boolean) => (look: Looks) => {
      if (look.name < 0.6 || look.distinct < 0.05) return 0
      const hits = look.texts.filter((name, i) => name && locals[i] && test(locals[i]!, folded(name))).length
      return atLeast(0.3, hits / Math.max(locals.filter((local) => local !== '').length, 1))
    }
    this.takeBest(
      'givenName',
      inAddress((local, name) => local.startsWith(name)),
    )
    this.takeBest(
      'familyName',
      inAddress((local, name) => local.length > name.length && local.endsWith(name)),
    )
    const looksLikeNames = ({ name, filled, distinct, texts }: Looks) =>
      name > 0.7 && filled > 0.7 && distinct > Math.min(0.1, 2 / Math.max(texts.length, 1))
    const given = this.columns.indexOf('givenName')
    this.takeFirst('givenName', looksLikeNames)
    this.takeFirst(
      'familyName',
      (look, i) => looksLikeNames(look) && Math.abs(i - (given < 0 ? this.columns.indexOf('givenName') : given)) === 1,
    )
  }

  /** How private the addresses of a column are, by its header and by themselves: from -1 to 2. */
  private privacyOf(i: number): number {
    return privacyOf(plain(this.names[i]!)) + this.looks[i]!.privateAddress
  }

  private takeBest(column: Column, scoreOf: (look: Looks) => number): void {
    const scores = this.looks.map((look, i) => (this.mayBe(column, i) ? scoreOf(look) : 0))
    const best = Math.max(0, ...scores)
    if (best > 0) this.take(scores.indexOf(best), column)
  }

  private takeFirst(column: Column, is: (look: Looks, i: number) => boolean): void {
    this.take(
      this.looks.findIndex((look, i) => this.mayBe(column, i) && is(look, i)),
      column,
    )
  }

  /** A column whose header means something else is not judged by its looks: that somebody has left is no first day. */
  private mayBe(column: Column, i: number): boolean {
    const name = plain(this.names[i] ?? '')
    if (isOfOthers(column, name)) return false
    if ((column === 'startsOn' || column === 'endsOn') && dayOfOther.test(name)) return false
    // `Anna Öberg` in one cell is neither her given name nor her family name.
    if (isName(column)) {
      if (wholeName.test(name) || this.looks[i]!.twoWords > 0.6) return false
      // Beside whole names, words below another header are none: *Tjänsteman*.
      if (name && this.names.some((each) => wholeName.test(plain(each)))) return false
    }
    const meant = name ? columns.filter((each) => likely[each].test(name)) : []
    return !this.columns[i] && (meant.length === 0 || meant.includes(column))
  }

  private take(i: number, column: Column | null): void {
    if (i >= 0 && column && !this.columns[i] && !this.columns.includes(column)) this.columns[i] = column
  }
}

function isLikelyFor(column: Column, header: string, look: Looks): boolean {
  const name = plain(header)
  return (
    (likely[column].test(name) || isLostFor(column, header)) &&
    !isOfOthers(column, name) &&
    !(isName(column) && wholeName.test(name)) &&
    !contradicts(column, look)
  )
}

const isName = (column: Column) => column === 'givenName' || column === 'familyName'

const isOfOthers = (column: Column, name: string) => column === 'email' && addressOfOthers.test(name)

const atLeast = (least: number, value: number) => (value >= least ? value : 0)

const shareOf = ({ texts }: Looks, is: (text: string) => boolean) => share(texts, is)
