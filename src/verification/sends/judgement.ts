import { type SQL, sql } from 'drizzle-orm'
import { allowBulk, type Db, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { rightsOfIdentity } from '../access/actors.ts'
import type { Context } from '../context.ts'
import { type SeenSends, seenSends } from '../delivery/queue.ts'
import { matches } from '../people/matching.ts'
import { inScope } from '../people/scope.ts'
import type { Selection } from '../people/selection.ts'
import type { SendPlan } from '../plans/content.ts'
import { type Verdict, verdict } from './eligibility.ts'

/**
 * What a send would do with each of many people, kept as the temporary table `judged (person_id, email_key, verdict)`
 * until the transaction ends. It is asked once, and in a statement of its own: one that judged people while it filled
 * the tables that it judges by would have been planned for empty ones, and its cost would grow with the square of its
 * size.
 */
export async function judge(tx: Db, ctx: Context, selection: Selection): Promise<void> {
  await allowBulk(tx)
  await keep(
    tx,
    sql`select ${people.id} as person_id, ${people.emailKey} as email_key,
    ${verdict(ctx, selection.again ?? false, ctx.actor.role)} as verdict from ${people} where ${isListed(ctx, selection)}`,
  )
}

/**
 * The same for a plan, anew: `judged (person_id, email_key, verdict, protected, selected)` has everybody on its list
 * and everybody whom its selection means now (`selected`). Returns the sends that it has seen.
 */
export async function judgeAgain(tx: Db, ctx: Context, plan: SendPlan): Promise<SeenSends> {
  await allowBulk(tx)
  const seen = await seenSends(tx)
  // The selection is read with the requester's scope and sight, also when somebody else approves.
  const isRequester = plan.requester === ctx.actor.id
  const { role } = isRequester ? ctx.actor : await rightsOfIdentity({ ...ctx, db: tx }, plan.requester)
  const requester = { ...ctx, actor: { ...ctx.actor, companies: plan.scope } }
  await keep(
    tx,
    sql`select ${people.id} as person_id, ${people.emailKey} as email_key,
      ${verdict(ctx, plan.selection.again ?? false, role)} as verdict, ${people.protected} as protected, chosen.selected
    from (select id, bool_or(selected) as selected from (
        select ${people.id} as id, true as selected from ${people} where ${isListed(requester, plan.selection)}
        union all select person_id, false from plan_people where plan_id = ${plan.id}) lists group by id) chosen
      join ${people} on ${people.id} = chosen.id`,
  )
  return seen
}

async function keep(tx: Db, query: SQL): Promise<void> {
  await tx.execute(sql`create temporary table judged on commit drop as ${query}`)
}

/** How many people of `judged` have each verdict; of those for whom `which` is true. */
export async function tallyVerdicts(tx: Db, which = sql`true`): Promise<Map<Verdict, number>> {
  const tally = await rows<{ verdict: Verdict; n: number }>(
    tx,
    sql`select verdict, count(*)::int as n from judged where ${which} group by verdict`,
  )
  return new Map(tally.map(({ verdict, n }) => [verdict, n]))
}

const isListed = (ctx: Context, selection: Selection): SQL =>
  sql`${matches(selection, ctx.clock())} and ${inScope(ctx.actor)} and not ${people.protected}`
