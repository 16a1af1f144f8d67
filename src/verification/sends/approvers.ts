import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { identities, plans } from '../../db/schema/index.ts'
import { fourEyes } from '../access/four-eyes.ts'
import type { Identity } from '../access/identities.ts'
import { roleHolders } from '../access/role-holders.ts'
import type { Context, Service } from '../context.ts'
import { coversPlan } from '../people/scope.ts'
import { readPlan, type SendPlan } from '../plans/content.ts'

/** Who has the right to approve a plan: with `able`, who may at once; with `unclear`, who must first show who they are. */
export interface Approvers {
  able: Identity[]
  unclear: Identity[]
}

/** The others with a role whose scope covers everybody on the plan's list, unless they are the requester. */
export async function approvers(ctx: Service, plan: SendPlan): Promise<Approvers> {
  const found = new Map<number, Identity>()
  const sorted: Approvers = { able: [], unclear: [] }
  for (const { identity, companies } of await roleHolders(ctx)) {
    if (identity.standing !== 'member' || found.has(identity.id)) continue
    if (!(await coversPlan(ctx.db, { companies }, plan.id))) continue
    found.set(identity.id, identity)
    const { humans } = await fourEyes(ctx, plan.requester, identity.id)
    if (humans === 'two') sorted.able.push(identity)
    if (humans === 'unclear') sorted.unclear.push(identity)
  }
  return sorted
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
    const { humans } = await fourEyes(ctx, plan.requester, actor.id)
    if (humans === 'two') mine.push({ plan, by: name ?? user })
  }
  return mine
}
