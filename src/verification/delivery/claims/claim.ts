import { sql } from 'drizzle-orm'
import { type Db, isCopy, rows } from '../../../db/open.ts'
import type { deliveries, people, SendKind } from '../../../db/schema/index.ts'
import type { Service } from '../../context.ts'
import { lastDayOf } from '../../days.ts'
import { isLive, issueLinks, type Link } from '../../links/links.ts'
import { type Claimed, type DeliveryReason, isDue, keyOf, mayConnect } from '../deliveries.ts'
import { makeMessageId } from '../message-id.ts'

/** For whoever claims: a send fills its tables faster than the database counts them. */
export { refreshStatistics } from '../../../db/open.ts'

type DeliveryRow = typeof deliveries.$inferSelect
type PersonRow = typeof people.$inferSelect

/** A due delivery as `takeDue` reads it, with its person, company, link and code. */
interface DueRow {
  send_id: number
  person_id: number
  kind: SendKind
  reference: string | null
  priority: number
  action: DeliveryRow['action']
  email_key: string
  attempts: number
  uncertain: number
  smtp_code: number | null
  fault: string | null
  requester: number
  message_id: string | null
  date_header: string | null
  email: string | null
  person_key: string | null
  number: string
  given_name: string
  family_name: string
  language: PersonRow['language']
  active: boolean
  protected: boolean
  verified: boolean
  connected_by: PersonRow['connectedBy']
  may_connect: boolean
  marked: boolean
  company: string
  company_number: string
  /** employer_letters.id */
  letter_id: number | null
  link_id: number | null
  link_lives: boolean | null
  key_id: string | null
  nonce: string | null
  expires_at: string | null
  /** Of the account link's code, while it is valid. */
  code_key: string | null
  code_nonce: string | null
}

export interface ClaimOptions {
  worker: string
  count: number
  /** In seconds. */
  lease: number
  /** What follows the @ of a Message-ID. */
  domain: string
}

/**
 * Claims up to `count` due deliveries of running sends, single letters first, and gives each its link and its frozen
 * Message-ID and Date. People who should no longer be mailed are skipped. One transaction, which never waits for a
 * row that another transaction has locked. In a database that has just been restored nothing is claimed.
 */
export async function claimDeliveries(service: Service, options: ClaimOptions): Promise<Claimed[]> {
  return service.db.transaction(async (tx) => {
    const due = await takeDue(tx, service, options.count)
    if (due.length === 0) return []
    // Asked with the rows locked: a restore that has not come by now cannot come before the end of this transaction.
    if (!service.oneSession && (await isCopy(tx))) return []
    const judged = due.map((row) => ({ row, reason: reasonAgainst(row) }))
    const good = judged.filter(({ reason }) => !reason).map(({ row }) => row)
    const mail = good.filter((row) => row.action === 'mail' && !row.link_lives && row.uncertain === 0)
    const issued = await issueLinks(
      tx,
      service,
      mail.map((row) => ({ personId: row.person_id, emailKey: row.email_key })),
    )
    const date = new Date(Math.floor(service.clock().getTime() / 1000) * 1000)
    const claimed: Claimed[] = []
    const changes = judged.map(({ row, reason }) => {
      const change = { s: row.send_id, p: row.person_id, state: 'skipped', reason: reason as string | null }
      if (reason) return change
      const link = row.link_lives ? ownLink(row) : (issued.get(row.person_id) ?? null)
      if (row.action === 'mail' && !link) return { ...change, state: 'in_doubt', reason: 'in_doubt' }
      // With a new link it is a new letter; the one before was never sent.
      const kept = row.message_id && (row.link_lives || row.action !== 'mail') ? row.message_id : null
      const letter = { sendId: row.send_id, personId: row.person_id }
      const messageId = kept ?? makeMessageId(service, letter, options.domain)
      const frozen = kept && row.date_header ? new Date(row.date_header) : date
      claimed.push(hold(row, link, messageId, frozen))
      return { ...change, state: 'claimed', link: link?.id ?? null, messageId, date: frozen.toISOString() }
    })
    const fences = await rows<{ send_id: number; person_id: number; fence: number }>(
      tx,
      sql`update deliveries d set state = v.state, reason = v.reason, fence = d.fence + 1,
          attempts = d.attempts + (v.state = 'claimed')::int,
          lease_owner = case when v.state = 'claimed' then ${options.worker} end,
          lease_until = case when v.state = 'claimed' then clock_timestamp() + make_interval(secs => ${options.lease}) end,
          link_id = coalesce(v.link, d.link_id), message_id = coalesce(v."messageId", d.message_id),
          date_header = coalesce(v.date, d.date_header),
          done_at = case when v.state <> 'claimed' then ${service.clock().toISOString()}::timestamptz end
        from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
          as v(s bigint, p bigint, state text, reason text, link bigint, "messageId" text, date timestamptz)
        where d.send_id = v.s and d.person_id = v.p
        returning d.send_id, d.person_id, d.fence`,
    )
    const fenceOf = new Map(fences.map((row) => [`${row.send_id}:${row.person_id}`, row.fence]))
    for (const one of claimed) one.fence = fenceOf.get(keyOf(one)) as number
    return claimed
  })
}

