import { type SQL, sql } from 'drizzle-orm'
import { allowBulk, type Db, planFor, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { rightsOfIdentity } from '../access/actors.ts'
import { type Actor, type Context, inTransaction } from '../context.ts'
import { type SeenSends, seenSends } from '../delivery/queue.ts'
import { isListed } from '../people/matching.ts'
import type { Selection } from '../people/selection.ts'
import { type Letters, queuedAmong } from '../people/state.ts'
import { askMeant } from '../people/together.ts'
import type { SendPlan } from '../plans/content.ts'
import { recentAmong, sharedAmong, type Verdict, verdict } from './eligibility.ts'

/**
 * What a send would do with each of many people, kept as the temporary table `judged (person_id, email_key, verdict,
 * protected, selected)` until the transaction ends. It is asked once, and in a statement of its own: one that judged
 * people while it filled the tables that it judges by would have been planned for empty ones, and its cost would grow
 * with the square of its size. `within` is a condition on `people`, for a part of them.
 */
export async function judge(tx: Db, ctx: Context, selection: Selection, within = sql`true`): Promise<void> {
  await allowBulk(tx)
  const meant = (db: Db, letters: Letters) =>
    list(
      db,
      sql`select ${people.id} as person_id, ${people.emailKey} as email_key, true as selected
        from ${people} ${letters.join} where ${isListed(ctx, selection, letters)} and ${within}`,
    )
  await askMeant(inTransaction(ctx, tx), selection, meant, within)
  await keep(tx, ctx, selection, ctx.actor.role)
}

/**
 * The same for a plan, anew: everybody on its list and everybody whom its selection means now (`selected`). Returns the
 * sends that it has seen.
 */
export async function judgeAgain(tx: Db, ctx: Context, plan: SendPlan): Promise<SeenSends> {
  await allowBulk(tx)
  const seen = await seenSends(tx)
  // The selection is read with the requester's scope and sight, also when somebody else approves.
  const isRequester = plan.requester === ctx.actor.id
  const { role } = isRequester ? ctx.actor : await rightsOfIdentity(inTransaction(ctx, tx), plan.requester)
  const requester = { ...ctx, actor: { ...ctx.actor, companies: plan.scope } }
  await askMeant(inTransaction(requester, tx), plan.selection, (db, letters) =>
    list(
      db,
      sql`select l.id as person_id, k.email_key, l.selected from (
        select id, bool_or(selected) as selected from (
          select ${people.id} as id, true as selected
          from ${people} ${letters.join} where ${isListed(requester, plan.selection, letters)}
          union all select person_id, false from plan_people where plan_id = ${plan.id}) lists group by id) l
        join people k on k.id = l.id`,
    ),
  )
  await keep(tx, ctx, plan.selection, role)
  return seen
}

/** From so many people on, sets are joined as wholes; below, an index finds their rows. */
const many = 2000

/** Who is meant is kept first, so that the judgement is planned for as many as there are. */
const list = (tx: Db, meant: SQL) => tx.execute(sql`create temporary table listed on commit drop as ${meant}`)

async function keep(tx: Db, ctx: Context, selection: Selection, role: Actor['role']): Promise<void> {
  const [counted] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from listed`)
  const found = {
    isShared: sql`shared.email_key is not null`,
    isQueued: sql`queued.person_id is not null`,
    isRecent: sql`recent.person_id is not null`,
  }
  const ids = sql`select person_id from listed`
  const keys = sql`select email_key from listed`
  await planFor(tx, counted!.n >= many)
  await tx.execute(sql`create temporary table judged on commit drop as
    select ${people.id} as person_id, ${people.emailKey} as email_key, ${people.protected} as protected, listed.selected,
      ${verdict(ctx, selection.again ?? false, role, found)} as verdict
    from listed join ${people} on ${people.id} = listed.person_id
      left join (${sharedAmong(keys, sql`${role === 'owner'}`)}) shared on shared.email_key = ${people.emailKey}
      left join (select distinct person_id from (${queuedAmong(ids)}) q) queued on queued.person_id = ${people.id}
      left join (select distinct person_id from (${recentAmong(ctx, ids)}) m) recent on recent.person_id = ${people.id}`)
  await planFor(tx, false)
}

/** How many people of `judged` have each verdict; of those for whom `which` is true. */
export async function tallyVerdicts(tx: Db, which = sql`true`): Promise<Map<Verdict, number>> {
  const tally = await rows<{ verdict: Verdict; n: number }>(
    tx,
    sql`select verdict, count(*)::int as n from judged where ${which} group by verdict`,
  )
  return new Map(tally.map(({ verdict, n }) => [verdict, n]))
}
