import { type SQL, sql } from 'drizzle-orm'
import { people } from '../../db/schema/index.ts'
import { domainOf } from '../addresses/domain-of.ts'
import type { Choice, EmailTest, Selection } from './selection.ts'
import { isSentLetter, stateOf } from './state.ts'

/** The people that a selection means, as a condition on `people`. Says nothing of scope or protected identities. */
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
      }) => sql`(select max(d.done_at) from deliveries d where d.person_id = ${people.id} and ${isSentLetter})
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
  if (test.is === 'domain') return sql`coalesce(${domainOf(people.emailKey)} = ${test.domain}, false)`
  return sql`coalesce(${people.emailKey} = ${test.key}, false)`
}

/** Lower case, with the letters that Nordic names add: in a database with the C locale, lower() knows only ASCII. */
export const lower = (text: SQL) => sql`translate(lower(${text}), 'ÅÄÖÉÈËÜÆØÁÓÍÚ', 'åäöéèëüæøáóíú')`
const folded = (text: string) => text.normalize('NFC').toLowerCase()

const searched = lower(sql`${people.givenName} || ' ' || ${people.familyName} || ' ' || coalesce(${people.email}, '')
  || ' ' || coalesce(${people.emailKey}, '') || ' ' || ${people.number}`)

/** Orders names as in Swedish, with å, ä, ö after z, whatever the locale of the database. */
export const byName = sql`translate(${lower(sql`${people.familyName} || ' ' || ${people.givenName}`)}, 'åäö', '{|}') collate "C"`
