import { createHash, createHmac } from 'node:crypto'
import { desc, eq, gt, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Db, rows } from '../db/open.ts'
import { audit, settings } from '../db/schema/index.ts'
import type { Keyring } from './context.ts'

const lock = sql`select pg_advisory_xact_lock(hashtext('verifiera.audit'))`

/**
 * The hash that the next entry continues, with the chain locked until the end of the transaction. Two statements in one
 * message, because everybody waits meanwhile; in one statement, the second half would not see what was committed while
 * the first half waited.
 */
export async function lockEnd(tx: Db): Promise<Uint8Array> {
  const newest = sql`select hash from audit order by id desc limit 1`
  const [, [last]] = (await rows(tx, sql`${lock}; ${newest}`)) as [unknown, { hash: Uint8Array }[]]
  return last?.hash ?? chainStart(tx)
}

type AuditRow = Omit<typeof audit.$inferSelect, 'id' | 'previous' | 'hash' | 'keyId' | 'mac'>

export function hashOf(previous: Uint8Array, row: AuditRow): Uint8Array {
  const { at, actor, via, action, personId, code, details } = row
  const written = canonical([at.toISOString(), actor, via, action, personId, code, details])
  return new Uint8Array(createHash('sha256').update(previous).update(written).digest())
}

/** Signs a hash with the newest key. Whoever can write to the database can compute hashes, but no signatures. */
export function sign([key]: Keyring, hash: Uint8Array): { keyId: string | null; mac: Uint8Array | null } {
  return key ? { keyId: key.id, mac: macOf(key.secret, hash) } : { keyId: null, mac: null }
}

const macOf = (secret: Uint8Array, hash: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac('sha256', secret).update('audit:v1').update(hash).digest())

/** `unsigned`: of a release without keys, or stripped of it. `unknown`: its key is not configured any more. */
function signatureOf(
  keys: Keyring,
  { hash, keyId, mac }: Pick<typeof audit.$inferSelect, 'hash' | 'keyId' | 'mac'>,
  as = macOf,
) {
  if (!keyId || !mac) return 'unsigned'
  const key = keys.find(({ id }) => id === keyId)
  if (!key) return 'unknown'
  return isSame(mac, as(key.secret, hash)) ? 'valid' : 'forged'
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

/** The setting that retention writes: the hash of the last entry that it removed, in hex, and its signature. */
const checkpointKey = 'audit.checkpoint'
const checkpointShape = z.object({
  hash: z.string(),
  through: z.number(),
  keyId: z.string().nullish(),
  mac: z.string().nullish(),
})
type Checkpoint = z.infer<typeof checkpointShape>

/**
 * A checkpoint has a signature of its own, over its id, too. That of an entry would let whoever can write remove every
 * entry before any of them.
 */
const checkpointMac =
  (through: number) =>
  (secret: Uint8Array, hash: Uint8Array): Uint8Array =>
    new Uint8Array(createHmac('sha256', secret).update(`audit:checkpoint:v1:${through}:`).update(hash).digest())

/** `none`: nothing has been removed. */
function startOf(keys: Keyring, checkpoint: Checkpoint | null) {
  if (!checkpoint) return 'none'
  const { through, hash, keyId, mac } = checkpoint
  const signed = { hash: fromHex(hash), keyId: keyId ?? null, mac: mac ? fromHex(mac) : null }
  return signatureOf(keys, signed, checkpointMac(through))
}

async function readCheckpoint(db: Db): Promise<Checkpoint | null> {
  const [found] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, checkpointKey))
  return found ? checkpointShape.parse(found.value) : null
}

const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

/** The hash with which the chain begins: that of the checkpoint, or 32 zero bytes. */
async function chainStart(db: Db): Promise<Uint8Array> {
  const checkpoint = await readCheckpoint(db)
  return checkpoint ? fromHex(checkpoint.hash) : new Uint8Array(32)
}

export interface ChainCheck {
  rows: number
  /** The id of the first entry that does not fit the one before it or its signature. */
  brokenAt: number | null
  /** Entries without a signature, and those whose key is not configured: no key proves who wrote them. */
  unsigned: number
  /** What was removed before the first entry was removed under a key that is not configured any more. */
  unknownStart?: true
  /** The newest entry, to be kept outside the database. */
  head: string | null
  /** What has become of the anchor that was given: `missing` means that newer entries have been removed. */
  anchor?: 'intact' | 'missing' | 'changed' | 'trimmed'
}

