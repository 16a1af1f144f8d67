import type { Context } from '../../context.ts'
import { companiesInScope, foldName } from '../../people/companies.ts'
import { areAkin } from '../founding.ts'
import type { Judged } from '../outcomes.ts'
import { shown } from './lines.ts'

export interface Misnamed {
  /** The company's number, the name under which it is known or founded, and the one in the file. */
  number: string
  name: string
  said: string
  /** The number of the company that has that name; its rows are not imported. */
  other: string | null
  rows: number
}

/** Nobody reads more, and a file could have any number of them. */
const most = 10_000

/** Finds the numbers of known and new companies that stand beside another company's name, or one quite unlike. */
export class MisnamedCompanies {
  private readonly ctx: Context
  /** By number and name, how many rows have them. */
  private readonly pairs = new Map<string, number>()
  /** By number, the first name beside it. */
  private readonly first = new Map<string, string>()

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  note(part: readonly Judged[]): void {
    for (const { row, outcome } of part) {
      if (!row?.companyNumber || !row.company) continue
      // A company that the file founds gets the first name.
      if (outcome === 'created' && !this.first.has(row.companyNumber) && this.first.size < most)
        this.first.set(row.companyNumber, row.company)
      const pair = `${row.companyNumber}\n${row.company}`
      const n = this.pairs.get(pair) ?? 0
      if (n > 0 || this.pairs.size < most) this.pairs.set(pair, n + 1)
    }
  }

  /** The commonest first. */
  async found(): Promise<Misnamed[]> {
    const known = await companiesInScope(this.ctx)
    const names = new Map(known.map(({ number, name }) => [number, name]))
    const numbers = new Map(known.map(({ number, name }) => [foldName(name), number]))
    const found = [...this.pairs].flatMap(([pair, rows]): Misnamed[] => {
      const [number = '', said = ''] = pair.split('\n')
      const name = names.get(number) ?? this.first.get(number)
      // A company without a name is called by its number.
      if (name === undefined || name === number || foldName(name) === foldName(said)) return []
      const other = numbers.get(foldName(said)) ?? null
      return other === null && areAkin(name, said) ? [] : [{ number, name, said, other, rows }]
    })
    return found.sort((a, b) => b.rows - a.rows).slice(0, shown)
  }
}
