import { sentTo } from '../../base/domain.ts'
import type { Log } from '../../base/log.ts'
import { RecentMap } from '../../base/recent-map.ts'
import { createComposer } from '../../mail/compose.ts'
import type { Letter, Outcome, Slot } from '../../mail/mailer.ts'
import { span, tell } from '../../trace/span.ts'
import { codeFrom } from '../../verification/access/link-codes.ts'
import { markConnected, noteAsked } from '../../verification/connections/connections.ts'
import { renewLease } from '../../verification/delivery/claims/lease.ts'
import { askWhy, type CommitAnswer } from '../../verification/delivery/commit.ts'
import { type Claimed, type Held, keyOf, type Result } from '../../verification/delivery/deliveries.ts'
import { rebuildToken } from '../../verification/links/tokens.ts'
import type { Health } from '../health.ts'
import type { Timing, WorkerParts, WorkState } from '../parts.ts'
import type { Claims } from './claims.ts'
import type { Employers } from './employers.ts'
import { createEvidence } from './evidence.ts'
import type { GroupCommit } from './group-commit.ts'
import { createLateLetters } from './late-letters.ts'
import type { Pauses } from './pauses.ts'
import { decide, needsEvidence, withoutAddresses } from './policy.ts'
import type { SlotLimits } from './slots.ts'
import type { TroubleKeeper } from './trouble.ts'

export interface DeliveryParts extends WorkerParts {
  state: WorkState
  health: Health
  limits: SlotLimits
  claims: Claims
  employers: Employers
  commits: GroupCommit
  pauses: Pauses
  trouble: TroubleKeeper
  limit: Timing
}

/**
 * Sends one claimed delivery: composes the letter, connects the person first if the delivery is direct, and asks the
 * commit check before the final dot. Resolves with the result to record, or null when there is nothing to record.
 * `before` is the result of the slot's previous letter, which is written together with the commit check of this one.
 */
