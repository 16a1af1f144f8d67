import { eq, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { people, tieCodes } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { hit } from '../access/limits.ts'
import { readAddress } from '../addresses/addresses.ts'
import { writeAudit } from '../audit.ts'
import type { Context, Service } from '../context.ts'
import { lockQueue, queueLetter } from '../delivery/queue.ts'
import { revokeLinks } from '../links/links.ts'
import { isVisible } from '../people/selection.ts'
import { causeOf, sendBefore } from '../plans/cause.ts'
import { type Reason, type Verdict, verdict } from './eligibility.ts'

export interface OneResult {
  action: 'mail' | 'direct'
  /** The stored address, as typed. */
  email: string
  /** Set when the address was stored or changed just now. */
  stored: boolean
}

/** S1, S4: stores the address if one is given, then queues the letter, or the direct connection. At once, without a plan. */
export async function verifyOne(ctx: Context, personId: number, newEmail?: string): Promise<OneResult> {
  return ctx.db.transaction(async (tx) => {
    await holdPerson(tx, personId)
    const before = await queuedBefore(tx, ctx, personId)
    if (before) return before
    const stored = newEmail === undefined ? false : await storeEmail(tx, ctx, personId, newEmail)
    const { action, email, emailKey } = await mailable(tx, ctx, personId)
    await queueLetter(tx, ctx, {
      kind: 'single',
      requester: ctx.actor.id,
      personId,
      emailKey,
      action,
      cause: causeOf(ctx),
    })
    await writeAudit(tx, ctx, { action: 'person.verify', personId, details: { action } })
    return { action, email, stored }
  })
}

/** What was queued already when the same message comes again after a crash: its answer, not a refusal for its own doing. */
async function queuedBefore(tx: Db, ctx: Context, personId: number): Promise<OneResult | undefined> {
  const send = await sendBefore(tx, ctx)
  if (!send) return undefined
  const [queued] = await rows<{ action: OneResult['action']; email: string }>(
    tx,
    sql`select d.action, p.email from deliveries d join people p on p.id = d.person_id
      where d.send_id = ${send.id} and d.person_id = ${personId} and p.email is not null`,
  )
  return queued && { ...queued, stored: false }
}

/** Nobody else queues a letter to this person meanwhile. What is read afterwards, in a statement of its own, is true. */
async function holdPerson(tx: Db, personId: number): Promise<void> {
  await lockQueue(tx, 'single')
  await tx.execute(sql`select 1 from people where id = ${personId} for update`)
}

/** What a letter to a person who is held would be now. Throws UserError with the reason against it. */
async function mailable(tx: Db, service: Service, personId: number) {
  const [found] = await rows<{ email: string; email_key: string; verdict: Verdict }>(
    tx,
    sql`select ${people.email} as email, ${people.emailKey} as email_key, ${verdict(service, true)} as verdict
      from ${people} where ${people.id} = ${personId}`,
  )
  if (!found) throw new UserError('unknown_person', 'person.unknown')
  if (found.verdict !== 'mail' && found.verdict !== 'direct') {
    throw new UserError(found.verdict, `reason.${found.verdict as Reason}.refusal`)
  }
  return { action: found.verdict, email: found.email, emailKey: found.email_key }
}

/** Stores an address for one person; every link to the old one dies. True when it was not stored already. */
async function storeEmail(tx: Db, ctx: Context, personId: number, typed: string): Promise<boolean> {
  const address = readAddress(typed)
  if (!address.ok) throw new UserError('invalid_email', 'person.invalidEmail')
  const [person] = await tx
    .select({ key: people.emailKey, email: people.email, connectedAt: people.connectedAt, human: people.human })
    .from(people)
    .where(sql`${people.id} = ${personId} and ${isVisible(ctx.actor)}`)
    .for('update')
  if (!person) throw new UserError('unknown_person', 'person.unknown')
  if (person.email === address.email) return false
  if (person.connectedAt) throw new UserError('already_connected', 'person.connectedAddress')
  await refuseDomain(tx, address.domain)
  if (await isTaken(tx, personId, address.key, person.human)) throw new UserError('email_taken', 'person.emailTaken')
  const changed = person.key !== address.key
  await tx
    .update(people)
    .set({
      email: address.email,
      emailKey: address.key,
      updatedAt: ctx.clock(),
      ...(changed && { emailProblem: null, verifiedAt: null, connectError: null, connectNextAt: null }),
    })
    .where(eq(people.id, personId))
  if (changed) {
    await revokeLinks(tx, personId)
    await tx.delete(tieCodes).where(eq(tieCodes.personId, personId))
  }
  await writeAudit(tx, ctx, { action: 'person.address', personId })
  return true
}

async function refuseDomain(tx: Db, domain: string): Promise<void> {
  const [row] = await rows<{ allowed: boolean }>(
    tx,
    sql`select not exists (select 1 from allowed_domains) or exists (select 1 from allowed_domains where domain = ${domain}) as allowed`,
  )
  if (!row!.allowed) throw new UserError('domain_not_allowed', 'reason.domain_not_allowed.refusal')
}

async function isTaken(tx: Db, personId: number, key: string, human: number | null): Promise<boolean> {
  const taken = await rows(
    tx,
    sql`select 1 from people o where o.email_key = ${key} and o.id <> ${personId}
      and (o.verified_at is not null or o.connected_at is not null)
      and (o.human is null or o.human is distinct from ${human}) limit 1`,
  )
  return taken.length > 0
}

const hour = 3_600_000

/**
 * An employee asks for a new link, or somebody holding an expired one does. The answer is the same whatever happens
 * here, so nothing is returned: not known, not eligible, too often and sent look alike from outside.
 */
export async function requestOwnLink(
  service: Service,
  {
    personId,
    requester,
    via,
    cause,
  }: { personId: number | null; requester: number; via: 'chat' | 'page'; cause?: string },
): Promise<void> {
  await service.db.transaction(async (tx) => {
    // Everyone on the page is one identity, so there only the person counts.
    const keys = [
      ...(via === 'chat' ? [`self.chat:${requester}`] : []),
      ...(personId === null ? [] : [`self.person:${personId}`]),
    ]
    for (const key of keys) {
      if (
        !(await hit(tx, service, key, [
          [3, hour],
          [6, 24 * hour],
        ]))
      )
        return
    }
    if (!(await hit(tx, service, 'self.all', [[1000, hour]])) || personId === null) return
    await holdPerson(tx, personId)
    const [found] = await rows<{ email_key: string; verdict: Verdict }>(
      tx,
      sql`select ${people.emailKey} as email_key, ${verdict(service, true)} as verdict from ${people}
        where ${people.id} = ${personId}`,
    )
    if (found?.verdict !== 'mail' && found?.verdict !== 'direct') return
    const letter = {
      kind: 'self',
      requester,
      personId,
      emailKey: found.email_key,
      action: found.verdict,
      cause,
    } as const
    await queueLetter(tx, service, letter)
    await writeAudit(
      tx,
      { ...service, via: via === 'page' ? 'web' : 'job' },
      { action: 'person.self', personId, details: { by: requester } },
    )
  })
}
