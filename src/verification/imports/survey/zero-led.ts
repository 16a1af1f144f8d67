import { others } from '../../../base/others.ts'
import type { Db } from '../../../db/open.ts'
import { digitsOf, readNumber } from '../cells/number.ts'
import { type Companies, companyIn, companyKey } from '../companies.ts'
import { KeySet } from '../key-set.ts'
import { type PersonRow, type RowOptions, type Rows, readRow } from '../rows.ts'
import { agrees } from '../stored.ts'
import { inBatches, lookedAt } from './batches.ts'
import { usualWidths } from './usual-widths.ts'

/** Another row's number that differs by leading zeros only, and whether the rows may be about the same person. */
interface Twin {
  number: string
  agrees: boolean
}

/** Whether the number in a cell may begin with a zero; quicker than to read it. */
export const mayBeginWithZero = (cell = ''): boolean => /^\D{0,3}0/.test(cell)

/** The numbers of a file that begin with zeros: another with the same digits has probably lost some. */
export class ZeroLed {
  private readonly keys = new KeySet()
  private readonly lengths = new Set<number>()
  /** Who has the numbers that others of the file look like. */
  private readonly people = new Map<string, PersonRow | null>()
  /** By how a row names its company (`companyKey`), all the ways in which the file names that one. */
  private readonly ways = new Map<string, string[]>()
  /** By the same, how many of its numbers have so many digits, and how many of those begin with a zero. */
  private readonly widths = new Map<string, Map<number, { all: number; led: number }>>()
  /** By the same, how wide the stored numbers are, where that counts. */
  private usual: ReadonlyMap<string, number> = new Map()

  /** @param company how the row names its company (`companyKey`) */
  note(company: string, cell = ''): void {
    this.noteWidth(company, cell)
    if (!mayBeginWithZero(cell)) return
    const read = readNumber(cell)
    const number = 'text' in read ? read.text : ''
    if (!/^0\d+$/.test(number)) return
    this.lengths.add(number.length)
    this.keys.add(`${company}\n${number}`)
  }

  /**
   * Call when all are noted: finds who has the longer numbers. Files without any cost nothing.
   * @param named the first row that names each company
   */
  async compare(
    rows: Rows,
    options: RowOptions,
    { placeOf }: Pick<Companies, 'placeOf'>,
    named: readonly PersonRow[],
  ): Promise<void> {
    if (this.lengths.size === 0) return
    const byPlace = new Map<string, string[]>()
    for (const row of named) {
      const place = placeOf(row)
      const key = companyKey(row)
      const one = typeof place === 'object' ? JSON.stringify({ ...place, looksLike: undefined }) : key
      const ways = byPlace.get(one) ?? []
      byPlace.set(one, ways)
      this.ways.set(key, ways)
      ways.push(key)
    }
    const longest = Math.max(...this.lengths)
    await this.forEach(
      rows,
      options,
      (cell) => (/^\d+$/.test(cell) ? cell.length < longest : /\d/.test(cell)),
      (row) => {
        const form = this.longerForm(row)
        if (form && this.people.size < most) this.people.set(this.keysOf(row, form)[0]!, null)
      },
    )
    if (this.people.size === 0) return
    await this.forEach(rows, options, mayBeginWithZero, (row) => {
      const key = this.keysOf(row, row.number)[0]!
      if (this.people.get(key) === null) this.people.set(key, row)
    })
  }

  /**
   * Of rows to be corrected there are few, and those that had lost their numbers are typed anew: what is usual in their
   * companies is known of the stored people.
   * @param named the first row that names each company
   */
  async judgeByStored(db: Db, companies: Companies, named: readonly PersonRow[]): Promise<void> {
    const ids = new Map(named.flatMap((row) => [[companyKey(row), companyIn(companies, row)] as const]))
    const widths = await usualWidths(db, [...new Set([...ids.values()].filter((id) => id !== undefined))])
    this.usual = new Map([...ids].flatMap(([key, id]) => (id && widths.has(id) ? [[key, widths.get(id)!]] : [])))
  }

  /** The longest number of the file that is the same as the row's but for more zeros. */
  twinOf(row: PersonRow): Twin | undefined {
    const number = this.longerForm(row)
    const person = number && this.people.get(this.keysOf(row, number)[0]!)
    return person ? { number, agrees: agrees(row, person) } : undefined
  }

  private noteWidth(company: string, cell: string): void {
    if (!/^\d{1,12}$/.test(cell)) return
    const widths = this.widths.get(company) ?? new Map<number, { all: number; led: number }>()
    this.widths.set(company, widths)
    const counted = widths.get(cell.length) ?? { all: 0, led: 0 }
    widths.set(cell.length, counted)
    counted.all += 1
    if (cell.startsWith('0')) counted.led += 1
  }

  /**
   * The row's number with zeros in front, where nearly all numbers of its company in the file are filled up with zeros
   * to one width, and it is one of a few that are shorter.
   */
  filledUp(row: PersonRow): string | undefined {
    const { number } = row
    const widths = [...(this.widths.get(companyKey(row)) ?? [])]
    const all = widths.reduce((sum, [, { all }]) => sum + all, 0)
    const [found = 0] = widths.find(([, counted]) => counted.led >= fewestFilled && counted.all >= 0.9 * all) ?? []
    const width = this.usual.get(companyKey(row)) ?? found
    return /^[1-9]\d*$/.test(number) && number.length < width ? number.padStart(width, '0') : undefined
  }

  private longerForm(row: PersonRow): string | undefined {
    const digits = this.lengths.size > 0 ? digitsOf(row.number) : null
    if (digits === null) return undefined
    const longer = [...this.lengths].filter((length) => length > row.number.length).sort((a, b) => b - a)
    return longer
      .map((length) => digits.padStart(length, '0'))
      .find((form) => this.keysOf(row, form).some((key) => this.keys.has(key)))
  }

  /** The number in each way in which the file names its company. */
  private keysOf(row: PersonRow, number: string): string[] {
    const key = companyKey(row)
    return (this.ways.get(key) ?? [key]).map((company) => `${company}\n${number}`)
  }

  private async forEach(
    rows: Rows,
    options: RowOptions,
    isAsked: (cell: string) => boolean,
    see: (row: PersonRow) => void,
  ) {
    for (const part of inBatches(rows, lookedAt)) {
      for (const file of part) {
        const { row } = isAsked(file.cells.number?.trim() ?? '') ? readRow(file, options) : { row: null }
        if (row) see(row)
      }
      await others()
    }
  }
}

/** Fewer numbers with zeros may be an accident. */
const fewestFilled = 9
/** Nobody looks at more of them. */
const most = 50_000
