import { sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import { identities } from '../../db/schema/index.ts'
import { identityOf, sameHuman } from '../access/actors.ts'
import type { Context } from '../context.ts'
import type { Plan } from '../plans/plans.ts'

export type Identity = typeof identities.$inferSelect

export interface Holder {
  identity: Identity
  companies: 'all' | number[]
}

/** Everybody who holds a role, with the companies it covers; the configuration's owners included once they were seen. */
async function holders(ctx: Context): Promise<Holder[]> {
  const granted = await ctx.db
    .select()
    .from(identities)
    .where(sql`exists (select 1 from roles r where r.identity_id = ${identities.id})`)
  const scopes = await rows<{ identity_id: number; company_id: number | null }>(
    ctx.db,
    sql`select identity_id, company_id from roles`,
  )
  const found = granted.map((identity) => {
    const mine = scopes.filter((s) => Number(s.identity_id) === identity.id)
    return {
      identity,
      companies: mine.some((s) => s.company_id === null) ? ('all' as const) : mine.map((s) => Number(s.company_id)),
    }
  })
  for (const owner of ctx.rules.owners) {
    const identity = await identityOf(ctx.db, owner)
    if (identity) found.push({ identity, companies: 'all' })
  }
  const local = await ctx.db
    .select()
    .from(identities)
    .where(sql`${identities.platform} = 'local' and ${identities.user} in ('owner', 'admin')`)
  return [...found, ...local.map((identity) => ({ identity, companies: 'all' as const }))]
}

/** Who may give a plan its second pair of eyes: other humans whose scope covers every company of the list. */
export async function approvers(ctx: Context, plan: Plan): Promise<Identity[]> {
  const needed = await rows<{ id: number }>(
    ctx.db,
    sql`select distinct p.company_id as id from plan_people pp join people p on p.id = pp.person_id where pp.plan_id = ${plan.id}`,
  )
  const able: Identity[] = []
  for (const { identity, companies } of await holders(ctx)) {
    const covers = companies === 'all' || needed.every((n) => companies.includes(Number(n.id)))
    const known = able.some((a) => a.id === identity.id)
    if (covers && !known && identity.standing === 'member' && !(await sameHuman(ctx.db, plan.requester, identity.id)))
      able.push(identity)
  }
  return able
}

/** Admins of a company-less matter (somebody whom no record fits): everybody with a role but the asker, each with a scope. */
export async function admins(ctx: Context): Promise<Holder[]> {
  const found = (await holders(ctx)).filter(
    ({ identity }) => identity.standing === 'member' && identity.id !== ctx.actor.id,
  )
  // Who holds several roles is told once, with the widest.
  const widest = found.sort((a, b) => Number(a.companies === 'all') - Number(b.companies === 'all'))
  return [...new Map(widest.map((h) => [h.identity.id, h])).values()]
}
