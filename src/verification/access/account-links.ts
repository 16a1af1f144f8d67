import { timingSafeEqual } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { again, type Db } from '../../db/open.ts'
import { accountLinkCodes, accountLinkRequests, identities, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { queueLetter } from '../delivery/queue.ts'
import { isRepeated, once } from '../once.ts'
import { refuseInvisible } from '../people/scope.ts'
import type { Identity } from './identities.ts'
import { hit, hour, perPerson } from './limits.ts'
import { codeFrom, hashCode } from './link-codes.ts'

/** Milliseconds. */
const codeLife = 15 * 60_000
const mostWrong = 3

/** What a request for an account link has led to. `asked`: the record is not known, so the admins are asked. */
export type Asked = { kind: 'code' } | { kind: 'linked' } | { kind: 'asked'; request: number }

/**
 * Mails a code to the stored address of the record that has the confirmed address of the chat identity, or that an
 * admin has named. If a limit is reached or no address is stored, nothing is sent but the answer is the same.
 * @throws UserError `too_often`
 */
export const requestAccountLink = (ctx: Context): Promise<Asked> =>
  again(() => ctx.db.transaction((tx) => once(tx, ctx, 'account_link.ask', () => ask(tx, ctx))))

async function ask(tx: Db, ctx: Context): Promise<Asked> {
  const { id, personId } = ctx.actor
  const person = personId === null ? null : await lockPerson(tx, personId)
  // The code that is typed at the same moment, or an admin's answer, comes first or sees what has been asked.
  const [identity] = await tx.select().from(identities).where(eq(identities.id, id)).for('no key update')
  if (identity && (await isProvedByCode(tx, identity))) return { kind: 'linked' }
  // Also when the record has been erased meanwhile.
  if (!person) return { kind: 'asked', request: await keepRequest(tx, ctx) }
  for (const key of [`tie.chat:${id}`, `tie.person:${person.id}`])
    if (!(await hit(tx, ctx, key, perPerson))) return { kind: 'code' }
  if (!person.emailKey) return { kind: 'code' }
  await keepCode(tx, ctx, person.id)
  const letter = {
    kind: 'code',
    requester: id,
    personId: person.id,
    emailKey: person.emailKey,
    action: 'code',
  } as const
  await queueLetter(tx, ctx, letter)
  await writeAudit(tx, ctx, { action: 'account_link.code', personId: person.id })
  return { kind: 'code' }
}

/** The record before the account and its code or request: the order in which an erasure locks them. */
async function lockPerson(tx: Db, personId: number): Promise<typeof people.$inferSelect | null> {
  const [person] = await tx.select().from(people).where(eq(people.id, personId)).for('no key update')
  return person ?? null
}

/**
 * Whether a code would prove nothing more: one to this address, or one to an address that the same user stored, has.
 */
async function isProvedByCode(tx: Db, { personId, linkedBy, addressSetBy }: Identity): Promise<boolean> {
  if (personId === null || linkedBy !== 'code') return false
  const [person] = await tx.select({ setBy: people.emailSetBy }).from(people).where(eq(people.id, personId))
  return !person || person.setBy === null || person.setBy === addressSetBy
}

/** Stores a new code; the code before it ends. The digits are derived again when the letter is composed. */
async function keepCode(tx: Db, ctx: Context, personId: number): Promise<void> {
  const keyId = ctx.keys[0]!.id
  const nonce = ctx.random(32)
  const codeHash = hashCode(ctx.keys, keyId, ctx.actor.id, codeFrom(ctx.keys, { keyId, nonce }))
  const expiresAt = new Date(ctx.clock().getTime() + codeLife)
  const code = { personId, keyId, nonce, codeHash, wrong: 0, expiresAt }
  await tx
    .insert(accountLinkCodes)
    .values({ identityId: ctx.actor.id, ...code })
    .onConflictDoUpdate({ target: accountLinkCodes.identityId, set: code })
}

/** The actor's open request, which is made when there is none. */
async function keepRequest(tx: Db, ctx: Context): Promise<number> {
  const mine = and(eq(accountLinkRequests.identityId, ctx.actor.id), eq(accountLinkRequests.state, 'open'))
  const [open] = await tx.select().from(accountLinkRequests).where(mine)
  if (open) return open.id
  if (!(await hit(tx, ctx, `tie.ask:${ctx.actor.id}`, [[3, 24 * hour]])))
    throw new UserError('too_often', 'account.tooOften')
  const [made] = await tx
    .insert(accountLinkRequests)
    .values({ identityId: ctx.actor.id, askedAt: ctx.clock() })
    .returning()
  await writeAudit(tx, ctx, { action: 'account_link.ask', details: { request: made!.id } })
  return made!.id
}

/**
 * Links the actor's identity to the record whose mailed code was typed in the same chat. Three wrong codes end the
 * right one.
 * @throws UserError `no_code`, `wrong_code`
 */
export async function linkByCode(ctx: Context, typed: string): Promise<void> {
  const outcome = await again(() =>
    ctx.db.transaction((tx) => once(tx, ctx, 'account_link.code', () => tryCode(tx, ctx, typed))),
  )
  if (outcome === 'none')
    throw new UserError('no_code', 'account.noCode', {}, [{ label: 'account.button', say: 'koppla' }])
  if (outcome === 'wrong') throw new UserError('wrong_code', 'account.wrongCode')
}

/** A refusal is a result, so that the count of wrong codes is not rolled back. */
async function tryCode(tx: Db, ctx: Context, typed: string): Promise<'none' | 'wrong' | 'linked'> {
  const mine = eq(accountLinkCodes.identityId, ctx.actor.id)
  const [about] = await tx.select({ id: accountLinkCodes.personId }).from(accountLinkCodes).where(mine)
  if (about) await lockPerson(tx, about.id)
  await tx.select({ id: identities.id }).from(identities).where(eq(identities.id, ctx.actor.id)).for('no key update')
  const [kept] = await tx.select().from(accountLinkCodes).where(mine).for('update')
  if (!kept || kept.expiresAt <= ctx.clock() || kept.wrong >= mostWrong) return 'none'
  if (!ctx.keys.some(({ id }) => id === kept.keyId)) return 'none'
  const hash = hashCode(ctx.keys, kept.keyId, ctx.actor.id, typed.replace(/\s/g, ''))
  if (!timingSafeEqual(hash, kept.codeHash)) {
    await tx
      .update(accountLinkCodes)
      .set({ wrong: kept.wrong + 1 })
      .where(mine)
    return 'wrong'
  }
  await tx.delete(accountLinkCodes).where(mine)
  await link(tx, ctx, ctx.actor.id, kept.personId, 'code')
  return 'linked'
}

/**
 * A code proves as much as the address is worth to which it was mailed, so who had stored that is kept (four-eyes.ts).
 */
async function link(tx: Db, ctx: Context, identityId: number, personId: number, by: 'code' | 'admin'): Promise<void> {
  const [person] = await tx.select({ setBy: people.emailSetBy }).from(people).where(eq(people.id, personId))
  const addressSetBy = by === 'code' ? (person?.setBy ?? null) : null
  await tx.update(identities).set({ personId, linkedBy: by, addressSetBy }).where(eq(identities.id, identityId))
  await writeAudit(tx, ctx, { action: 'account_link.made', personId, details: { identity: identityId, by } })
}

/** A request, with who asks. */
export type AccountLinkRequest = Awaited<ReturnType<typeof openRequest>>

const answering = (id: number) => `account_link.request:${id}`

/**
 * A request that can be answered, or that this very message has answered before a crash.
 * @throws UserError `unknown_request`
 */
export async function openRequest(ctx: Context, id: number) {
  const { name, platform, user } = identities
  const { identityId, state } = accountLinkRequests
  const [found] = await ctx.db
    .select({ id: accountLinkRequests.id, identityId, state, name, platform, user })
    .from(accountLinkRequests)
    .innerJoin(identities, eq(identities.id, identityId))
    .where(eq(accountLinkRequests.id, id))
  if (!found) throw new UserError('unknown_request', 'account.unknownRequest', { id })
  if (found.state !== 'open' && !(await isRepeated(ctx.db, ctx, answering(id)))) refuseAnswered(id, found.state)
  return found
}

function refuseAnswered(id: number, state: string): never {
  throw new UserError('unknown_request', 'account.answered', { id, state })
}

/**
 * An admin's answer to a request: links the identity to a person within the admin's scope, or refuses (`personId`
 * null). Such a link counts for nothing when two humans are needed (four-eyes.ts).
 * @throws UserError `unknown_request`, `own_request`, `unknown_person`
 */
export async function answerRequest(ctx: Context, id: number, personId: number | null): Promise<AccountLinkRequest> {
  const request = await openRequest(ctx, id)
  if (request.identityId === ctx.actor.id) throw new UserError('own_request', 'account.ownRequest')
  await again(() => ctx.db.transaction((tx) => once(tx, ctx, answering(id), () => answer(tx, ctx, request, personId))))
  return request
}

async function answer(tx: Db, ctx: Context, { id, identityId }: AccountLinkRequest, personId: number | null) {
  if (personId !== null) await lockPerson(tx, personId)
  const state = personId === null ? ('refused' as const) : ('approved' as const)
  const decided = { state, decidedBy: ctx.actor.id, decidedAt: ctx.clock() }
  const isOpen = and(eq(accountLinkRequests.id, id), eq(accountLinkRequests.state, 'open'))
  const [taken] = await tx.update(accountLinkRequests).set(decided).where(isOpen).returning()
  // A colleague has answered at the same moment, and is believed as one who answered earlier is.
  if (!taken) {
    const [answered] = await tx.select().from(accountLinkRequests).where(eq(accountLinkRequests.id, id))
    refuseAnswered(id, answered?.state ?? 'refused')
  }
  if (personId === null) return writeAudit(tx, ctx, { action: 'account_link.refuse', details: { request: id } })
  await refuseInvisible(tx, ctx.actor, personId)
  await link(tx, ctx, identityId, personId, 'admin')
  await writeAudit(tx, ctx, { action: 'account_link.approve', personId, details: { request: id } })
}