/** Verifies the whole chain, in batches, and compares it with a head that was kept outside the database. */
export async function checkChain(db: Db, keys: Keyring = [], anchor?: Anchor): Promise<ChainCheck> {
  const checkpoint = await readCheckpoint(db)
  const check: ChainCheck = { rows: 0, brokenAt: null, unsigned: 0, head: null }
  const start = startOf(keys, checkpoint)
  if (anchor) check.anchor = checkpoint && start === 'valid' && anchor.id <= checkpoint.through ? 'trimmed' : 'missing'
  if (checkpoint && (start === 'forged' || start === 'unsigned')) return { ...check, brokenAt: checkpoint.through }
  if (start === 'unknown') check.unknownStart = true
  let previous: Uint8Array = checkpoint ? fromHex(checkpoint.hash) : new Uint8Array(32)
  for (let after = 0; ; ) {
    const batch = await db.select().from(audit).where(gt(audit.id, after)).orderBy(audit.id).limit(1000)
    for (const row of batch) {
      const signature = signatureOf(keys, row)
      const fits = isSame(row.previous, previous) && isSame(row.hash, hashOf(previous, row)) && signature !== 'forged'
      if (!fits) return { ...check, brokenAt: row.id }
      if (signature !== 'valid') check.unsigned += 1
      if (row.id === anchor?.id) check.anchor = lettersOf(row.hash) === anchor.letters ? 'intact' : 'changed'
      previous = row.hash
      check.rows += 1
      check.head = writeAnchor(row)
      after = row.id
    }
    if (batch.length < 1000) return check
  }
}

const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/** An entry by its id and the beginning of its hash, in letters: digits might look like a personal number. */
export interface Anchor {
  id: number
  letters: string
}

const lettersOf = (hash: Uint8Array): string =>
  [...Buffer.from(hash.slice(0, 12)).toString('hex')]
    .map((digit) => 'abcdefghjkmnpqrs'[Number.parseInt(digit, 16)])
    .join('')

const writeAnchor = ({ id, hash }: { id: number; hash: Uint8Array }): string => `${id}-${lettersOf(hash)}`

/** `4711-` and 24 letters, as `readHead` writes it; null when it is not one. */
export function readAnchor(text: string): Anchor | null {
  const [, id, letters] = /^(\d{1,15})-([a-s]{24})$/.exec(text.toLowerCase()) ?? []
  return letters ? { id: Number(id), letters } : null
}

/** The newest entry as an anchor; null while there is none. */
export async function readHead(db: Db): Promise<string | null> {
  const [last] = await db.select({ id: audit.id, hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1)
  return last ? writeAnchor(last) : null
}

/**
 * Removes the oldest entries, `most` at a time, as far as they are older than `before`, and keeps the hash of the last
 * one, from which the rest of the chain can still be verified. What did not fit before does not fit afterwards: a
 * checkpoint that continues something broken is not signed. Returns how many. The setting `verifiera.retention`
 * tells the trigger, which refuses every other delete.
 */
export async function trimAudit(db: Db, keys: Keyring, before: Date, most: number): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(lock)
    const oldest = await tx.select().from(audit).orderBy(audit.id).limit(most)
    const kept = oldest.findIndex(({ at }) => at >= before)
    const old = kept < 0 ? oldest : oldest.slice(0, kept)
    const last = old.at(-1)
    if (!last) return 0
    const [key] = (await fitsOn(tx, keys, old)) ? keys : []
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    const mac = key ? hex(checkpointMac(last.id)(key.secret, last.hash)) : null
    const value: Checkpoint = { hash: hex(last.hash), through: last.id, keyId: key?.id ?? null, mac }
    await tx
      .insert(settings)
      .values({ key: checkpointKey, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
    await tx.execute(sql`set local verifiera.retention = 'on'`)
    await tx.delete(audit).where(lte(audit.id, last.id))
    return old.length
  })
}

/** Whether the oldest entries continue what was removed before them, and each the one before it. */
async function fitsOn(tx: Db, keys: Keyring, old: readonly (typeof audit.$inferSelect)[]): Promise<boolean> {
  const checkpoint = await readCheckpoint(tx)
  if (['forged', 'unsigned'].includes(startOf(keys, checkpoint))) return false
  let previous: Uint8Array = checkpoint ? fromHex(checkpoint.hash) : new Uint8Array(32)
  return old.every((row) => {
    const fits = isSame(row.previous, previous) && isSame(row.hash, hashOf(previous, row))
    previous = row.hash
    return fits && signatureOf(keys, row) !== 'forged'
  })
}
