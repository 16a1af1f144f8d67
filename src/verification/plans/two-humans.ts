import type { Db } from '../../db/open.ts'
import { UserError } from '../../errors.ts'
import { fourEyes } from '../access/four-eyes.ts'
import type { Identity } from '../access/identities.ts'
import { type RoleHolder, roleHolders } from '../access/role-holders.ts'
import { type Context, inTransaction, type Service } from '../context.ts'
import type { Plan } from './content.ts'

/**
 * Who has the right to approve a plan: with `able`, who may at once; with `unclear`, who must first show who they are.
 */
export interface Approvers {
  able: Identity[]
  unclear: Identity[]
}

/** The others with a role who `may` approve something, unless they are its requester. */
export async function otherHumans(
  service: Service,
  requester: number,
  may: (holder: RoleHolder) => boolean | Promise<boolean>,
): Promise<Approvers> {
  const found: Approvers = { able: [], unclear: [] }
  for (const holder of await roleHolders(service)) {
    if (holder.identity.standing !== 'member' || !(await may(holder))) continue
    const { humans } = await fourEyes(service, requester, holder.identity.id)
    if (humans === 'two') found.able.push(holder.identity)
    if (humans === 'unclear') found.unclear.push(holder.identity)
  }
  return found
}

/** Refuses unless requester and approver are two humans; if they may be, says how they can show it. */
export async function refuseOneHuman(tx: Db, ctx: Context, { requester, code }: Plan): Promise<void> {
  const { humans, unproved, doubted } = await fourEyes(inTransaction(ctx, tx), requester, ctx.actor.id)
  if (humans === 'two') return
  if (humans === 'one') throw new UserError('own_plan', 'approve.own', { code })
  const who = doubted ? 'address' : unproved.length === 2 ? 'both' : unproved[0]!
  const next = !doubted && unproved.includes('approver') ? [{ label: 'account.button' as const, say: 'koppla' }] : []
  throw new UserError('own_plan', 'approve.unproved', { code, who }, [
    ...next,
    { label: 'approve.button', say: `godkänn ${code}` },
  ])
}
