import { and, not, type SQL, sql } from 'drizzle-orm'
import { lower, people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { isSentLetter } from '../delivery/deliveries.ts'
import { domainOf } from '../domain-rules.ts'
import { inScope } from './scope.ts'
import type { Choice, EmailTest, Selection } from './selection.ts'
import { isProposedBy } from './stand-ins.ts'
import { type Letters, stateOf } from './state.ts'

/** The people that a selection means, as a condition on `people`. Says nothing of scope or protected identities. */
export function matches(selection: Selection, now: Date, letters?: Letters): SQL {
  const s = selection
  return all([
    ...(s.companies ?? []).map((c) => choice(c, (ids) => sql`${people.companyId} in ${ids}`)),
    ...(s.units ?? []).map((c) => choice(c, (names) => sql`${lower(sql`${people.unit}`)} in ${names.map(folded)}`)),
    ...(s.roles ?? []).map((c) => choice(c, (names) => sql`${lower(sql`${people.role}`)} in ${names.map(folded)}`)),
    ...(s.states ?? []).map((c) => choice(c, (states) => sql`${stateOf(now, letters)} in ${states}`)),
    ...(s.emails ?? []).map((c) => choice(c, (tests) => any(tests.map(emailIs)))),
    ...(s.active === undefined ? [] : [sql`${people.active} = ${s.active}`]),
    ...(s.sent ?? []).map(lastSent),
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
        (codes) => sql`(exists (select 1 from import_rows ir join plans pl on pl.id = ir.plan_id
        where ir.person_id = ${people.id} and pl.code in ${codes}) or ${isProposedBy(sql`${codes}`)})`,
      ),
    ),
    ...(s.retry
      ? [
          sql`exists (select 1 from deliveries d join sends k on k.id = d.send_id
          where d.person_id = ${people.id} and k.code = ${s.retry.code}
            and (d.state = ${s.retry.state} or ${s.retry.unsent ? wasNeverSent : sql`false`}))`,
        ]
      : []),
    ...(s.words ?? []).map((word) => sql`position(${folded(word)} in ${searched}) > 0`),
  ])
}

/**
 * Deliveries `d` of a stopped send `k` that it left behind. The worker marks them as skipped a while after the stop.
 * One that was being handed over then may have gone.
 */
const wasNeverSent = sql`(k.state = 'stopped'
  and (d.state in ('queued', 'claimed') or (d.state = 'skipped' and d.reason = 'stopped')))`

/**
 * Mailed at all, and the last time before an instant, or since. As joins, where `max()` would be asked person by
 * person.
 */
function lastSent(test: NonNullable<Selection['sent']>[number]): SQL {
  if ('days' in test) return any(test.days.map(({ from, until }) => all([sentSide('>', from), sentSide('<', until)])))
  return sentSide(test.operator, test.at)
}

function sentSide(operator: '<' | '>', at: string): SQL {
  const sent = (when: SQL) =>
    sql`exists (select 1 from deliveries d where d.person_id = ${people.id} and ${isSentLetter} and ${when})`
  const since = sent(sql`d.done_at >= ${at}::timestamptz`)
  return operator === '<' ? sql`${sent(sql`true`)} and not ${since}` : since
}

/** Whom lists, exports and counts may name: those that match in the actor's scope, and no protected identity. */
export const isListed = (ctx: Context, selection: Selection, letters?: Letters) =>
  and(matches(selection, ctx.clock(), letters), inScope(ctx.actor), not(people.protected))

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

const folded = (text: string) => text.normalize('NFC').toLowerCase()

const searched = lower(sql`${people.givenName} || ' ' || ${people.familyName} || ' ' || coalesce(${people.email}, '')
  || ' ' || coalesce(${people.emailKey}, '') || ' ' || ${people.number}`)
