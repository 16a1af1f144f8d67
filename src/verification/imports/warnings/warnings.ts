import { allowBulk, type Db } from '../../../db/open.ts'
import type { Actor } from '../../context.ts'
import type { Judged } from '../outcomes.ts'
import { HalfCompanies, type HalfCompany } from './half-companies.ts'
import { MovedAddresses } from './moved-addresses.ts'
import { type NewDomain, NewDomains } from './new-domains.ts'

/** What is said about a file, so that a mistake is seen before it is confirmed. Nothing is ever done about it. */
export interface Warnings {
  /** Addresses that the file takes from one person and gives to another: how many, and the first lines. */
  moved: { n: number; lines: number[] }
  newDomains: NewDomain[]
  halves: HalfCompany[]
}

export const noWarnings: Warnings = { moved: { n: 0, lines: [] }, newDomains: [], halves: [] }

/** Watches the rows of a file as they are judged. */
export class Watch {
  private readonly db: Db
  private readonly moved: MovedAddresses
  private readonly domains: NewDomains
  private readonly halves = new HalfCompanies()

  constructor(db: Db, actor: Pick<Actor, 'role'>) {
    this.db = db
    this.moved = new MovedAddresses(db, actor)
    this.domains = new NewDomains(actor)
  }

  async note(part: readonly Judged[]): Promise<void> {
    await this.moved.note(part)
    this.domains.note(part)
    this.halves.note(part)
  }

  /** Call after the last row. */
  async found(): Promise<Warnings> {
    return this.db.transaction(async (tx) => {
      await allowBulk(tx)
      const newDomains = await this.domains.found(tx)
      return { moved: this.moved.found(), newDomains, halves: await this.halves.found(tx) }
    })
  }
}
