import { fourEyes } from '../access/four-eyes.ts'
import type { Identity } from '../access/identities.ts'
import { roleHolders } from '../access/role-holders.ts'
import type { Service } from '../context.ts'
import { coversPlan } from '../people/scope.ts'
import type { SendPlan } from '../plans/content.ts'

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
