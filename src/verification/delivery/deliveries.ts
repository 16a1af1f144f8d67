import { sql } from 'drizzle-orm'
import type { DeliveryState, SendKind } from '../../db/schema/index.ts'

/** Deliveries `d` that wait for a claim, in the words of the index `deliveries_waiting`. */
export const isWaiting = sql`(d.lease_owner is null and d.done_at is null and d.state = 'queued')`

/** Deliveries `d` that a worker has claimed or marked, in the words of the index `deliveries_held`. */
export const isHeld = sql`(d.lease_owner is not null and d.state in ('claimed', 'committing'))`

/** A delivery as one worker holds it. A write with another fence than the row's changes nothing. */
export interface Held {
  sendId: number
  personId: number
  fence: number
}

/** A delivery that was claimed, with all that its letter needs. */
export interface Claimed extends Held {
  kind: SendKind
  priority: number
  action: 'mail' | 'direct' | 'code'
  /** Counts this attempt. */
  attempts: number
  doubts: number
  person: {
    companyNumber: string
    company: string
    number: string
    givenName: string
    familyName: string
    language: 'sv' | 'en' | null
    /** As stored. */
    email: string
    emailKey: string
    /** Directly connected already, by an earlier attempt. */
    connected: boolean
  }
  /** Null but for `mail`. `lastDay` is an ISO day. */
  link: { id: number; keyId: string; nonce: Uint8Array; expiresAt: Date; lastDay: string } | null
  /** Null but for `code`. */
  code: { keyId: string; nonce: Uint8Array } | null
  /** Frozen, with angle brackets. */
  messageId: string
  date: Date
}

/** Why a delivery failed, was left out on the way, or is in doubt; besides the reasons of eligibility.ts. */
export type DeliveryReason =
  /** The server refused the address. */
  | 'bounced'
  /** The server refused the letter to this person. */
  | 'refused'
  /** The address needs SMTPUTF8, which the server does not offer. */
  | 'no_smtputf8'
  /** Temporary errors until the link had ended. */
  | 'gave_up'
  /** The identity provider refused. */
  | 'connect_refused'
  | 'in_doubt'
  /** The code had ended before its letter could go. */
  | 'code_ended'
  | 'already_verified'
  | 'already_connected'
  | 'address_changed'
  | 'inactive'
  | 'protected'
  | 'stopped'

/** What became of a held delivery. */
export interface Result extends Held {
  state: Exclude<DeliveryState, 'claimed' | 'committing'>
  reason?: DeliveryReason
  /** Of the server's reply. */
  code?: number
  /** For `queued`: not before this many seconds. */
  wait?: number
  /** The final dot may have been accepted. */
  doubt?: boolean
  /** The attempt does not count: it was not this letter's fault. */
  free?: boolean
  /** The address is bad: remembered with the person while it stays the same. */
  bounced?: boolean
}

export const keyOf = ({ sendId, personId }: { sendId: number; personId: number }): string => `${sendId}:${personId}`
