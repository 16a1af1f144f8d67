import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import { importRows, people, plans } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { inScope, planIsCovered } from '../people/scope.ts'

/**
 * The first of the codes that names no send plan, or no import, that the actor may see. There may be none, or it may be
 * about people outside the actor's scope: the two look the same.
 */
export async function unseenCode(
  ctx: Context,
  kind: 'send' | 'import',
  codes: readonly string[],
): Promise<string | undefined> {
  const seen = await ctx.db
    .select({ code: plans.code })
    .from(plans)
    .where(and(eq(plans.kind, kind), ne(plans.state, 'draft'), inArray(plans.code, [...codes]), isSeen(ctx, kind)))
  return codes.find((code) => !seen.some((plan) => plan.code === code))
}

function isSeen({ actor }: Context, kind: 'send' | 'import'): SQL | undefined {
  if (actor.companies === 'all') return undefined
  return or(eq(plans.requester, actor.id), kind === 'send' ? planIsCovered(actor, plans.id) : importIsCovered(actor))
}

/** An import that wrote about people, all of them in scope. */
function importIsCovered(actor: Context['actor']): SQL {
  const rowsWith = (condition: SQL) => sql`exists (select 1 from ${importRows} join ${people}
    on ${people.id} = ${importRows.personId} where ${importRows.planId} = ${plans.id} and ${condition})`
  return sql`(${rowsWith(sql`true`)} and not ${rowsWith(sql`not ${inScope(actor)}`)})`
}
