import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../../db/open.ts'
import type { Actor } from '../../context.ts'
import { foldName } from '../../people/companies.ts'
import { isVisible } from '../../people/scope.ts'
import type { Judged } from '../outcomes.ts'
import { type FirstLines, shown } from './lines.ts'

/** An address that the file gives to somebody while others have it. */
interface Taken {
  lines: number[]
  /** Who has it now: people.id. */
  from: number[]
  /** Whether whoever gets it has another name than they: two of the same name are one person, employed twice. */
  isOthers: boolean
}

/** Finds the addresses that a file takes from one person and gives to another, and those that the other one keeps. */
export class MovedAddresses {
  private readonly db: Db
  private readonly actor: Pick<Actor, 'companies' | 'role'>
  /** Who leaves an address: people.id. */
  private readonly leaving = new Set<number>()
  private readonly taken = new Map<string, Taken>()

  constructor(db: Db, actor: Pick<Actor, 'companies' | 'role'>) {
    this.db = db
    this.actor = actor
  }

  async note(part: readonly Judged[]): Promise<void> {
    // Whether an address is stored or not: where all of them are verified, none is, and the file is as wrong.
    const changed = part.flatMap(({ line, row, was, write, outcome }) =>
      row?.emailKey && row.emailKey !== was?.emailKey && outcome !== 'looks_like'
        ? [{ line, was, key: row.emailKey, name: nameOf(write ?? was ?? row), isSaid: outcome === 'email_taken' }]
        : [],
    )
    for (const { was } of changed) if (was?.emailKey) this.leaving.add(was.id)
    if (changed.length === 0) return
    const given = new Map(changed.map((each) => [each.line, each]))
    const asked = changed.map(({ line, was, key }) => ({ line, id: was?.id ?? 0, key }))
    const found = await rows<{ line: number; key: string; id: number; givenName: string; familyName: string }>(
      this.db,
      sql`select g.line, g.key, people.id, people.given_name as "givenName", people.family_name as "familyName"
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as g(line int, id bigint, key text)
        join people on people.email_key = g.key and people.id <> g.id and ${isVisible(this.actor)}
        order by g.line, people.id`,
    )
    for (const { line, key, id, ...owner } of found) {
      const { name, isSaid } = given.get(line)!
      const taken = this.taken.get(key) ?? { lines: [], from: [], isOthers: false }
      this.taken.set(key, taken)
      if (taken.lines.at(-1) !== line) taken.lines.push(line)
      if (!taken.from.includes(id)) taken.from.push(id)
      if (!isSaid && name !== nameOf(owner)) taken.isOthers = true
    }
  }

  /**
   * `kept`: addresses of people who keep them, but for those that are told of already. Only owners are told: whose
   * address is never told of would be known to be protected.
   */
  found(isTold: (key: string) => boolean): { moved: FirstLines; kept: FirstLines } {
    const isMoved = ({ from }: Taken) => from.some((id) => this.leaving.has(id))
    const all = [...this.taken]
    const moved = all.filter(([, taken]) => isMoved(taken)).map(([, { lines }]) => lines)
    const kept = (this.actor.role === 'owner' ? all : [])
      .filter(([key, taken]) => taken.isOthers && !isMoved(taken) && !isTold(key))
      .flatMap(([, { lines }]) => lines)
    return { moved: { n: moved.length, lines: firstOf(moved.flat()) }, kept: { n: kept.length, lines: firstOf(kept) } }
  }
}

const firstOf = (lines: readonly number[]) => lines.toSorted((a, b) => a - b).slice(0, shown)

const nameOf = ({ givenName = '', familyName = '' }: { givenName?: string; familyName?: string }) =>
  foldName(`${givenName} ${familyName}`)
