import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { identities, plans } from '../../db/schema/index.ts'
import type { Identity } from '../access/identities.ts'
import { roleHolders } from '../access/role-holders.ts'
import { sameHuman } from '../access/same-human.ts'
import type { Context } from '../context.ts'
import { coversPlan } from '../people/scope.ts'
import { readPlan, type SendPlan } from '../plans/content.ts'

/** Who may approve a plan: other humans with a role whose scope covers everybody on its list. */
export async function approvers(ctx: Context, plan: SendPlan): Promise<Identity[]> {
  const able = new Map<number, Identity>()
  for (const { identity, companies } of await roleHolders(ctx)) {
    if (identity.standing !== 'member' || able.has(identity.id)) continue
    if (!(await coversPlan(ctx.db, { companies }, plan.id))) continue
    if (!(await sameHuman(ctx.db, plan.requester, identity.id))) able.set(identity.id, identity)
  }
  return [...able.values()]
}

export interface Request {
  plan: SendPlan
  /** The requester's name, or the platform's id without one. */
  by: string
}

/** The plans of others that wait for a second admin and that the actor may approve, newest first. */
export async function requestsFor(ctx: Context): Promise<Request[]> {
  const { db, actor } = ctx
  const waiting = await db
    .select({ plan: plans, name: identities.name, user: identities.user })
    .from(plans)
    .innerJoin(identities, eq(identities.id, plans.requester))
    .where(and(eq(plans.state, 'awaiting'), ne(plans.requester, actor.id), gt(plans.expiresAt, ctx.clock())))
    .orderBy(desc(plans.id))
    .limit(10)
  const mine: Request[] = []
  for (const { plan: row, name, user } of waiting) {
    const plan = readPlan(row)
    if (plan.kind !== 'send' || !(await coversPlan(db, actor, plan.id))) continue
    if (!(await sameHuman(db, plan.requester, actor.id))) mine.push({ plan, by: name ?? user })
  }
  return mine
}
