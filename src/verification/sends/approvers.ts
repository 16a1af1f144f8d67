import type { Identity } from '../access/identities.ts'
import { roleHolders } from '../access/role-holders.ts'
import { sameHuman } from '../access/same-human.ts'
import type { Context } from '../context.ts'
import { coversPlan } from '../people/scope.ts'
import type { SendPlan } from '../plans/content.ts'

/** Who may approve a plan: other humans with a role whose scope covers everybody on its list. */
export async function approvers(ctx: Pick<Context, 'db' | 'rules'>, plan: SendPlan): Promise<Identity[]> {
  const able: Identity[] = []
  for (const { identity, companies } of await roleHolders(ctx)) {
    if (!(await coversPlan(ctx.db, { companies }, plan.id))) continue
    if (!(await sameHuman(ctx.db, plan.requester, identity.id))) able.push(identity)
  }
  return able
}
