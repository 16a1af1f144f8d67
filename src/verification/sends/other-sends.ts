import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { people, type SendState, sends } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { isUnsent } from '../delivery/deliveries.ts'
import { isListed } from '../people/matching.ts'
import { planIsCovered } from '../people/scope.ts'
import type { Selection } from '../people/selection.ts'

/** The bulk sends in which people of a selection still wait, newest first: why they are `in_another_send`. */
export async function sendsHolding(ctx: Context, selection: Selection): Promise<{ code: string; state: SendState }[]> {
  const waits = sql`exists (select 1 from deliveries d join ${people} on ${people.id} = d.person_id
    where d.send_id = ${sends.id} and ${isUnsent} and ${isListed(ctx, selection)})`
  const found = await ctx.db
    .select({ code: sends.code, state: sends.state })
    .from(sends)
    .where(
      and(
        eq(sends.kind, 'bulk'),
        inArray(sends.state, ['running', 'paused']),
        planIsCovered(ctx.actor, sends.planId),
        waits,
      ),
    )
    .orderBy(desc(sends.id))
    .limit(3)
  return found.flatMap(({ code, state }) => (code ? [{ code, state }] : []))
}
