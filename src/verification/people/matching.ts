import { type SQL, sql } from 'drizzle-orm'
import { people } from '../../db/schema/index.ts'
import type { Choice, EmailTest, Selection } from './selection.ts'
import { stateOf } from './state.ts'

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
