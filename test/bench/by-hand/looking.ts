import type postgres from 'postgres'
import { audit } from './sends.ts'

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

/** All people with their states as lines of a file, by a cursor. Returns how many bytes it has. */
export async function exportByHand(sql: postgres.Sql): Promise<number> {
  let bytes = 0
  const query = `select c.number || ';' || c.name || ';' || p.number || ';' || p.given_name || ';' || p.family_name || ';'
    || coalesce(p.email, '') || ';' || p.state as line from (${states}) p join companies c on c.id = p.company_id
    order by p.company_id, lower(p.family_name || ' ' || p.given_name) collate "C", p.id`
  for await (const found of sql.unsafe(query).cursor(500))
    for (const { line } of found) bytes += Buffer.byteLength(line) + 2
  return bytes
}

/** A letter for one person, found by the address, into the queue. */
export async function linkByHand(sql: postgres.Sql, address: string): Promise<void> {
  await sql.begin(async (tx) => {
    const [person] = await tx.unsafe(`select id, email_key from people where email_key = '${address}' for update`)
    const [send] = await tx.unsafe(`insert into sends (kind, requester, priority, total, created_at)
      select 'single', min(id), 0, 1, now() from identities returning id`)
    await tx.unsafe(`insert into deliveries (send_id, person_id, action, email_key, next_at)
      values (${send!.id}, ${person!.id}, 'mail', '${person!.email_key}', clock_timestamp())`)
    await audit(tx, 'link.request')
  })
}
