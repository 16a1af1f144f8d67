import { timingSafeEqual } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { accountLinkCodes, accountLinkRequests, identities, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { queueLetter } from '../delivery/queue.ts'
import { isVisible } from '../people/scope.ts'
import { hit } from './limits.ts'
import { codeFrom, hashCode } from './link-codes.ts'

const minute = 60_000
const hour = 60 * minute
const codeLife = 15 * minute
const mostWrong = 3

/**
 * Mails a code to the stored address of the record that shares the chat's confirmed address. `asked` when no record
 * does: an admin is asked instead. Too often looks like sent.
 */
export async function requestAccountLink(
  ctx: Context,
): Promise<{ kind: 'code' } | { kind: 'linked' } | { kind: 'asked'; request: number }> {
  const { actor } = ctx
  if (actor.linked) return { kind: 'linked' }
  return ctx.db.transaction(async (tx) => {
    if (actor.personId === null) return { kind: 'asked', request: await keepRequest(tx, ctx) }
    const keys = [`tie.chat:${actor.id}`, `tie.person:${actor.personId}`]
    for (const key of keys)
      if (
        !(await hit(tx, ctx, key, [
          [3, hour],
          [6, 24 * hour],
        ]))
      )
        return { kind: 'code' }
    const [person] = await tx.select().from(people).where(eq(people.id, actor.personId)).for('update')
    if (!person?.emailKey) return { kind: 'code' }
    const nonce = ctx.random(32)
    const keyId = ctx.keys[0]!.id
    const made = {
      personId: person.id,
      keyId,
      nonce,
      codeHash: hashCode(ctx.keys, keyId, actor.id, codeFrom(ctx.keys, { keyId, nonce })),
      wrong: 0,
      expiresAt: new Date(ctx.clock().getTime() + codeLife),
    }
    await tx
      .insert(accountLinkCodes)
      .values({ identityId: actor.id, ...made })
      .onConflictDoUpdate({ target: accountLinkCodes.identityId, set: made })
    await queueLetter(tx, ctx, {
      kind: 'code',
      requester: actor.id,
      personId: person.id,
      emailKey: person.emailKey,
      action: 'code',
    })
    await writeAudit(tx, ctx, { action: 'account_link.code', personId: person.id })
    return { kind: 'code' }
  })
}

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

/** The mailed code, typed back in the same chat: links this identity to the record. Three wrong ones end the code. */
export async function linkByCode(ctx: Context, typed: string): Promise<void> {
  const outcome = await ctx.db.transaction(async (tx) => {
    const [kept] = await tx
      .select()
      .from(accountLinkCodes)
      .where(eq(accountLinkCodes.identityId, ctx.actor.id))
      .for('update')
    if (!kept || kept.expiresAt <= ctx.clock() || kept.wrong >= mostWrong) return 'none'
    if (!ctx.keys.some(({ id }) => id === kept.keyId)) return 'none'
    const hash = hashCode(ctx.keys, kept.keyId, ctx.actor.id, typed.replace(/\s/g, ''))
    if (!timingSafeEqual(hash, kept.codeHash)) {
      await tx
        .update(accountLinkCodes)
        .set({ wrong: kept.wrong + 1 })
        .where(eq(accountLinkCodes.identityId, ctx.actor.id))
      return 'wrong'
    }
    await tx.delete(accountLinkCodes).where(eq(accountLinkCodes.identityId, ctx.actor.id))
    await link(tx, ctx, ctx.actor.id, kept.personId, 'code')
    return 'linked'
  })
  if (outcome === 'none')
    throw new UserError('no_code', 'account.noCode', {}, [{ label: 'account.button', say: 'koppla' }])
  if (outcome === 'wrong') throw new UserError('wrong_code', 'account.wrongCode')
}

async function link(tx: Db, ctx: Context, identityId: number, personId: number, by: string): Promise<void> {
  await tx.update(identities).set({ personId }).where(eq(identities.id, identityId))
  await writeAudit(tx, ctx, { action: 'account_link.made', personId, details: { identity: identityId, by } })
}

export interface AccountLinkRequest {
  id: number
  identityId: number
  name: string | null
  platform: string
  user: string
}

export async function openRequest(ctx: Context, id: number): Promise<AccountLinkRequest> {
  const [found] = await rows<AccountLinkRequest>(
    ctx.db,
    sql`select r.id, r.identity_id as "identityId", i.name, i.platform, i.user from tie_requests r
      join identities i on i.id = r.identity_id where r.id = ${id} and r.state = 'open'`,
  )
  if (!found) throw new UserError('unknown_request', 'account.unknownRequest', { id })
  return { ...found, id: Number(found.id), identityId: Number(found.identityId) }
}

/** An admin's answer. Approving links the identity to a person within the admin's scope; nobody approves themselves. */
export async function answerRequest(ctx: Context, id: number, personId: number | null): Promise<AccountLinkRequest> {
  const request = await openRequest(ctx, id)
  if (request.identityId === ctx.actor.id) throw new UserError('own_request', 'account.ownRequest')
  await ctx.db.transaction(async (tx) => {
    const state = personId === null ? ('refused' as const) : ('approved' as const)
    const decided = { state, decidedBy: ctx.actor.id, decidedAt: ctx.clock() }
    const [taken] = await tx
      .update(accountLinkRequests)
      .set(decided)
      .where(and(eq(accountLinkRequests.id, id), eq(accountLinkRequests.state, 'open')))
      .returning()
    if (!taken) throw new UserError('unknown_request', 'account.unknownRequest', { id })
    if (personId === null) return writeAudit(tx, ctx, { action: 'account_link.refuse', details: { request: id } })
    const [within] = await tx
      .select({ id: people.id })
      .from(people)
      .where(sql`${people.id} = ${personId} and ${isVisible(ctx.actor)}`)
    if (!within) throw new UserError('unknown_person', 'person.unknown')
    await link(tx, ctx, request.identityId, personId, 'admin')
    await writeAudit(tx, ctx, { action: 'account_link.approve', personId, details: { request: id } })
  })
  return request
}
