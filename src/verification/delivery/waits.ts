import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { SendKind } from '../../db/schema/index.ts'
import type { Service } from '../context.ts'
import { type DeliveryReason, isUnsent, isWaiting } from './deliveries.ts'
import type { Pause } from './send-state.ts'
import { presentTrouble, type TroubleCause } from './trouble.ts'

/**
 * Why letters wait for a time of their own: a `Fault` of mail/judgement.ts, or that the identity provider is awaited.
 * The other faults are final; a letter that has met one waits at most to be asked about once more.
 */
const waitCauses = ['recipient_later', 'unclear', 'quota', 'policy', 'login', 'server', 'provider'] as const
export type WaitCause = (typeof waitCauses)[number]
export const isWaitCause = (fault: string): fault is WaitCause => waitCauses.some((cause) => cause === fault)

/** What keeps one letter waiting. `words`: those of the mail server, without addresses. */
export type Wait =
  | { why: WaitCause; words: string; nextTryAt: Date }
  | { why: 'paused'; send: string | null; because: Pause['because']; words: string; nextTryAt: Date | null }

/** A letter to one person, of which whoever asked for it is told. `words`: those of the mail server. */
export interface AboutLetter {
  /** Who asked for it (identities.id). */
  requester: number
  kind: Exclude<SendKind, 'bulk'>
  person: { number: string; companyNumber: string }
  words: string
}

/** It does not come at once. */
export interface LateLetter extends AboutLetter {
  why: WaitCause
  nextTryAt: Date
}

/** It will not come. */
export interface FailedLetter extends AboutLetter {
  reason: DeliveryReason | null
}

/** The cause behind trouble with the server as a whole, as one letter meets it. */
export const causeOf: Record<TroubleCause, WaitCause> = {
  tls: 'server',
  unreachable: 'server',
  busy: 'server',
  login: 'login',
  quota: 'quota',
  policy: 'policy',
}

/** The release before kept only the code, and waited for recipients alone. */
const cause = sql`coalesce(d.fault, 'recipient_later')`

/** A letter waits by itself, and not for its turn or to be asked about once more. */
const isDeferred = sql`(${isWaiting} and (d.fault is not null or d.smtp_code >= 400) and ${cause} in ${waitCauses}
  and d.next_at > clock_timestamp() + interval '5 seconds')`

/** Why the letter waits that is on its way to a person; null when there is none, or it only waits for its turn. */
export async function waitOf({ db, clock }: Pick<Service, 'db' | 'clock'>, personId: number): Promise<Wait | null> {
  const [letter] = await rows<{
    deferred: boolean
    why: WaitCause
    words: string | null
    next_at: string
    send: string | null
    state: string
    because: Pause['because']
    detail: string | null
    until: string | null
  }>(
    db,
    sql`select ${isDeferred} as deferred, ${cause} as why, d.server_words as words, d.next_at, s.code as send, s.state,
        s.paused_because as because, s.paused_detail as detail, s.paused_until as until
      from deliveries d join sends s on s.id = d.send_id
      where d.person_id = ${personId} and d.action <> 'code' and ${isUnsent} and s.state in ('running', 'paused')
      order by s.state = 'paused', s.priority, s.id limit 1`,
  )
  if (!letter) return null
  if (letter.state === 'paused') {
    const { send, because, detail, until } = letter
    return { why: 'paused', send, because, words: detail ?? '', nextTryAt: until ? new Date(until) : null }
  }
  if (letter.deferred) return { why: letter.why, words: letter.words ?? '', nextTryAt: new Date(letter.next_at) }
  const trouble = await presentTrouble(db, clock())
  return trouble && { why: causeOf[trouble.cause], words: trouble.detail, nextTryAt: trouble.nextTryAt }
}

/** Letters of a send that wait by themselves for the same cause. `words`: what the server said to the first of them. */
export interface Deferred {
  why: WaitCause
  n: number
  words: string
  /** When the first of them is tried. */
  nextTryAt: Date
}

/** The letters of a send that wait by themselves, by cause. */
export async function deferredOf(db: Db, sendId: number): Promise<Deferred[]> {
  const found = await rows<{ why: WaitCause; n: number; words: string | null; next_at: string }>(
    db,
    sql`select ${cause} as why, count(*)::int as n, min(d.next_at) as next_at,
        (array_agg(d.server_words order by d.next_at))[1] as words
      from deliveries d where d.send_id = ${sendId} and ${isDeferred} group by 1 order by 1`,
  )
  return found.map(({ why, n, words, next_at }) => ({ why, n, words: words ?? '', nextTryAt: new Date(next_at) }))
}
