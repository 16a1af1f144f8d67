import { type SQL, sql } from 'drizzle-orm'
import { isThere } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { isOneHumanSql } from '../addresses/holders.ts'
import type { Actor, Service } from '../context.ts'
import { today } from '../days.ts'
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

/**
 * What a send would do with a person, as an expression on `people`: `mail`, `direct`, or the first reason against both.
 * With `again`, people who were mailed within `RESEND_AFTER` are mailed too; `role` is that of whoever is to know the
 * verdict. The only place that decides this when a plan is made or started; what has happened since is judged by
 * delivery/claim.ts and, before the dot, commit.ts.
 */
export function verdict(service: Pick<Service, 'clock' | 'rules'>, again: boolean, role: Actor['role']): SQL<Verdict> {
  const now = service.clock()
  const recent = new Date(now.getTime() - service.rules.resendAfter)
  const day = today(now)
  return sql<Verdict>`(case
    when ${people.connectedAt} is not null then 'already_connected'
    when ${people.verifiedAt} is not null then 'already_verified'
    when ${people.emailKey} is null then 'missing_email'
    when ${people.emailProblem} = 'invalid' or ${people.emailKey} !~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$' then 'invalid_email'
    when not ${people.active} then 'inactive'
    when ${people.endsOn} < ${day}::date then 'employment_ended'
    when ${people.startsOn} > ${day}::date then 'not_started'
    when ${isShared(role)} then 'shared_email'
    when not ${isAllowedDomain(domain)} then 'domain_not_allowed'
    when ${people.emailProblem} = 'bounced' then 'bounced'
    when ${isQueued} then 'in_another_send'
    when ${again ? sql`false` : isThere(sql`from deliveries d where d.person_id = ${people.id} and ${wasMailedSince(recent)}`)} then 'recently_sent'
    when ${isDirect} then 'direct'
    else 'mail' end)`
}

const domain = domainOf(people.emailKey)

/**
 * Another human's record has the same address, so a letter could connect the wrong person to payroll data. That a
 * protected person has it counts for that person and for owners; to others it would tell that the person exists.
 */
const isShared = (role: Actor['role']) =>
  isThere(sql`from people o where o.email_key = ${people.emailKey} and o.id <> ${people.id}
  and (not o.protected or ${people.protected} or ${role === 'owner' ? sql`true` : sql`false`})
  and not ${isOneHumanSql(sql`o.human`, sql`${people.human}`)}`)

const isDirect = isTrusted(domain)

/** Deliveries `d` that reached, or may have reached, the present address of `people` since then. */
export const wasMailedSince = (since: Date) => sql`(d.action <> 'code' and d.state in ('sent', 'in_doubt')
  and d.email_key = ${people.emailKey} and d.done_at > ${since.toISOString()}::timestamptz)`
