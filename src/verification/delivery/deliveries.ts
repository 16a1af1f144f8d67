import { sql } from 'drizzle-orm'
import type { DeliveryState, deliveries, people, SendKind } from '../../db/schema/index.ts'
import { domainOf, isTrusted } from '../domain-rules.ts'

/** Deliveries `d` that wait to be claimed, in the words of the index `deliveries_waiting`. */
export const isWaiting = sql`(d.lease_owner is null and d.done_at is null and d.state = 'queued')`

/** Deliveries `d` that are not sent yet, whether a worker holds them or not. */
export const isUnsent = sql`d.state in ('queued', 'claimed', 'committing')`

/** Deliveries `d` that have gone to the server, or may have. */
export const hasGone = sql`d.state in ('sent', 'in_doubt')`

/** Deliveries `d` that were sent, except codes of account links. */
export const isSentLetter = sql`(d.state = 'sent' and d.action <> 'code')`

/** Deliveries `d` that could be claimed now. */
export const isDue = sql`(${isWaiting} and d.next_at <= clock_timestamp())`

/** Deliveries `d` that a worker holds, claimed or committing, in the words of the index `deliveries_held`. */
export const isHeld = sql`(d.lease_owner is not null and d.state in ('claimed', 'committing'))`

/** Whether the delivery `d` of the person `p` needs no direct connection, has it already, or may still make it. */
export const mayConnect = sql`(d.action <> 'direct' or p.connected_by is not null or ${isTrusted(domainOf(sql`d.email_key`))})`

/**
 * Joins a claimed delivery `d` with its send `s` and its person `p`, where the letter may still go: the lease and the
 * send run, the person is not verified yet (irrelevant for a code letter) and has the same address, and whoever is to
 * be connected directly, and is not yet, has an address of a domain that is still verified.
 */
export const mayStillGo = sql`and d.lease_until > clock_timestamp() and s.id = d.send_id and s.state = 'running'
  and p.id = d.person_id and (p.verified_at is null or d.action = 'code') and p.email_key = d.email_key
  and ${mayConnect}`

/**
 * The key under which a delivery `d` counts in the numbers of its send: `sent`, `direct`, `queued`, `failed:bounced` …
 * A function of the database, because its triggers count too.
 */
export const tallyKey = sql`delivery_key(d.state, d.action, d.reason)`

type Row = typeof deliveries.$inferSelect
type PersonRow = typeof people.$inferSelect

/** A delivery as one worker holds it. A write whose fence is not that of the row changes nothing. */
export type Held = Pick<Row, 'sendId' | 'personId' | 'fence'>

/** A claimed delivery, with all that its letter needs. `attempts` counts this attempt. */
export interface Claimed extends Held, Pick<Row, 'action' | 'attempts' | 'uncertainAttempts'> {
  /** The code of the server's last reply to this delivery. */
  lastCode: number | null
  /** Whose fault its last refusal was, as `Result.fault`. */
  lastFault: string | null
  kind: SendKind
  /** Who asked for its send (identities.id). */
  requester: number
  /** Of its send. */
  reference: string | null
  priority: number
  person: Pick<PersonRow, 'number' | 'givenName' | 'familyName' | 'language'> & {
    companyNumber: string
    company: string
    /** As stored. */
    email: string
    emailKey: string
    /** Has been connected directly, by an earlier attempt. */
    connected: boolean
    /** The address is marked as bounced. */
    marked: boolean
  }
  /** How the letter looks, as the send has frozen it (employer_letters.id); null: as the product's own. */
  letterId: number | null
  /** Null except for `mail`. `lastDay` is an ISO day. */
  link: { id: number; keyId: string; nonce: Uint8Array; expiresAt: Date; lastDay: string } | null
  /** Null except for `code`. */
  code: { keyId: string; nonce: Uint8Array } | null
  /** Frozen at the first claim, with angle brackets. */
  messageId: string
  /** Frozen at the first claim. */
  date: Date
}

/** Why a delivery failed, was skipped, or is in doubt. A skipped one may also have a reason of sends/eligibility.ts. */
export type DeliveryReason =
  /** The server refused the address. */
  | 'bounced'
  /** The server took the letter, but it came back for another reason than a wrong address. */
  | 'returned'
  /** The server refused the letter to this person. */
  | 'refused'
  /** The server refused the letter again and again, and nothing tells whether it is about the address or about us. */
  | 'unclear'
  /** The address needs SMTPUTF8, which the server does not offer. */
  | 'no_smtputf8'
  /** Temporary errors until the link had ended. */
  | 'gave_up'
  /** The identity provider refused. */
  | 'connect_refused'
  | 'in_doubt'
  /** The code ended before its letter could go. */
  | 'code_ended'
  | 'already_verified'
  | 'already_connected'
  | 'address_changed'
  /** To be connected directly, but the domain is no longer verified. */
  | 'domain_removed'
  | 'inactive'
  | 'protected'
  | 'stopped'

/** What became of a held delivery. */
export interface Result extends Held {
  state: Exclude<DeliveryState, 'claimed' | 'committing'>
  reason?: DeliveryReason
  /** Of the server's reply. */
  code?: number
  /** Whose fault a refusal is: a `Fault` of mail/judgement.ts. Kept with the words, for whoever asks why it waits. */
  fault?: string
  /** The server's words, without addresses. */
  words?: string
  /** For `queued`: the least number of seconds until the next attempt. */
  wait?: number
  /** The server may have accepted the letter: its answer to the final dot was lost. */
  uncertain?: boolean
  /** The attempt does not count, because the letter was not at fault. */
  refundAttempt?: boolean
  /** The address is bad, by the server's words: they are recorded with the person, unless the address has changed. */
  bounced?: boolean
  /** The address was marked as bounced, and has got a letter all the same: the mark ends. */
  unmark?: boolean
}

export const keyOf = ({ sendId, personId }: Pick<Held, 'sendId' | 'personId'>): string => `${sendId}:${personId}`
