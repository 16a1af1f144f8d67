import type postgres from 'postgres'

/**
 * What somebody who knows PostgreSQL well would write by hand for one installation: the same writes as the product, set
 * by set, in one transaction each. No rule of the product is imported; benchmarks compare with it.
 */
type Sql = postgres.Sql | postgres.TransactionSql

/** Who would be mailed, and why not: joins and aggregates over the whole selection. `where` is on `p`. */
const judged = (where: string) => `
  with chosen as (select p.* from people p where not p.protected and ${where}),
  shared as (select email_key from people where email_key is not null group by email_key
    having count(*) > 1 and (count(human) < count(*) or min(human) <> max(human))),
  waiting as (select distinct d.person_id from deliveries d join sends s on s.id = d.send_id
    where s.state in ('running', 'paused') and d.state in ('queued', 'claimed', 'committing') and d.action <> 'code'),
  recent as (select distinct d.person_id, d.email_key from deliveries d
    where d.state in ('sent', 'in_doubt') and d.action <> 'code' and d.done_at > now() - interval '24 hours')
  select c.id, c.email_key, case
    when c.connected_at is not null then 'already_connected'
    when c.verified_at is not null then 'already_verified'
    when c.email_key is null then 'missing_email'
    when c.email_problem = 'invalid' then 'invalid_email'
    when not c.active then 'inactive'
    when c.ends_on < current_date then 'employment_ended'
    when c.starts_on > current_date then 'not_started'
    when s.email_key is not null then 'shared_email'
    when c.email_problem = 'bounced' then 'bounced'
    when w.person_id is not null then 'in_another_send'
    when r.person_id is not null then 'recently_sent'
    when split_part(c.email_key, '@', 2) in (select domain from verified_domains where proved_at is not null) then 'direct'
    else 'mail' end as verdict
  from chosen c left join shared s on s.email_key = c.email_key left join waiting w on w.person_id = c.id
    left join recent r on r.person_id = c.id and r.email_key = c.email_key`

/** Counts by verdict, and a frozen list under a new plan. */
export async function planByHand(sql: postgres.Sql, where = 'true'): Promise<{ plan: number; people: number }> {
  return sql.begin(async (tx) => {
    const plan = await insertPlan(tx)
    const tally = await tx.unsafe(`with j as materialized (${judged(where)}),
      i as (insert into plan_people (plan_id, person_id, action, email_key)
        select ${plan}, id, verdict, email_key from j where verdict in ('mail', 'direct'))
      select verdict, count(*)::int as n from j group by 1`)
    await audit(tx, 'send.plan')
    return { plan, people: tally.reduce((sum, { verdict, n }) => sum + (verdict === 'mail' ? n : 0), 0) }
  }) as Promise<{ plan: number; people: number }>
}

/** The list judged again, for drift and for who is no longer eligible; then a send with its deliveries. */
export async function confirmByHand(sql: postgres.Sql, plan: number, where = 'true'): Promise<number> {
  return sql.begin(async (tx) => {
    await tx.unsafe(`create temp table judged on commit drop as ${judged(where)}`)
    const [counted] = await tx.unsafe(`select count(*)::int as n from judged where verdict in ('mail', 'direct')`)
    await tx.unsafe(`update plans set state = 'confirmed', decided_at = now() where id = ${plan}`)
    const [send] = await tx.unsafe(`insert into sends (kind, plan_id, code, requester, priority, total, created_at)
      select 'bulk', id, code, requester, 1, ${counted!.n}, now() from plans where id = ${plan} returning id`)
    await tx.unsafe(`insert into deliveries (send_id, person_id, action, email_key, state, reason, next_at, done_at)
      select ${send!.id}, pp.person_id, pp.action, pp.email_key,
        case when j.verdict in ('mail', 'direct') then 'queued' else 'skipped' end,
        case when j.verdict in ('mail', 'direct') then null else j.verdict end, clock_timestamp(),
        case when j.verdict in ('mail', 'direct') then null else now() end
      from plan_people pp join judged j on j.id = pp.person_id where pp.plan_id = ${plan}`)
    await audit(tx, 'send.confirm')
    return send!.id
  }) as Promise<number>
}

/** The state of each person `p`, with all letters joined. */
const states = `
  select p.*, case
    when p.connected_at is not null then 'connected'
    when p.verified_at is not null then case when p.connect_error is null then 'verified' else 'connect_failed' end
    when p.email_key is null then 'missing_email'
    when p.email_problem is not null then 'bounced'
    when w.person_id is not null then 'queued'
    else coalesce(g.state, 'not_sent') end as state
  from people p
  left join (select distinct d.person_id from deliveries d join sends s on s.id = d.send_id
    where s.state in ('running', 'paused') and d.state in ('queued', 'claimed', 'committing') and d.action <> 'code') w
    on w.person_id = p.id
  left join (select distinct on (d.person_id, d.email_key) d.person_id, d.email_key,
      case when l.expires_at > now() then 'sent' else 'expired' end as state
    from deliveries d left join links l on l.id = d.link_id
    where d.state in ('sent', 'in_doubt') and d.action = 'mail' and l.used_at is null and l.revoked_at is null
    order by d.person_id, d.email_key, d.done_at desc) g on g.person_id = p.id and g.email_key = p.email_key
  where not p.protected`

const page = (from: string, offset: number) => `select * from (${from}) p
  order by p.company_id, lower(p.family_name || ' ' || p.given_name) collate "C", p.id limit 8 offset ${offset}`
const everybody = 'select * from people where not protected'
// A database of the locale C folds no Swedish letters by itself.
const named = (word: string) => `${everybody} and translate(lower(given_name || ' ' || family_name || ' '
  || coalesce(email, '') || ' ' || number), 'ÅÄÖÉÜÆØ', 'åäöéüæø') like '%${word}%'`

/** The same questions as commands ask, by their lines. */
export const askedByHand: Record<string, readonly string[]> = {
  status: [`select company_id, state, count(*) from (${states}) p group by 1, 2`],
  lista: [`select count(*) from (${everybody}) p`, page(everybody, 0)],
  'lista sida=500': [`select count(*) from (${everybody}) p`, page(everybody, 4000)],
  'lista Öberg996': [`select count(*) from (${named('öberg996')}) p`, page(named('öberg996'), 0)],
  'lista status=köad': [
    `select count(*) from (${states}) p where state = 'queued'`,
    page(`select * from (${states}) q where state = 'queued'`, 0),
  ],
}

async function insertPlan(tx: Sql): Promise<number> {
  const [plan] =
    await tx.unsafe(`insert into plans (code, kind, requester, line, selection, counts, created_at, expires_at)
    select 'HAND' || nextval('plans_id_seq'), 'send', min(id), 'by hand', '{}', '{}', now(), now() + interval '10 minutes'
    from identities returning id`)
  return plan!.id
}

async function audit(tx: Sql, action: string): Promise<void> {
  await tx.unsafe(`insert into audit (at, via, action, details, previous, hash)
    select now(), 'job', '${action}', '{}', hash, sha256(hash) from audit order by id desc limit 1`)
}
