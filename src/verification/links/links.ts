import { and, eq, inArray, isNull, notInArray, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Db, idList, rows } from '../../db/open.ts'
import { links, people } from '../../db/schema/index.ts'
import type { Keyring, Service } from '../context.ts'
import { linkEnd } from '../days.ts'
import { hashToken, makeToken, tokenForm } from './tokens.ts'

/** A link as the page sees it. Unknown, malformed and revoked links, and those to an old address, look the same. */
export type OpenedLink =
  | { state: 'unknown' }
  | {
      state: 'live' | 'used' | 'expired'
      id: number
      personId: number
      email: string
      language: 'sv' | 'en' | null
      expiresAt: Date
    }

/** The link that a token stands for. Changes nothing. */
export async function openLink(service: Pick<Service, 'db' | 'clock'>, token: string): Promise<OpenedLink> {
  const [found] = await findLinks(service.db, [token])
  return stateOf(service, found)
}

/** The same, with the link locked together with its person until the end of the transaction. */
export async function lockLink(tx: Db, service: Pick<Service, 'clock'>, token: string): Promise<OpenedLink> {
  const [found] = await findLinks(tx, [token], 'wait')
  return stateOf(service, found)
}

/**
 * The same for several tokens, in their order. A link that somebody else has locked, as well as its person, counts as
 * unknown: this waits for nobody.
 */
export async function lockFreeLinks(
  tx: Db,
  service: Pick<Service, 'clock'>,
  tokens: readonly string[],
): Promise<OpenedLink[]> {
  const found = new Map((await findLinks(tx, tokens, 'skip')).map((link) => [hex(link.tokenHash), link]))
  return tokens.map((token) => stateOf(service, found.get(hex(hashToken(token)))))
}

type Found = Awaited<ReturnType<typeof findLinks>>[number]

function stateOf(service: Pick<Service, 'clock'>, found: Found | undefined): OpenedLink {
  if (!found?.email || found.revokedAt || found.emailKey !== found.personKey) return { state: 'unknown' }
  const { id, personId, email, language, expiresAt } = found
  const state = found.usedAt ? 'used' : expiresAt <= service.clock() ? 'expired' : 'live'
  return { state, id, personId, email, language, expiresAt }
}