/** Locks each delivery together with its person and skips locked rows, so that it can neither wait nor deadlock. */
function takeDue(tx: Db, service: Service, count: number): Promise<DueRow[]> {
  const now = service.clock().toISOString()
  return rows<DueRow>(
    tx,
    sql`select x.*, s.kind, s.priority, s.reference, s.requester, c.name as company, c.number as company_number, (s.letters ->> x.company_id::text)::float8 as letter_id, l.key_id, encode(l.nonce, 'hex') as nonce,
        l.expires_at, l.email_key = x.email_key and ${isLive(service.clock())} as link_lives,
        t.key_id as code_key, encode(t.nonce, 'hex') as code_nonce
      from (select id, kind, priority, requester, reference, letters from sends where state = 'running' order by priority, id) s
      cross join lateral (
        select d.send_id, d.person_id, d.action, d.email_key, d.attempts, d.doubts as uncertain, d.smtp_code, d.fault, d.message_id, d.date_header, d.link_id,
          p.email, p.email_key as person_key, p.number, p.given_name, p.family_name, p.language, p.active, p.protected,
          p.verified_at is not null as verified, p.connected_by, p.email_problem is not null as marked, p.company_id,
          ${mayConnect} as may_connect
        from deliveries d join people p on p.id = d.person_id
        where d.send_id = s.id and ${isDue}
        order by d.next_at limit ${count} for no key update of d, p skip locked) x
      join companies c on c.id = x.company_id
      left join links l on l.id = x.link_id
      left join tie_codes t on x.action = 'code' and t.identity_id = s.requester and t.person_id = x.person_id
        and t.expires_at > ${now}::timestamptz
      limit ${count}`,
  )
}

/** Whether anything could be claimed now. Only reads. */
export async function isAnythingDue(db: Db): Promise<boolean> {
  const found = await rows(
    db,
    sql`select 1 from sends s cross join lateral (select 1 from deliveries d
      where d.send_id = s.id and ${isDue} limit 1) d
      where s.state = 'running' limit 1`,
  )
  return found.length > 0
}

function reasonAgainst(row: DueRow): DeliveryReason | null {
  if (row.person_key !== row.email_key || !row.email) return 'address_changed'
  if (row.action === 'code') return row.code_nonce ? null : 'code_ended'
  if (row.connected_by === 'link') return 'already_connected'
  if (row.action === 'mail' && row.connected_by) return 'already_connected'
  if (row.verified) return 'already_verified'
  if (!row.active) return 'inactive'
  if (!row.may_connect) return 'domain_removed'
  if (row.protected && row.kind === 'bulk') return 'protected'
  return null
}

const ownLink = (row: DueRow): Link => ({
  id: Number(row.link_id),
  personId: row.person_id,
  keyId: row.key_id as string,
  nonce: Buffer.from(row.nonce as string, 'hex'),
  expiresAt: new Date(row.expires_at as string),
})

const hold = (row: DueRow, link: Link | null, messageId: string, date: Date): Claimed => ({
  sendId: row.send_id,
  personId: row.person_id,
  fence: 0,
  kind: row.kind,
  requester: Number(row.requester),
  reference: row.reference,
  priority: row.priority,
  action: row.action,
  attempts: row.attempts + 1,
  uncertainAttempts: row.uncertain,
  lastCode: row.smtp_code,
  lastFault: row.fault,
  person: {
    companyNumber: row.company_number,
    company: row.company,
    number: row.number,
    givenName: row.given_name,
    familyName: row.family_name,
    language: row.language,
    email: row.email as string,
    emailKey: row.email_key,
    connected: row.connected_by === 'domain',
    marked: row.marked,
  },
  letterId: row.letter_id,
  link: link && { ...link, lastDay: lastDayOf(link.expiresAt) },
  code: row.code_nonce ? { keyId: row.code_key as string, nonce: Buffer.from(row.code_nonce, 'hex') } : null,
  messageId,
  date,
})
