import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../../db/open.ts'
import type { Actor } from '../../context.ts'
import type { Judged } from '../outcomes.ts'
import { type FirstLines, shown } from './lines.ts'

/** Finds the addresses that a file takes from one person and gives to another. */
export class MovedAddresses {
  private readonly db: Db
  private readonly actor: Pick<Actor, 'role'>
  /** Who leaves an address: people.id. */
  private readonly leaving = new Set<number>()
  /** By address, the lines that give it to somebody while others have it now. */
  private readonly taken = new Map<string, { lines: number[]; from: number[] }>()

  constructor(db: Db, actor: Pick<Actor, 'role'>) {
    this.db = db
    this.actor = actor
  }

  async note(part: readonly Judged[]): Promise<void> {
    // Whether an address is stored or not: where all of them are verified, none is, and the file is as wrong.
    const changed = part.flatMap(({ line, row, was, outcome }) =>
      row?.emailKey && row.emailKey !== was?.emailKey && outcome !== 'looks_like'
        ? [{ line, was, key: row.emailKey }]
        : [],
    )
    for (const { was } of changed) if (was?.emailKey) this.leaving.add(was.id)
    const given = changed.map(({ line, was, key }) => ({ line, id: was?.id ?? 0, key }))
    if (given.length === 0) return
    // Whoever may not know of a protected person is not told of one by an address.
    const isSeen = this.actor.role === 'owner' ? sql`true` : sql`not p.protected`
    const found = await rows<{ line: number; key: string; from: number[] }>(
      this.db,
      sql`select g.line, g.key, jsonb_agg(p.id) as from from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(line int, id bigint, key text)
        join people p on p.email_key = g.key and p.id <> g.id and ${isSeen}
        group by g.line, g.key order by g.line`,
    )
    for (const { line, key, from } of found) {
      const taken = this.taken.get(key) ?? { lines: [], from }
      this.taken.set(key, taken)
      taken.lines.push(line)
    }
  }

  found(): FirstLines {
    const moved = [...this.taken.values()].filter(({ from }) => from.some((id) => this.leaving.has(id)))
    const lines = moved.flatMap(({ lines }) => lines).sort((a, b) => a - b)
    return { n: moved.length, lines: lines.slice(0, shown) }
  }
}
