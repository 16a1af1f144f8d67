import { type SQL, sql } from 'drizzle-orm'
import { people } from '../../db/schema/index.ts'
import type { Actor, Service } from '../context.ts'
import { today } from '../days.ts'
import { hasGone } from '../delivery/deliveries.ts'
import { domainOf, isAllowedDomain, isTrusted } from '../domain-rules.ts'
import { isQueued } from '../people/state.ts'

/** Why people are left out of a send, in the order in which a card lists them; `verdict` judges in another order. */
export const reasons = [
  'missing_email',
  'invalid_email',
  'already_verified',
  'already_connected',
  'inactive',
  'employment_ended',
  'not_started',
  'shared_email',
  'domain_not_allowed',
  'bounced',
  'recently_sent',
  'in_another_send',
] as const
export type Reason = (typeof reasons)[number]
export type Verdict = Reason | 'mail' | 'direct'

/** What other rows say of a person of `people`, as conditions. */
export interface Findings {
  isShared: SQL
  isQueued: SQL
  isRecent: SQL
}

/**
 * What a send would do with a person, as an expression on `people`: `mail`, `direct`, or the first reason against both.
 * With `again`, people who were mailed within `RESEND_AFTER` are mailed too; `role` is that of whoever is to know the
 * verdict. The only place that decides this when a plan is made or started; what has happened since is judged by
 * delivery/claims/claim.ts and, before the dot, commit.ts. `found` is looked up person by person unless given.
 */
export function verdict(
  service: Pick<Service, 'clock' | 'rules'>,
  again: boolean,
  role: Actor['role'],
  found: Findings = findSingly(service, role),
): SQL<Verdict> {
  const day = today(service.clock())
  return sql<Verdict>`(case
    when ${people.connectedAt} is not null then 'already_connected'
    when ${people.verifiedAt} is not null then 'already_verified'
    when ${people.emailKey} is null then 'missing_email'
    when ${people.emailProblem} = 'invalid' or ${people.emailKey} !~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$' then 'invalid_email'
    when not ${people.active} then 'inactive'
    when ${people.endsOn} < ${day}::date then 'employment_ended'
    when ${people.startsOn} > ${day}::date then 'not_started'
    when ${found.isShared} then 'shared_email'
    when not ${isAllowedDomain(domain)} then 'domain_not_allowed'
    when ${people.emailProblem} = 'bounced' then 'bounced'
    when ${found.isQueued} then 'in_another_send'
    when ${again ? sql`false` : found.isRecent} then 'recently_sent'
    when ${isDirect} then 'direct'
    else 'mail' end)`
}

const domain = domainOf(people.emailKey)

const isDirect = isTrusted(domain)

const findSingly = (service: Pick<Service, 'clock' | 'rules'>, role: Actor['role']): Findings => ({
  isShared: sql`${people.emailKey} in (${sharedAmong(sql`${people.emailKey}`, sql`(${people.protected} or ${role === 'owner'})`)})`,
  isQueued,
  isRecent: sql`${people.id} in (${recentAmong(service, sql`${people.id}`)})`,
})

/**
 * The addresses, among those of a query, of records of more than one human: a letter could connect the wrong person to
 * payroll data. That a protected person has one counts for that person and for owners (`seesProtected`); to others it
 * would tell that the person exists. An owner says by `samma person` which records are one human.
 */
export const sharedAmong = (keys: SQL, seesProtected: SQL): SQL => sql`select o.email_key from people o
  where o.email_key in (${keys}) and (not o.protected or ${seesProtected})
  group by o.email_key having count(*) > 1 and (count(o.human) < count(*) or min(o.human) <> max(o.human))`

/** Who was mailed within `RESEND_AFTER`, or may have been, at the present address; among those of a query. */
export function recentAmong({ clock, rules }: Pick<Service, 'clock' | 'rules'>, ids: SQL): SQL {
  const since = new Date(clock().getTime() - rules.resendAfter)
  return sql`select d.person_id from deliveries d join people r on r.id = d.person_id
    where d.person_id in (${ids}) and ${wasMailedSince(since, sql`r.email_key`)}`
}

/** Deliveries `d` that reached, or may have reached, the present address (`key`) of a person since then. */
export const wasMailedSince = (since: Date, key: SQL = sql`${people.emailKey}`) =>
  sql`(d.action <> 'code' and ${hasGone} and d.email_key = ${key}
    and d.done_at > ${since.toISOString()}::timestamptz)`
