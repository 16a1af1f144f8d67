import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import type { Actor } from '../context.ts'
import { type PersonState, stateOf } from './state.ts'

/** One term: any of these, or none of these. Several terms mean and. */
export interface Choice<T> {
  not: boolean
  any: T[]
}

export type EmailTest =
  | { is: 'missing' }
  | { is: 'present' }
  | { is: 'domain'; domain: string }
  | { is: 'address'; key: string }

/** A filter with its names resolved to ids: plain JSON, kept with the plan that it made. */
export interface Selection {
  companies?: Choice<number>[]
  units?: Choice<string>[]
  roles?: Choice<string>[]
  states?: Choice<PersonState>[]
  emails?: Choice<EmailTest>[]
  active?: boolean
  /** Last mailed before or after an instant (ISO). */
  sent?: { operator: '<' | '>'; at: string }[]
  /** People of these sends or send plans, by code. */
  sends?: Choice<string>[]
  imports?: Choice<string>[]
  /** Only the people of that send whose delivery ended so; made by `försök igen`. */
  retry?: { code: string; state: 'failed' | 'in_doubt' }
  /** Also those mailed recently. */
  again?: boolean
  words?: string[]
  /** The companies of whoever planned, when limited: what an approver's check of drift counts within. */
  scope?: number[]
}

/** The people a selection means, as a condition on `people`; says nothing of scope or protection. */
export function matches(selection: Selection, now: Date): SQL {
  const s = selection
  return all([
    ...(s.companies ?? []).map((c) => choice(c, (ids) => sql`${people.companyId} in ${ids}`)),
    ...(s.units ?? []).map((c) => choice(c, (names) => sql`${lower(sql`${people.unit}`)} in ${names.map(folded)}`)),
    ...(s.roles ?? []).map((c) => choice(c, (names) => sql`${lower(sql`${people.role}`)} in ${names.map(folded)}`)),
    ...(s.states ?? []).map((c) => choice(c, (states) => sql`${stateOf(now)} in ${states}`)),
    ...(s.emails ?? []).map((c) => choice(c, (tests) => any(tests.map(emailIs)))),
    ...(s.active === undefined ? [] : [sql`${people.active} = ${s.active}`]),
    ...(s.sent ?? []).map(
      ({
        operator,
        at,
      }) => sql`(select max(d.done_at) from deliveries d where d.person_id = ${people.id} and d.state = 'sent' and d.action <> 'code')
        ${sql.raw(operator === '<' ? '<' : '>=')} ${at}::timestamptz`,
    ),
    ...(s.sends ?? []).map((c) =>
      choice(
        c,
        (codes) => sql`exists (select 1 from plan_people pp join plans pl on pl.id = pp.plan_id
        where pp.person_id = ${people.id} and pl.code in ${codes})`,
      ),
    ),
    ...(s.imports ?? []).map((c) =>
      choice(
        c,
        (codes) => sql`exists (select 1 from import_rows ir join plans pl on pl.id = ir.plan_id
        where ir.person_id = ${people.id} and pl.code in ${codes})`,
      ),
    ),
    ...(s.retry
      ? [
          sql`exists (select 1 from deliveries d join sends k on k.id = d.send_id
          where d.person_id = ${people.id} and k.code = ${s.retry.code} and d.state = ${s.retry.state})`,
        ]
      : []),
    ...(s.words ?? []).map((word) => sql`position(${folded(word)} in ${searched}) > 0`),
  ])
}

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

const all = (conditions: SQL[]): SQL => (conditions.length ? sql.join(conditions, sql` and `) : sql`true`)
const any = (conditions: SQL[]): SQL => sql`(${sql.join(conditions, sql` or `)})`

function choice<T>(c: Choice<T>, test: (values: T[]) => SQL): SQL {
  if (!c.any.length) return c.not ? sql`true` : sql`false`
  return c.not ? sql`not ${test(c.any)}` : test(c.any)
}

function emailIs(test: EmailTest): SQL {
  if (test.is === 'missing') return sql`${people.emailKey} is null`
  if (test.is === 'present') return sql`${people.emailKey} is not null`
  if (test.is === 'domain') return sql`coalesce(split_part(${people.emailKey}, '@', -1) = ${test.domain}, false)`
  return sql`coalesce(${people.emailKey} = ${test.key}, false)`
}

/** lower() of a database with the C locale knows ASCII only; these are the letters that Nordic names add. */
export const lower = (text: SQL) => sql`translate(lower(${text}), 'ÅÄÖÉÈËÜÆØÁÓÍÚ', 'åäöéèëüæøáóíú')`
const folded = (text: string) => text.normalize('NFC').toLowerCase()

const searched = lower(sql`${people.givenName} || ' ' || ${people.familyName} || ' ' || coalesce(${people.email}, '')
  || ' ' || coalesce(${people.emailKey}, '') || ' ' || ${people.number}`)

/** Swedish order of names without the database's help: å, ä, ö after z. */
export const byName = sql`translate(${lower(sql`${people.familyName} || ' ' || ${people.givenName}`)}, 'åäö', '{|}') collate "C"`
