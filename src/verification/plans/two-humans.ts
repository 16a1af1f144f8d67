import type { Db } from '../../db/open.ts'
import { UserError } from '../../errors.ts'
import { fourEyes } from '../access/four-eyes.ts'
import type { Context } from '../context.ts'
import type { Plan } from './content.ts'

/** Refuses unless requester and approver are two humans; if they may be, says how they can show it. */
export async function refuseOneHuman(tx: Db, ctx: Context, { requester, code }: Plan): Promise<void> {
  const { humans, unproved, doubted } = await fourEyes({ ...ctx, db: tx }, requester, ctx.actor.id)
  if (humans === 'two') return
  if (humans === 'one') throw new UserError('own_plan', 'approve.own', { code })
  const who = doubted ? 'address' : unproved.length === 2 ? 'both' : unproved[0]!
  const next = !doubted && unproved.includes('approver') ? [{ label: 'account.button' as const, say: 'koppla' }] : []
  throw new UserError('own_plan', 'approve.unproved', { code, who }, [
    ...next,
    { label: 'approve.button', say: `godkänn ${code}` },
  ])
}
