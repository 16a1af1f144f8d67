import { timingSafeEqual } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { identities, people, tieCodes, tieRequests } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { queueLetter } from '../delivery/queue.ts'
import { isVisible } from '../people/selection.ts'
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
export async function askForTie(
  ctx: Context,
): Promise<{ kind: 'code' } | { kind: 'tied' } | { kind: 'asked'; request: number }> {
  const { actor } = ctx
  if (actor.tied) return { kind: 'tied' }
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
      .insert(tieCodes)
      .values({ identityId: actor.id, ...made })
      .onConflictDoUpdate({ target: tieCodes.identityId, set: made })
    await queueLetter(tx, ctx, {
      kind: 'code',
      requester: actor.id,
      personId: person.id,
      emailKey: person.emailKey,
      action: 'code',
    })
    await writeAudit(tx, ctx, { action: 'tie.code', personId: person.id })
    return { kind: 'code' }
  })
}

async function keepRequest(tx: Db, ctx: Context): Promise<number> {
  const mine = and(eq(tieRequests.identityId, ctx.actor.id), eq(tieRequests.state, 'open'))
  const [open] = await tx.select().from(tieRequests).where(mine)
  if (open) return open.id
  if (!(await hit(tx, ctx, `tie.ask:${ctx.actor.id}`, [[3, 24 * hour]])))
    throw new UserError('too_often', 'link.tooOften')
  const [made] = await tx.insert(tieRequests).values({ identityId: ctx.actor.id, askedAt: ctx.clock() }).returning()
  await writeAudit(tx, ctx, { action: 'tie.ask', details: { request: made!.id } })
  return made!.id
}

/** The mailed code, typed back in the same chat: ties this identity to the record. Three wrong ones end the code. */
export async function tieByCode(ctx: Context, typed: string): Promise<void> {
  const outcome = await ctx.db.transaction(async (tx) => {
    const [kept] = await tx.select().from(tieCodes).where(eq(tieCodes.identityId, ctx.actor.id)).for('update')
    if (!kept || kept.expiresAt <= ctx.clock() || kept.wrong >= mostWrong) return 'none'
    if (!ctx.keys.some(({ id }) => id === kept.keyId)) return 'none'
    const hash = hashCode(ctx.keys, kept.keyId, ctx.actor.id, typed.replace(/\s/g, ''))
    if (!timingSafeEqual(hash, kept.codeHash)) {
      await tx
        .update(tieCodes)
        .set({ wrong: kept.wrong + 1 })
        .where(eq(tieCodes.identityId, ctx.actor.id))
      return 'wrong'
    }
    await tx.delete(tieCodes).where(eq(tieCodes.identityId, ctx.actor.id))
    await tie(tx, ctx, ctx.actor.id, kept.personId, 'code')
    return 'tied'
  })
  if (outcome === 'none') throw new UserError('no_code', 'link.noCode', {}, [{ label: 'link.button', say: 'koppla' }])
  if (outcome === 'wrong') throw new UserError('wrong_code', 'link.wrongCode')
}

async function tie(tx: Db, ctx: Context, identityId: number, personId: number, by: string): Promise<void> {
  await tx.update(identities).set({ personId }).where(eq(identities.id, identityId))
  await writeAudit(tx, ctx, { action: 'person.tied', personId, details: { identity: identityId, by } })
}

export interface TieRequest {
  id: number
  identityId: number
  name: string | null
  platform: string
  user: string
}

export async function openRequest(ctx: Context, id: number): Promise<TieRequest> {
  const [found] = await rows<TieRequest>(
    ctx.db,
    sql`select r.id, r.identity_id as "identityId", i.name, i.platform, i.user from tie_requests r
      join identities i on i.id = r.identity_id where r.id = ${id} and r.state = 'open'`,
  )
  if (!found) throw new UserError('unknown_request', 'link.unknownRequest', { id })
  return { ...found, id: Number(found.id), identityId: Number(found.identityId) }
}

/** An admin's answer. Approving ties the identity to a person within the admin's scope; nobody approves themselves. */
export async function answerRequest(ctx: Context, id: number, personId: number | null): Promise<TieRequest> {
  const request = await openRequest(ctx, id)
  if (request.identityId === ctx.actor.id) throw new UserError('own_request', 'link.ownRequest')
  await ctx.db.transaction(async (tx) => {
    const state = personId === null ? ('refused' as const) : ('approved' as const)
    const decided = { state, decidedBy: ctx.actor.id, decidedAt: ctx.clock() }
    const [taken] = await tx
      .update(tieRequests)
      .set(decided)
      .where(and(eq(tieRequests.id, id), eq(tieRequests.state, 'open')))
      .returning()
    if (!taken) throw new UserError('unknown_request', 'link.unknownRequest', { id })
    if (personId === null) return writeAudit(tx, ctx, { action: 'tie.refuse', details: { request: id } })
    const [within] = await tx
      .select({ id: people.id })
      .from(people)
      .where(sql`${people.id} = ${personId} and ${isVisible(ctx.actor)}`)
    if (!within) throw new UserError('unknown_person', 'person.unknown')
    await tie(tx, ctx, request.identityId, personId, 'admin')
    await writeAudit(tx, ctx, { action: 'tie.approve', personId, details: { request: id } })
  })
  return request
}
