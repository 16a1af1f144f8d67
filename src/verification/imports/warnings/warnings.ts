import { allowBulk, type Db } from '../../../db/open.ts'
import type { Context } from '../../context.ts'
import type { Judged } from '../outcomes.ts'
import { HalfCompanies, type HalfCompany } from './half-companies.ts'
import type { FirstLines } from './lines.ts'
import { type Misnamed, MisnamedCompanies } from './misnamed.ts'
import { MovedAddresses } from './moved-addresses.ts'
import { type NewDomain, NewDomains } from './new-domains.ts'
import { SharedAddresses } from './shared-addresses.ts'
import { ShiftedNames } from './shifted-names.ts'
import { ShortNumbers } from './short-numbers.ts'
import { Twins } from './twins.ts'

/** What is said about a file, so that a mistake is seen before it is confirmed. Nothing is ever done about it. */
export interface Warnings {
  /** People who get each other's names, as when a column was left out of a sort: how many, and the first lines. */
  shifted: FirstLines
  /** Companies that the file calls by another name. */
  misnamed: Misnamed[]
  /** New people whose numbers differ by leading zeros only from those of others: how many, and the first lines. */
  twins: FirstLines
  /** New people whose numbers are shorter than those of their company, which zeros fill up. */
  short: FirstLines
  /** Addresses that the file takes from one person and gives to another: how many, and the first lines. */
  moved: FirstLines
  /** Rows with an address that somebody with another name has, and keeps: how many, and the first lines. */
  kept: FirstLines
  /** Rows with an address that an earlier one gives to somebody else: how many, and the first lines. */
  shared: FirstLines
  newDomains: NewDomain[]
  halves: HalfCompany[]
}

const none: FirstLines = { n: 0, lines: [] }
export const noWarnings: Warnings = {
  shifted: none,
  misnamed: [],
  twins: none,
  short: none,
  moved: none,
  kept: none,
  shared: none,
  newDomains: [],
  halves: [],
}

/** Watches the rows of a file as they are judged. */
export class Watch {
  private readonly db: Db
  private readonly moved: MovedAddresses
  private readonly domains: NewDomains
  private readonly halves = new HalfCompanies()
  private readonly shifted = new ShiftedNames()
  private readonly shared = new SharedAddresses()
  private readonly twins = new Twins()
  private readonly short = new ShortNumbers()
  private readonly misnamed: MisnamedCompanies

  constructor(ctx: Context) {
    this.db = ctx.db
    this.moved = new MovedAddresses(ctx.db, ctx.actor)
    this.domains = new NewDomains(ctx.actor)
    this.misnamed = new MisnamedCompanies(ctx)
  }

  async note(part: readonly Judged[]): Promise<void> {
    await this.moved.note(part)
    this.domains.note(part)
    this.halves.note(part)
    this.shifted.note(part)
    this.twins.note(part)
    this.short.note(part)
    this.shared.note(part)
    this.misnamed.note(part)
  }

  /** Call after the last row. */
  async found(): Promise<Warnings> {
    const seen = {
      shifted: this.shifted.found(),
      misnamed: await this.misnamed.found(),
      twins: this.twins.found(),
      ...this.moved.found((key) => this.shared.isTold(key)),
      shared: this.shared.found(),
    }
    return this.db.transaction(async (tx) => {
      await allowBulk(tx)
      return {
        ...seen,
        short: await this.short.found(tx),
        newDomains: await this.domains.found(tx),
        halves: await this.halves.found(tx),
      }
    })
  }
}
