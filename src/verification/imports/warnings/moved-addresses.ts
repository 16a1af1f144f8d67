import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../../db/open.ts'
import type { Actor } from '../../context.ts'
import type { Judged } from '../outcomes.ts'

const shown = 5

/** Finds the addresses that a file takes from one person and gives to another. */
export class MovedAddresses {
  private readonly db: Db
  private readonly actor: Pick<Actor, 'role'>
  /** The addresses that somebody leaves. */
  private readonly left = new Set<string>()
  /** The lines that give somebody an address which another has now. */
  private readonly taken = new Map<string, number[]>()

  constructor(db: Db, actor: Pick<Actor, 'role'>) {
    this.db = db
    this.actor = actor
  }

  async note(part: readonly Judged[]): Promise<void> {
    for (const { was, write } of part) if (was?.emailKey && write?.newAddress) this.left.add(was.emailKey)
    const given = part.flatMap(({ line, was, write }) =>
      write?.emailKey && write.emailKey !== was?.emailKey ? [{ line, id: was?.id ?? 0, key: write.emailKey }] : [],
    )
    if (given.length === 0) return
    // Whoever may not know of a protected person is not told of one by an address.
    const isSeen = this.actor.role === 'owner' ? sql`true` : sql`not p.protected`
    const found = await rows<{ line: number; key: string }>(
      this.db,
      sql`select distinct g.line, g.key from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(line int, id bigint, key text)
        join people p on p.email_key = g.key and p.id <> g.id and ${isSeen} order by g.line`,
    )
    for (const { line, key } of found) this.taken.set(key, [...(this.taken.get(key) ?? []), line])
  }

  found(): { n: number; lines: number[] } {
    const moved = [...this.taken].filter(([key]) => this.left.has(key))
    const lines = moved.flatMap(([, of]) => of).sort((a, b) => a - b)
    return { n: moved.length, lines: lines.slice(0, shown) }
  }
}
