import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { type people, plans } from '../../db/schema/index.ts'
import type { AuditEntry } from '../audit.ts'
import type { Context } from '../context.ts'
import { hasToken, jsonHasToken } from './mentions.ts'

/** A plan that is about a person (`own`), or only names the person beside others. */
interface Concerned {
  id: number
  code: string
  kind: string
  open: boolean
  own: boolean
}

/**
 * Locks every plan that concerns a person, before the person is locked: whoever confirms a plan locks it first, too.
 *
 * A plan is about a person if it is a change to that record, or if nobody else is on its list and the person is, or is
 * named by it. Words are compared as whole tokens, numbers only with whole words: `företag=200` is not about somebody
 * with employment number 200.
 */
export function lockPlansOf(
  tx: Db,
  { id, number }: Pick<typeof people.$inferSelect, 'id' | 'number'>,
  pattern: string | null,
  except: string,
): Promise<Concerned[]> {
  const words = sql`(select string_agg(word, ' ' order by place)
    from jsonb_array_elements_text(selection -> 'words') with ordinality as w(word, place))`
  const named = pattern
    ? sql`(${hasToken(words, pattern)} or ${jsonHasToken(sql`selection -> 'emails'`, pattern)})`
    : sql`false`
  const numbered = sql`jsonb_exists(selection -> 'words', ${number})`
  const listed = (who: SQL) => sql`exists (select 1 from plan_people pp where pp.plan_id = plans.id and ${who})`
  const alone = sql`not ${listed(sql`pp.person_id <> ${id}`)}`
  const self = JSON.stringify([id])
  // Of several humans who are to be joined, the others still are.
  const isRecord = sql`(coalesce(selection -> 'personIds' @> ${self}::jsonb, false)
    and not exists (select 1 from jsonb_array_elements(selection -> 'groups') g where not g @> ${self}::jsonb))`
  const isNamed = sql`(kind = 'send' and coalesce(${named}, false))`
  const isOwn = sql`(${isRecord} or (kind = 'send' and ${alone}
    and (${listed(sql`pp.person_id = ${id}`)} or coalesce(${named} or ${numbered}, false))))`
  return rows<Concerned>(
    tx,
    sql`select id, code, kind, state in ('open', 'awaiting') as open, ${isOwn} as own from plans
      where code <> ${except} and state <> 'draft' and (${isNamed} or ${isOwn}) order by id for update`,
  )
}

/** The selection of a send plan without the words in it: it means nobody then, never more people. */
export const namesNobody = sql`(selection - array['words', 'emails', 'units', 'roles', 'companies'])
  || jsonb_build_object('companies', '[{"not": false, "any": []}]'::jsonb)`

/**
 * Cancels open plans that are about the person, and takes the words that name the person out of all of them. What a
 * plan is for others stays: its list, its numbers, its scope. Its selection becomes one that means nobody, never one
 * that means more people. Returns what the audit is to say of it.
 */
export async function erasePlans(
  tx: Db,
  ctx: Context,
  concerned: readonly Concerned[],
  personId: number,
): Promise<AuditEntry[]> {
  const ids = concerned.map(({ id }) => id)
  if (ids.length === 0) return []
  await tx.update(plans).set({ line: '' }).where(inArray(plans.id, ids))
  await tx
    .update(plans)
    .set({ selection: namesNobody })
    .where(and(inArray(plans.id, ids), eq(plans.kind, 'send')))
  const own = concerned.filter(({ own, open }) => own && open)
  const cancelled = { state: 'cancelled' as const, decidedAt: ctx.clock() }
  await tx
    .update(plans)
    .set(cancelled)
    .where(
      inArray(
        plans.id,
        own.map(({ id }) => id),
      ),
    )
  return own.map(({ kind, code }) => ({
    action: `${kind}.cancel`,
    personId: kind === 'send' ? null : personId,
    code,
  }))
}
