import { createHash } from 'node:crypto'
import { desc, eq, gt, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/open.ts'
import { audit, settings } from '../db/schema/index.ts'
import type { Context, Service } from './context.ts'

/** One thing done or refused. Holds ids, never addresses or names: of an erased person only the id is left. */
export interface AuditEntry {
  action: string
  personId?: number | null
  code?: string | null
  details?: Record<string, unknown>
}

/** Where an action comes from that nobody in a chat has asked for: the page behind a link, or a job. */
export type Via = 'web' | 'job'

/** Appends an entry in the transaction of the change. Writers wait for each other: each entry continues the chain. */
export async function writeAudit(tx: Db, by: Context | (Service & { via: Via }), entry: AuditEntry): Promise<void> {
  const who = 'actor' in by ? { actor: by.actor.id, via: by.actor.platform } : { actor: null, via: by.via }
  await lockChain(tx)
  const [last] = await tx.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1)
  const row = {
    at: by.clock(),
    ...who,
    action: entry.action,
    personId: entry.personId ?? null,
    code: entry.code ?? null,
    details: entry.details ?? {},
  }
  const previous = last?.hash ?? (await chainStart(tx))
  await tx.insert(audit).values({ ...row, previous, hash: hashOf(previous, row) })
}

const lockChain = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('verifiera.audit'))`)

type AuditRow = Omit<typeof audit.$inferSelect, 'id' | 'previous' | 'hash'>

function hashOf(previous: Uint8Array, row: AuditRow): Uint8Array {
  const { at, actor, via, action, personId, code, details } = row
  const written = canonical([at.toISOString(), actor, via, action, personId, code, details])
  return new Uint8Array(createHash('sha256').update(previous).update(written).digest())
}

/** JSON with sorted keys: the database may return an object with its keys in another order. */
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

/** The setting that retention writes: the hash of the last entry that it removed, in hex. */
const checkpointKey = 'audit.checkpoint'
const checkpointShape = z.object({ hash: z.string(), through: z.number() })
type Checkpoint = z.infer<typeof checkpointShape>

/** The hash with which the chain begins: that of the checkpoint, or 32 zero bytes. */
async function chainStart(db: Db): Promise<Uint8Array> {
  const [found] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, checkpointKey))
  return found ? new Uint8Array(Buffer.from(checkpointShape.parse(found.value).hash, 'hex')) : new Uint8Array(32)
}

/** Verifies the whole chain, in batches. `brokenAt` is the id of the first entry that does not fit, or null. */
export async function checkChain(db: Db): Promise<{ rows: number; brokenAt: number | null }> {
  let previous = await chainStart(db)
  let seen = 0
  for (let after = 0; ; ) {
    const batch = await db.select().from(audit).where(gt(audit.id, after)).orderBy(audit.id).limit(1000)
    for (const row of batch) {
      if (!isSame(row.previous, previous) || !isSame(row.hash, hashOf(previous, row)))
        return { rows: seen, brokenAt: row.id }
      previous = row.hash
      seen += 1
      after = row.id
    }
    if (batch.length < 1000) return { rows: seen, brokenAt: null }
  }
}

const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/**
 * Removes the oldest entries, `most` at a time, as far as they are older than `before`, and keeps the hash of the last
 * one, from which the rest of the chain can still be verified. Returns how many. The setting `verifiera.retention`
 * tells the trigger, which refuses every other delete.
 */
export async function trimAudit(db: Db, before: Date, most: number): Promise<number> {
  return db.transaction(async (tx) => {
    await lockChain(tx)
    const oldest = await tx.select().from(audit).orderBy(audit.id).limit(most)
    const kept = oldest.findIndex(({ at }) => at >= before)
    const old = kept < 0 ? oldest : oldest.slice(0, kept)
    const last = old.at(-1)
    if (!last) return 0
    const value: Checkpoint = { hash: Buffer.from(last.hash).toString('hex'), through: last.id }
    await tx
      .insert(settings)
      .values({ key: checkpointKey, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
    await tx.execute(sql`set local verifiera.retention = 'on'`)
    await tx.delete(audit).where(lte(audit.id, last.id))
    return old.length
  })
}