export function createDelivery(parts: DeliveryParts) {
  const { service, log, on, health, limits, commits, limit } = parts
  const compose = createComposer(parts.letters)
  const evidence = createEvidence(service, health)
  const tellLate = createLateLetters(parts)
  /**
   * By `keyOf`, when the attempt was begun at which the server as a whole first refused each of these letters, by
   * `performance.now()`. Not the last attempt: a letter that is refused again and again would hide what was taken
   * meanwhile. Another process may send the letter in the end.
   */
  const refusedAt = new RecentMap<string, number>(10_000)
  /** When the latest of the letters was begun that the server has taken. */
  let takenBegun = 0
  /** When a letter last got any answer. */
  let answeredAt = Number.NEGATIVE_INFINITY

  /** The attempt itself lasts longer: a server may take minutes for an answer, but nobody should wonder for so long. */
  function noteSilence(): void {
    if (performance.now() - answeredAt < limit.silence * 1000) return
    parts.trouble.met('unreachable', 'ETIMEDOUT', untilGivenUp)
  }

  async function deliver(held: Claimed, slot: Slot, warm: boolean, before: Result | null): Promise<Result | null> {
    const begun = performance.now()
    const letter = write(held)
    const direct = held.action === 'direct'
    // On a connection that works, the result and the check share one round trip, made while the letter is on its way.
    const early = letter && warm && !direct ? commits.write(before, bare(held)) : null
    if (!early && before) await commits.write(before, null)
    if (!early && parts.pauses.isPausing(held.sendId)) return { ...bare(held), state: 'queued', refundAttempt: true }
    if (!letter) return { ...bare(held), state: 'queued', wait: 300, refundAttempt: true }
    const instead = direct ? await connectDirectly(held) : null
    if (instead) return instead === 'lost' ? null : instead
    let asked = early
    const { sendId, action, attempts } = held
    const taken = performance.now()
    const watch = setTimeout(noteSilence, limit.silence * 1000)
    const outcome = await span('mail', { send: sendId, action, attempt: attempts }, async () => {
      const answered = await slot.send(letter, async () => {
        asked ??= commits.write(null, bare(held))
        return (await asked) === 'go'
      })
      tell({ outcome: answered.kind, ...('code' in answered && { status: answered.code }) })
      return answered
    }).finally(() => clearTimeout(watch))
    answeredAt = performance.now()
    const refusal = outcome.kind === 'refused' ? { stage: outcome.stage, code: outcome.code } : {}
    on?.({ type: 'outcome', kind: outcome.kind, seconds: (performance.now() - taken) / 1000, ...refusal })
    log.debug({ send: sendId, person: held.personId, outcome: outcome.kind }, 'A letter was handed to the mail server')
    // A refusal may arrive before the check's answer. The result must not be written before it: the delivery would stay
    // committing.
    const answer: CommitAnswer = (await asked) ?? 'lost'
    if (outcome.kind === 'withheld') return typeof answer === 'string' ? null : answer
    if (outcome.kind === 'accepted') evidence.taken(letter)
    const takesOthers = needsEvidence(held, outcome) && (await evidence.takesOthers(letter, held, slot))
    return conclude(held, outcome, begun, takesOthers)
  }

  function write(held: Claimed): Letter | null {
    const { person, link } = held
    try {
      return compose(letterOf[held.action], {
        language: person.language,
        givenName: person.givenName,
        company: person.company,
        employer: parts.employers.of(held),
        address: person.email,
        to: sentTo(person),
        link: link && { token: rebuildToken(service.keys, link), lastDay: link.lastDay },
        code: held.code && codeFrom(service.keys, held.code),
        messageId: held.messageId,
        date: held.date,
      })
    } catch (error) {
      log.error(
        { send: held.sendId, person: held.personId, error: (error as Error).message },
        'A letter was not composed',
      )
      return null
    }
  }

  /** Acts on what the outcome means for everything else, and returns the result for this delivery. */
  function conclude(
    held: Claimed,
    outcome: Exclude<Outcome, { kind: 'withheld' }>,
    begun: number,
    takesOthers: boolean,
  ): Result {
    if (outcome.kind === 'dropped' && parts.state.stopping)
      return { ...bare(held), state: 'queued', refundAttempt: true }
    const key = keyOf(held)
    const otherwiseWell = takenBegun > (refusedAt.get(key) ?? Number.POSITIVE_INFINITY)
    const decision = decide(held, outcome, { ...circumstances(), otherwiseWell, takesOthers })
    const text = 'text' in outcome ? withoutAddresses(outcome.text) : ''
    if (decision.reduceConnections) limits.reduce()
    const isGeneral = Boolean(decision.trouble || decision.pause)
    if (isGeneral && !refusedAt.has(key)) refusedAt.set(key, begun)
    // A letter that the server refuses while it takes others is known for that as long as it is tried again.
    else if (!isGeneral && !(otherwiseWell && decision.result.state === 'queued')) refusedAt.delete(key)
    if (outcome.kind === 'accepted') takenBegun = Math.max(takenBegun, begun)
    if (decision.pause) limits.doubt()
    else if (decision.trouble) {
      limits.unreachable(text)
      void parts.claims.giveBack()
    } else limits.reached()
    if (decision.trouble) parts.trouble.met(decision.trouble, text, decision.result.wait)
    else if (!decision.pause) parts.trouble.over()
    tellLate(held, decision, text, performance.now() - (refusedAt.get(key) ?? begun))
    parts.pauses.judge(held.sendId, decision, text)
    if (outcome.kind === 'unknown') logUncertain(log, held)
    return decision.result
  }

  const circumstances = () => ({
    timing: limit,
    now: service.clock(),
    jitter: Math.random(),
    wait: parts.trouble.wait,
  })

  /** Connects a person before the letter that says so. Null when the letter may go. Connecting twice does no harm. */
  async function connectDirectly(held: Claimed): Promise<Result | 'lost' | null> {
    if (held.person.connected) return null
    try {
      if (!(await renewLease(service.db, held, limit.lease))) {
        const why = (await askWhy(service.db, [bare(held)])).get(keyOf(held)) ?? 'lost'
        return why === 'go' ? 'lost' : why
      }
      const { companyNumber, number, email, emailKey, givenName, familyName, language } = held.person
      const person = { id: held.personId, companyNumber, number, email, givenName, familyName, language }
      if (!(await noteAsked(service.db, { id: held.personId, emailKey }))) {
        return { ...bare(held), state: 'queued', wait: 5, refundAttempt: true }
      }
      const answer = await parts.directory.connect(person)
      on?.({ type: 'connected', personId: held.personId, ok: answer.ok })
      if (answer.ok) {
        await markConnected(service, { ...person, emailKey, userId: answer.userId ?? null }, 'domain')
        return null
      }
      if (answer.wait !== undefined) {
        return { ...bare(held), state: 'queued', wait: Math.ceil(answer.wait), refundAttempt: true, ...byProvider }
      }
      log.warn({ person: held.personId, error: answer.error }, 'The identity provider refused')
      if (!answer.retry) return { ...bare(held), state: 'failed', reason: 'connect_refused' }
      const refused: Outcome = { kind: 'refused', code: 450, stage: 'rcpt', text: '' }
      return { ...decide(held, refused, circumstances()).result, ...byProvider }
    } catch (error) {
      await health.failed(error)
      return 'lost'
    }
  }

  return deliver
}

/** Seconds for which an attempt goes on when its silence is noted: the mailer waits for two minutes. */
const untilGivenUp = 100

/** It is the identity provider that is waited for. */
const byProvider = { fault: 'provider', words: '' } as const

const letterOf = { mail: 'verify', direct: 'connected', code: 'code' } as const

/** Without the personal data. */
const bare = ({ sendId, personId, fence }: Held): Held => ({ sendId, personId, fence })

const logUncertain = (log: Log, { sendId, personId }: Held) =>
  log.warn({ send: sendId, person: personId }, 'The connection broke after the final dot')
