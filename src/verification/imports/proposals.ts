import { eq, inArray, sql } from 'drizzle-orm'
import { type Db, idList } from '../../db/open.ts'
import { plans, proposals } from '../../db/schema/index.ts'
import type { AuditEntry } from '../audit.ts'
import type { Context } from '../context.ts'
import type { ImportPlan } from '../plans/content.ts'
import type { Judged } from './outcomes.ts'

/**
 * Keeps what a file says of protected people for the owners, in place of writing it. Later files of admins are compared
 * with it, so that they are answered as if it had been written. Returns what the audit is to say of it,
 * from which lists know whose import it is.
 */
export async function keepProposals(
  tx: Db,
  ctx: Context,
  plan: ImportPlan,
  part: readonly Judged[],
): Promise<AuditEntry[]> {
  const kept = part.flatMap(({ proposal }) => proposal ?? [])
  if (kept.length === 0) return []
  const said = kept.filter(({ fields }) => fields !== null)
  await tx.execute(
    sql`insert into proposals (person_id, plan_id, fields, at)
      select "personId", ${plan.id}, fields, ${ctx.clock().toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as k("personId" bigint, fields jsonb)
      on conflict (person_id) do update set plan_id = excluded.plan_id, fields = excluded.fields, at = excluded.at`,
  )
  return kept.map(({ personId }) => ({ action: 'import.propose', personId, code: plan.code }))
}

/** Whoever is no longer protected is changed by files again, so nothing is proposed any more. */
export async function dropProposals(tx: Db, personIds: readonly number[]): Promise<void> {
  await tx.delete(proposals).where(inArray(proposals.personId, idList(personIds)))
}

export interface Proposal {
  name: string
  email: string | null
  /** The import that it came with; null when retention has removed that. */
  code: string | null
  at: Date
}

/** What admins' files say of a protected person, for an owner to see. */
export async function proposalFor({ db }: Pick<Context, 'db'>, personId: number): Promise<Proposal | null> {
  const field = (name: string) => sql<string | null>`${proposals.fields} ->> ${name}`
  const [found] = await db
    .select({
      givenName: field('givenName'),
      familyName: field('familyName'),
      email: field('email'),
      code: plans.code,
      at: proposals.at,
    })
    .from(proposals)
    .leftJoin(plans, eq(plans.id, proposals.planId))
    .where(eq(proposals.personId, personId))
  if (!found) return null
  const { givenName, familyName, ...rest } = found
  return { name: [givenName, familyName].filter(Boolean).join(' '), ...rest }
}
