import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { type Db, rows } from '../../db/open.ts'
import { people, planPeople } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import type { Actor } from '../context.ts'

export type Scope = Pick<Actor, 'companies'>

/** Whether everybody on a plan's list is within the scope. */
export async function coversPlan(db: Db, { companies }: Scope, planId: number): Promise<boolean> {
  if (companies === 'all') return true
  const [row] = await rows<{ covered: boolean }>(db, sql`select ${planIsCovered({ companies }, planId)} as covered`)
  return row!.covered
}

/** The same as a condition, for a plan id or the column that holds it. */
export const planIsCovered = (scope: Scope, planId: AnyPgColumn | number): SQL =>
  sql`not exists (select 1 from ${planPeople} join ${people} on ${people.id} = ${planPeople.personId}
    where ${planPeople.planId} = ${planId} and not ${inScope(scope)})`

/** People of the companies that the actor acts for, as a condition. Says nothing of protected identities. */
export function inScope(actor: Scope): SQL {
  if (actor.companies === 'all') return sql`true`
  return actor.companies.length ? inArray(people.companyId, [...actor.companies]) : sql`false`
}

/** People whom the actor may see singly, as a condition: those in scope; a protected identity only by an owner. */
export const isVisible = (actor: Pick<Actor, 'companies' | 'role'>): SQL =>
  actor.role === 'owner' ? inScope(actor) : sql`(${inScope(actor)} and not ${people.protected})`

/** Whether the actor must not learn that a person exists: only owners know of protected identities. */
export const isVeiled = ({ role }: Pick<Actor, 'role'>, person: { protected: boolean }): boolean =>
  person.protected && role !== 'owner'

/** @throws UserError `unknown_person` unless the actor may see this person now */
export async function refuseInvisible(
  db: Db,
  actor: Pick<Actor, 'companies' | 'role'>,
  personId: number,
): Promise<void> {
  const visible = await db.$count(people, and(eq(people.id, personId), isVisible(actor)))
  if (!visible) throw new UserError('unknown_person', 'person.unknown')
}
