import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { deliveries, people, sends } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { readAddress } from '../addresses/addresses.ts'
import { changeAddresses } from '../addresses/change.ts'
import { isTaken, readHolders } from '../addresses/holders.ts'
import { writeAudit } from '../audit.ts'
import type { Actor, Context, Service } from '../context.ts'
import { lockQueue, queueLetter } from '../delivery/queue.ts'
import { isAllowedDomain } from '../domain-rules.ts'
import { idempotencyKey } from '../once.ts'
import { isVisible } from '../people/scope.ts'
import { type Reason, type Verdict, verdict, wasMailedSince } from './eligibility.ts'

export interface OneResult {
  action: 'mail' | 'direct'
  /** The stored address, as typed. */
  email: string
  /** Whether the address was stored or changed just now. */
  stored: boolean
  /** When the letter before this one went to this address, if that was within `RESEND_AFTER`. */
  mailedBefore: Date | null
}

/**
 * Verifies one person, without a plan: stores the address if one is given, then queues the letter or the direct
 * connection. Somebody who was mailed recently at this address is mailed only `again`.
 * @throws UserError `unknown_person`, `invalid_email`, `domain_not_allowed`, `email_taken`, or a reason of
 * eligibility.ts
 */
export async function verifyOne(
  ctx: Context,
  personId: number,
  newEmail?: string,
  again = newEmail !== undefined,
): Promise<OneResult> {
  return ctx.db.transaction(async (tx) => {
    await lockPerson(tx, personId)
    const before = await queuedBefore(tx, ctx, personId)
    if (before) return before
    const stored = newEmail === undefined ? false : await storeEmail(tx, ctx, personId, newEmail)
    const { action, email, emailKey } = await mailable(tx, ctx, personId, again)
    const mailedBefore = await lastMailed(tx, ctx, personId)
    const letter = { kind: 'single', requester: ctx.actor.id, personId, emailKey, action } as const
    await queueLetter(tx, ctx, { ...letter, askedByMessage: idempotencyKey(ctx) })
    const change = stored ? [{ action: 'person.address', personId }] : []
    await writeAudit(tx, ctx, ...change, { action: 'person.verify', personId, details: { action } })
    return { action, email, stored, mailedBefore }
  })
}

/** What the same message queued before a crash; it gets that answer again, instead of `in_another_send`. */
async function queuedBefore(tx: Db, ctx: Context, personId: number): Promise<OneResult | undefined> {
  const key = idempotencyKey(ctx)
  if (!key) return undefined
  const [queued] = await tx
    .select({ action: deliveries.action, email: people.email })
    .from(sends)
    .innerJoin(deliveries, eq(deliveries.sendId, sends.id))
    .innerJoin(people, eq(people.id, deliveries.personId))
    .where(and(eq(sends.askedByMessage, key), eq(deliveries.personId, personId), isNotNull(people.email)))
  if (!queued?.email || queued.action === 'code') return undefined
  const mailedBefore = await lastMailed(tx, ctx, personId)
  return { action: queued.action, email: queued.email, stored: false, mailedBefore }
}

/** The last letter to the present address before the one that this message asks for. */
async function lastMailed(tx: Db, ctx: Context, personId: number): Promise<Date | null> {
  const since = new Date(ctx.clock().getTime() - ctx.rules.resendAfter)
  const [found] = await rows<{ at: string | null }>(
    tx,
    sql`select max(d.done_at) as at from ${people} join deliveries d on d.person_id = ${people.id} join sends k on k.id = d.send_id
      where ${people.id} = ${personId} and ${wasMailedSince(since)} and k.cause is distinct from ${idempotencyKey(ctx) ?? null}::text`,
  )
  return found?.at ? new Date(found.at) : null
}

/** Locks a person and the queue, so that nobody else queues a letter to this person until the transaction ends. */
export async function lockPerson(tx: Db, personId: number): Promise<void> {
  await lockQueue(tx, 'single')
  await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('no key update')
}

/**
 * The verdict on a person now; undefined when there is no such person. With `again`, it does not matter that they were
 * mailed recently.
 */
export async function judgePerson(
  tx: Db,
  service: Service,
  personId: number,
  role: Actor['role'] = 'employee',
  again = true,
): Promise<{ email: string; emailKey: string; verdict: Verdict } | undefined> {
  const [found] = await rows<{ email: string; emailKey: string; verdict: Verdict }>(
    tx,
    sql`select ${people.email} as email, ${people.emailKey} as "emailKey", ${verdict(service, again, role)} as verdict
      from ${people} where ${people.id} = ${personId}`,
  )
  return found
}

async function mailable(tx: Db, ctx: Context, personId: number, again: boolean) {
  const found = await judgePerson(tx, ctx, personId, ctx.actor.role, again)
  if (!found) throw new UserError('unknown_person', 'person.unknown')
  const { verdict } = found
  if (verdict !== 'mail' && verdict !== 'direct') throw new UserError(verdict, `reason.${verdict as Reason}.refusal`)
  return { ...found, action: verdict }
}

/** Stores an address for one person. Returns whether it was another one than before. */
async function storeEmail(tx: Db, ctx: Context, personId: number, typed: string): Promise<boolean> {
  const address = readAddress(typed)
  if (!address.ok) throw new UserError('invalid_email', 'person.invalidEmail')
  const [person] = await tx
    .select({ emailKey: people.emailKey, email: people.email, connectedAt: people.connectedAt, human: people.human })
    .from(people)
    .where(and(eq(people.id, personId), isVisible(ctx.actor)))
    .for('no key update')
  if (!person) throw new UserError('unknown_person', 'person.unknown')
  if (person.email === address.email) return false
  if (person.connectedAt) throw new UserError('already_connected', 'person.connectedAddress')
  await refuseDomain(tx, address.domain)
  const holders = await readHolders(tx, ctx.actor, [address.key])
  if (isTaken(holders, address.key, { id: personId, human: person.human }))
    throw new UserError('email_taken', 'person.emailTaken')
  const moved = person.emailKey !== address.key
  await changeAddresses(tx, ctx, [{ personId, email: address.email, emailKey: address.key, moved }])
  return true
}

async function refuseDomain(tx: Db, domain: string): Promise<void> {
  const [row] = await rows<{ allowed: boolean }>(tx, sql`select ${isAllowedDomain(domain)} as allowed`)
  if (!row!.allowed) throw new UserError('domain_not_allowed', 'reason.domain_not_allowed.refusal')
}
