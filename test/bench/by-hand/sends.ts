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

export async function insertPlan(tx: Sql, kind = 'send'): Promise<number> {
  const [plan] =
    await tx.unsafe(`insert into plans (code, kind, requester, line, selection, counts, created_at, expires_at)
    select 'HAND' || nextval('plans_id_seq'), '${kind}', min(id), 'by hand', '{}', '{}', now(), now() + interval '10 minutes'
    from identities returning id`)
  return plan!.id
}

export async function audit(tx: Sql, action: string): Promise<void> {
  await tx.unsafe(`insert into audit (at, via, action, details, previous, hash)
    select now(), 'job', '${action}', '{}', hash, sha256(hash) from audit order by id desc limit 1`)
}
