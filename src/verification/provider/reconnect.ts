import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import { removalOf } from '../connections/disconnects.ts'
import { hasOpenRemoval } from '../connections/withdrawals.ts'
import type { Context } from '../context.ts'
import { refuseInvisible } from '../people/scope.ts'

/**
 * Has the provider asked again to connect somebody who is verified or connected (`koppla igen`).
 * @throws UserError `unknown_person`, `not_verified`, `removal_under_way`
 */
export async function reconnect(ctx: Context, personId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await refuseInvisible(tx, ctx.actor, personId)
    const [due] = await tx
      .update(people)
      .set({ connectNextAt: sql`clock_timestamp()`, connectAttempts: 0 })
      .where(
        and(
          eq(people.id, personId),
          or(isNotNull(people.verifiedAt), isNotNull(people.connectedAt)),
          sql`not ${hasOpenRemoval(sql`${personId}`)}`,
        ),
      )
      .returning({ id: people.id })
    if (!due && (await removalOf(tx, personId))?.state === 'open')
      throw new UserError('removal_under_way', 'disconnect.underWay')
    if (!due) throw new UserError('not_verified', 'reconnect.notVerified')
    await writeAudit(tx, ctx, { action: 'person.reconnect', personId })
  })
}
