import { createHash } from 'node:crypto'
import { desc, sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { audit, settings } from '../db/schema/index.ts'
import type { Context, Service } from './context.ts'

/** One thing done (or refused). Ids, never addresses or names: an erased person leaves no trace but the id. */
export interface AuditEntry {
  action: string
  personId?: number | null
  code?: string | null
  details?: Record<string, unknown>
}

/** Who did it when nobody in a chat did: the page behind a link, or a job. */
export type Via = 'web' | 'job'

const chainStart = new Uint8Array(32)

/** Appends to the audit in the transaction of the change itself. One writer at a time holds the end of the chain. */
export async function writeAudit(tx: Db, by: Context | (Service & { via: Via }), entry: AuditEntry): Promise<void> {
  const actor = 'actor' in by ? by.actor : null
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('verifiera.audit'))`)
  const [last] = await tx.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1)
  const row = {
    at: by.clock(),
    actor: actor?.id ?? null,
    via: actor ? actor.platform : (by as { via: Via }).via,
    action: entry.action,
    personId: entry.personId ?? null,
    code: entry.code ?? null,
    details: entry.details ?? {},
  }
  const previous = last?.hash ?? (await checkpoint(tx))
  await tx.insert(audit).values({ ...row, previous, hash: hashOf(previous, row) })
}

type AuditRow = Omit<typeof audit.$inferSelect, 'id' | 'previous' | 'hash'>

function hashOf(previous: Uint8Array, row: AuditRow): Uint8Array {
  const { at, actor, via, action, personId, code, details } = row
  const written = canonical([at.toISOString(), actor, via, action, personId, code, details])
  return new Uint8Array(createHash('sha256').update(previous).update(written).digest())
}

/** JSON with sorted keys: the database may hand an object back in another order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`
  }
  return JSON.stringify(value)
}

/** Where the chain begins: 32 zero bytes, or the hash that retention left behind. */
async function checkpoint(db: Db): Promise<Uint8Array> {
  const [row] = await rows<{ value: { hash: string } }>(
    db,
    sql`select value from ${settings} where key = 'audit.checkpoint'`,
  )
  return row ? new Uint8Array(Buffer.from(row.value.hash, 'hex')) : chainStart
}

/** Reads the whole chain in batches. `brokenAt` is the id of the first row that does not fit, if any. */
export async function checkChain(db: Db): Promise<{ rows: number; brokenAt: number | null }> {
  let previous = await checkpoint(db)
  let seen = 0
  for (let after = 0; ; ) {
    const batch = await db.select().from(audit).where(sql`${audit.id} > ${after}`).orderBy(audit.id).limit(1000)
    for (const row of batch) {
      if (!same(row.previous, previous) || !same(row.hash, hashOf(previous, row)))
        return { rows: seen, brokenAt: row.id }
      previous = row.hash
      seen += 1
      after = row.id
    }
    if (batch.length < 1000) return { rows: seen, brokenAt: null }
  }
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/**
 * Removes rows older than `before`, oldest first, and leaves the hash of the last one: the chain verifies from there.
 * The only way to delete from the audit; the trigger refuses everybody who does not say so in the same transaction.
 */
export async function trimAudit(db: Db, before: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('verifiera.audit'))`)
    const [last] = await rows<{ id: number }>(
      tx,
      sql`select max(id) as id from audit where at < ${before.toISOString()}::timestamptz
        and id < coalesce((select min(id) from audit where at >= ${before.toISOString()}::timestamptz), 9223372036854775807)`,
    )
    if (!last?.id) return 0
    const [kept] = await tx.select({ hash: audit.hash }).from(audit).where(sql`${audit.id} = ${last.id}`)
    const checkpointed = JSON.stringify({ hash: Buffer.from(kept!.hash).toString('hex'), through: Number(last.id) })
    await tx.execute(sql`insert into settings (key, value) values ('audit.checkpoint', ${checkpointed}::jsonb)
      on conflict (key) do update set value = excluded.value`)
    await tx.execute(sql`set local verifiera.retention = 'on'`)
    return (await tx.delete(audit).where(sql`${audit.id} <= ${last.id}`).returning({ id: audit.id })).length
  })
}