async function findLinks(db: Db, tokens: readonly string[], locked?: 'wait' | 'skip') {
  const hashes = tokens.filter((token) => tokenForm.test(token)).map((token) => hex(hashToken(token)))
  if (hashes.length === 0) return []
  const query = db
    .select({
      id: links.id,
      personId: links.personId,
      emailKey: links.emailKey,
      tokenHash: links.tokenHash,
      expiresAt: links.expiresAt,
      usedAt: links.usedAt,
      revokedAt: links.revokedAt,
      email: people.email,
      personKey: people.emailKey,
      language: people.language,
    })
    .from(people)
    .innerJoin(links, eq(people.id, links.personId))
    .where(inArray(links.tokenHash, sql`(select decode(unnest(string_to_array(${hashes.join()}, ',')), 'hex'))`))
  // Rows are locked in the order of the tables, and read again if somebody else has changed them meanwhile.
  return locked ? query.for('no key update', locked === 'skip' ? { skipLocked: true } : {}) : query
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/**
 * Locks people, given by their ids or by a query for these, until the end of the transaction. Everything that makes,
 * uses or revokes links locks the people first. All lock in the order of the ids, so that no two transactions wait for
 * each other.
 */
export const lockPeople = (tx: Db, ids: readonly number[] | SQLWrapper) =>
  tx.execute(
    sql`select ${people.id} from ${people} where ${inArray(people.id, 'getSQL' in ids ? ids : idList(ids))}
      order by ${people.id} for no key update`,
  )

/** Revokes every link of these people except those to `keep`. */
export async function revokeLinks(tx: Db, personIds: readonly number[], keep: readonly number[] = []): Promise<void> {
  await tx
    .update(links)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(and(isNull(links.revokedAt), notInArray(links.id, idList(keep)), inArray(links.personId, idList(personIds))))
}

/** A link as a letter carries it. */
export type Link = Pick<typeof links.$inferSelect, 'id' | 'personId' | 'keyId' | 'nonce' | 'expiresAt'>

/**
 * One live link for each of these people, to the given address: the present one, with its end unchanged, or a new one.
 * Locks the people, so that two letters that are made at the same time carry the same link.
 */
export async function issueLinks(
  tx: Db,
  service: Pick<Service, 'clock' | 'keys' | 'random' | 'rules'>,
  to: { personId: number; emailKey: string }[],
): Promise<Map<number, Link>> {
  if (to.length === 0) return new Map()
  const now = service.clock()
  const emails = new Map(to.map(({ personId, emailKey }) => [personId, emailKey]))
  await lockPeople(tx, [...emails.keys()])
  const live = await liveLinks(tx, [...emails], now)
  const issued = new Map(live.map((link) => [link.personId, link]))
  const expiresAt = linkEnd(now, service.rules.linkDays)
  const made = [...emails]
    .filter(([id]) => !issued.has(id))
    .map(([personId, emailKey]) => {
      const { keyId, nonce, hash } = makeToken(service)
      return {
        personId,
        emailKey,
        keyId,
        nonce: Buffer.from(nonce).toString('hex'),
        hash: Buffer.from(hash).toString('hex'),
      }
    })
  if (made.length === 0) return issued
  const inserted = await rows<LinkRow>(
    tx,
    sql`insert into links (person_id, email_key, key_id, nonce, token_hash, created_at, expires_at)
      select "personId", "emailKey", "keyId", decode(nonce, 'hex'), decode(hash, 'hex'), ${now.toISOString()}::timestamptz,
        ${expiresAt.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
        as m("personId" bigint, "emailKey" text, "keyId" text, nonce text, hash text)
      returning id, person_id, key_id, encode(nonce, 'hex') as nonce, expires_at`,
  )
  for (const link of inserted.map(readLink)) issued.set(link.personId, link)
  return issued
}

interface LinkRow {
  id: number
  person_id: number
  key_id: string
  nonce: string
  expires_at: string
}

/** Links `l` that could be used now. */
export const isLive = (now: Date) =>
  sql`(l.used_at is null and l.revoked_at is null and l.expires_at > ${now.toISOString()}::timestamptz)`

const readLink = (row: LinkRow): Link => ({
  id: Number(row.id),
  personId: Number(row.person_id),
  keyId: row.key_id,
  nonce: Buffer.from(row.nonce, 'hex'),
  expiresAt: new Date(row.expires_at),
})

async function liveLinks(tx: Db, emails: [number, string][], now: Date): Promise<Link[]> {
  const asked = JSON.stringify(emails.map(([personId, emailKey]) => ({ personId, emailKey })))
  const found = await rows<LinkRow>(
    tx,
    sql`select distinct on (l.person_id) l.id, l.person_id, l.key_id, encode(l.nonce, 'hex') as nonce, l.expires_at
      from jsonb_to_recordset(${asked}::jsonb) as a("personId" bigint, "emailKey" text)
      join links l on l.person_id = a."personId" and l.email_key = a."emailKey"
      where ${isLive(now)}
      order by l.person_id, l.id`,
  )
  return found.map(readLink)
}

/** The ids of keys that live links need and the keyring lacks. If there are any, the process must not start. */
export async function missingKeys(db: Db, keys: Keyring, now: Date): Promise<string[]> {
  const l = alias(links, 'l')
  const found = await db.selectDistinct({ keyId: l.keyId }).from(l).where(isLive(now))
  const known = new Set(keys.map(({ id }) => id))
  return found.map(({ keyId }) => keyId).filter((id) => !known.has(id))
}
