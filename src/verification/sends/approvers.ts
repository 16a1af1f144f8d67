import { eq } from 'drizzle-orm'
import { people, planPeople } from '../../db/schema/index.ts'
import { type Identity, roleHolders } from '../access/role-holders.ts'
import { sameHuman } from '../access/same-human.ts'
import type { Context } from '../context.ts'
import type { SendPlan } from '../plans/content.ts'

/** Who may give a plan its second pair of eyes: other humans whose scope covers every company of the list. */
export async function approvers(ctx: Context, plan: SendPlan): Promise<Identity[]> {
  const needed = await ctx.db
    .selectDistinct({ id: people.companyId })
    .from(planPeople)
    .innerJoin(people, eq(people.id, planPeople.personId))
    .where(eq(planPeople.planId, plan.id))
  const able: Identity[] = []
  for (const { identity, companies } of await roleHolders(ctx)) {
    const covers = companies === 'all' || needed.every(({ id }) => companies.includes(id))
    const known = able.some(({ id }) => id === identity.id)
    if (covers && !known && identity.standing === 'member' && !(await sameHuman(ctx.db, plan.requester, identity.id)))
      able.push(identity)
  }
  return able
}
