import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { allowBulk, idList } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import { unmarked } from '../bounces/marks.ts'
import type { Context } from '../context.ts'
import { isVisible } from '../people/scope.ts'

/** Marks of one transaction. */
const batch = 1000

/**
 * *Studsar rensa*: ends the mark of one person, or those of everybody in a send, within the actor's scope. Returns how
 * many there were.
 */
export async function clearMarks(
  ctx: Context,
  whose: { personId: number } | { sendId: number; code: string },
): Promise<number> {
  const inSend = (sendId: number) =>
    sql`exists (select 1 from deliveries d where d.send_id = ${sendId} and d.person_id = ${people.id})`
  const meant = 'personId' in whose ? eq(people.id, whose.personId) : inSend(whose.sendId)
  let cleared = 0
  for (let found = batch; found === batch; cleared += found) found = await clearSome(ctx, meant, whose)
  return cleared
}

async function clearSome(ctx: Context, meant: SQL, whose: { personId: number } | { code: string }): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    await allowBulk(tx)
    const marked = await tx
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.emailProblem, 'bounced'), meant, isVisible(ctx.actor)))
      .orderBy(people.id)
      .limit(batch)
      .for('no key update')
    if (marked.length === 0) return 0
    const ids = marked.map(({ id }) => id)
    await tx
      .update(people)
      .set({ ...unmarked, updatedAt: ctx.clock() })
      .where(inArray(people.id, idList(ids)))
    const about =
      'personId' in whose ? { personId: whose.personId } : { code: whose.code, details: { people: ids.length } }
    await writeAudit(tx, ctx, { action: 'bounce.clear', ...about })
    return ids.length
  })
}
