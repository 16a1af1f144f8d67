import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open.ts'
import { importRows, type PlanKind, people, plans } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { isVisible, planIsCovered } from '../people/scope.ts'

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
    .where(and(eq(plans.kind, kind), ne(plans.state, 'draft'), inArray(plans.code, [...codes]), isSeen(ctx.actor)))
  return codes.find((code) => !seen.some((plan) => plan.code === code))
}

/** Whether the actor may know that a plan exists. To everybody else, its code looks like any that nobody was given. */
export async function isInSight(
  db: Db,
  { actor }: Pick<Context, 'actor'>,
  { id, requester }: Pick<typeof plans.$inferSelect, 'id' | 'requester'>,
): Promise<boolean> {
  if (requester === actor.id || actor.role === 'owner') return true
  return (await db.$count(plans, and(eq(plans.id, id), isSeen(actor)))) > 0
}

/** One's own plans, and those about people whom one may see. */
function isSeen(actor: Context['actor']): SQL | undefined {
  if (actor.role === 'owner') return undefined
  const of = (kind: PlanKind, condition: SQL) => sql`(${plans.kind} = ${kind} and ${condition})`
  const records = recordKinds.map((kind) => of(kind, recordIsVisible(actor)))
  return or(
    eq(plans.requester, actor.id),
    of('send', planIsCovered(actor, plans.id)),
    of('import', importIsVisible(actor)),
    ...records,
  )
}

const recordKinds = ['disconnect', 'erase', 'same'] as const

/** Whether a code is that of a plan about records, not all of which the actor may see. */
export const isOfHiddenRecord = (actor: Context['actor'], code: AnyPgColumn): SQL =>
  sql`exists (select 1 from ${plans} where ${plans.code} = ${code} and ${inArray(plans.kind, [...recordKinds])}
    and not ${recordIsVisible(actor)})`

/** An import that wrote about people, all of them visible. */
function importIsVisible(actor: Context['actor']): SQL {
  const rowsWith = (condition: SQL) => sql`exists (select 1 from ${importRows} join ${people}
    on ${people.id} = ${importRows.personId} where ${importRows.planId} = ${plans.id} and ${condition})`
  return sql`(${rowsWith(sql`true`)} and not ${rowsWith(sql`not ${isVisible(actor)}`)})`
}

/** A change to records, all of which are visible. An erased one is not. */
function recordIsVisible(actor: Context['actor']): SQL {
  const ids = sql`jsonb_array_elements_text(${plans.selection} -> 'personIds')`
  return sql`not exists (select 1 from ${ids} about(id) where not exists
    (select 1 from ${people} where ${people.id} = about.id::bigint and ${isVisible(actor)}))`
}
