import type { Log } from '../base/log.ts'
import { createComposer } from '../mail/compose.ts'
import type { Lane, Letter, Outcome } from '../mail/mailer.ts'
import { codeFrom } from '../verification/access/link-codes.ts'
import { askWhy, type Marked } from '../verification/delivery/commit.ts'
import { type Claimed, type Held, keyOf, type Result } from '../verification/delivery/deliveries.ts'
import { recordDirect, renewLease } from '../verification/delivery/outcome.ts'
import { rebuildToken } from '../verification/links/tokens.ts'
import type { Health } from './health.ts'
import type { Ledger } from './ledger.ts'
import type { Timing, WorkerParts } from './parts.ts'
import type { Pauses } from './pauses.ts'
import { decide, withoutAddresses } from './policy.ts'
import type { Limits } from './slots.ts'

export interface DeliveryHooks {
  health: Health
  limits: Limits
  ledger: Ledger
  pauses: Pauses
  timing: Timing
  /** The process is on its way out. */
  stopping(): boolean
  /** The server is away: what waits is given back. */
  giveBack(): void
}

/**
 * Sends one claimed delivery: connect if direct, compose, send, mark before the dot. Resolves with what to record, if
 * anything; the caller records it together with the mark of the lane's next letter.
 */
export function createDelivery(parts: WorkerParts, hooks: DeliveryHooks) {
  const { service, log, on } = parts
  const { health, limits, ledger, timing } = hooks
  const compose = createComposer(parts.letters)

  async function deliver(held: Claimed, lane: Lane, warm: boolean, before: Result | null): Promise<Result | null> {
    const letter = write(held)
    const direct = held.action === 'direct'
    // On a connection that works, record and mark share one round trip that runs while the letter goes out.
    const early = letter && warm && !direct ? ledger.write(before, bare(held)) : null
    if (!early && before) await ledger.write(before, null)
    if (!early && hooks.pauses.isPausing(held.sendId)) return { ...bare(held), state: 'queued', free: true }
    if (!letter) return { ...bare(held), state: 'queued', wait: 300, free: true }
    const instead = direct ? await connectDirectly(held) : null
    if (instead) return instead === 'lost' ? null : instead
    let asked = early
    const outcome = await lane.send(letter, async () => {
      asked ??= ledger.write(null, bare(held))
      return (await asked) === 'go'
    })
    on?.({ type: 'outcome', kind: outcome.kind })
    // A refusal may overtake the mark; the record must not, or the mark would stand.
    const marked: Marked = (await asked) ?? 'lost'
    if (outcome.kind !== 'unmarked') return conclude(held, outcome)
    return typeof marked === 'string' ? null : marked
  }

  function write(held: Claimed): Letter | null {
    const { person, link } = held
    const local = person.email.slice(0, person.email.lastIndexOf('@'))
    const domain = person.emailKey.slice(person.emailKey.lastIndexOf('@') + 1)
    try {
      return compose(letterOf[held.action], {
        language: person.language,
        givenName: person.givenName,
        company: person.company,
        address: person.email,
        to: `${local}@${domain}`,
        link: link && { token: rebuildToken(service.keys, link), expiresAt: link.expiresAt },
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

  /** What follows from the outcome for everything but this delivery is done here; what follows for it is returned. */
  function conclude(held: Claimed, outcome: Exclude<Outcome, { kind: 'unmarked' }>): Result {
    if (outcome.kind === 'dropped' && hooks.stopping()) return { ...bare(held), state: 'queued', free: true }
    const decision = decide(held, outcome, timing, service.clock(), Math.random())
    const text = 'text' in outcome ? withoutAddresses(outcome.text) : ''
    if (decision.fewer) limits.fewer()
    if (decision.unreachable) {
      limits.unreachable(text)
      hooks.giveBack()
    } else if (decision.pause !== 'authentication') limits.reached()
    hooks.pauses.judge(held.sendId, decision, text)
    if (outcome.kind === 'doubt') tellOfDoubt(log, held)
    return decision.result
  }

  /** S4: the account first, then the letter about it. Null when the letter may go; a repeated connect does no harm. */
  async function connectDirectly(held: Claimed): Promise<Result | 'lost' | null> {
    if (held.person.connected) return null
    try {
      if (!(await renewLease(service.db, held, timing.lease))) {
        const why = (await askWhy(service.db, [bare(held)])).get(keyOf(held)) ?? 'lost'
        return why === 'go' ? 'lost' : why
      }
      const { companyNumber, number, email, givenName, familyName, language } = held.person
      const person = { id: held.personId, companyNumber, number, email, givenName, familyName, language }
      const answer = await parts.directory.connect(person)
      on?.({ type: 'connected', personId: held.personId, ok: answer.ok })
      if (answer.ok) {
        await recordDirect(service, held)
        return null
      }
      log.warn({ person: held.personId, error: answer.error }, 'The identity provider refused')
      if (!answer.retry) return { ...bare(held), state: 'failed', reason: 'connect_refused' }
      const refused: Outcome = { kind: 'refused', code: 450, stage: 'message', text: answer.error }
      return decide(held, refused, timing, service.clock(), Math.random()).result
    } catch (error) {
      await health.failed(error)
      return 'lost'
    }
  }

  return deliver
}

const letterOf = { mail: 'verify', direct: 'connected', code: 'code' } as const

const bare = ({ sendId, personId, fence }: Held): Held => ({ sendId, personId, fence })

const tellOfDoubt = (log: Log, { sendId, personId }: Held) =>
  log.warn({ send: sendId, person: personId }, 'The connection broke after the final dot')
