import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import type { Actor } from '../context.ts'

export type Scope = Pick<Actor, 'companies'>

/** Whether everybody on a plan's list is within the scope. */
export async function coversPlan(db: Db, { companies }: Scope, planId: number): Promise<boolean> {
  if (companies === 'all') return true
  const mine = companies.length ? sql`p.company_id in ${[...companies]}` : sql`false`
  const outside = await rows(
    db,
    sql`select 1 from plan_people pp join people p on p.id = pp.person_id where pp.plan_id = ${planId} and not (${mine}) limit 1`,
  )
  return outside.length === 0
}

/** Whom this actor may see at all. Protected people are seen singly, by an owner, never through a selection. */
export function inScope(actor: Scope): SQL {
  if (actor.companies === 'all') return sql`true`
  return actor.companies.length ? sql`${people.companyId} in ${actor.companies}` : sql`false`
}

/** Whom this actor may meet singly: the scope, and somebody protected only for an owner. */
export const isVisible = (actor: Pick<Actor, 'companies' | 'role'>): SQL =>
  actor.role === 'owner' ? inScope(actor) : sql`(${inScope(actor)} and not ${people.protected})`
