import { createComposer } from '../mail/compose.ts'
import type { Lane, Letter, Outcome } from '../mail/mailer.ts'
import { type Claimed, type Held, keyOf, type Result } from '../verification/deliveries.ts'
import { askWhy, type Marked, markDeliveries } from '../verification/delivery-mark.ts'
import { pauseSend, recordDirect, recordResults, renewLease } from '../verification/delivery-record.ts'
import { rebuildToken } from '../verification/link-tokens.ts'
import { codeFrom } from '../verification/tie-codes.ts'
import { createBatcher } from './batcher.ts'
import type { Health } from './health.ts'
import type { Limits } from './lanes.ts'
import type { Timing, WorkerParts } from './parts.ts'
import { type Decision, decide, withoutAddresses } from './policy.ts'

/** Equal permanent errors in a row that pause a send: the list or the sender is wrong, not one address. */
const equalErrors = 5

export interface DeliveryHooks {
  health: Health
  limits: Limits
  timing: Timing
  /** The process is on its way out. */
  stopping(): boolean
  /** A send was paused, or the server is away: what waits of it is given back. */
  giveBack(which: (held: Claimed) => boolean): void
}

/** Sends one claimed delivery after the other: connect if direct, compose, send, mark before the dot, record. */
export function createDelivery(parts: WorkerParts, hooks: DeliveryHooks) {
  const { service, log, on } = parts
  const { health, limits, timing } = hooks
  const compose = createComposer(parts.letters)
  const inARow = new Map<number, { error: string; count: number }>()

  const records = createBatcher<Result, void>(async (results) => {
    for (;;) {
      try {
        await recordResults(service.db, results, service.clock())
        health.good()
        return []
      } catch (error) {
        await health.failed(error)
      }
    }
  }, 3)

  const marks = createBatcher<Held, Marked>(async (held) => {
    const until = performance.now() + timing.markPatience * 1000
    for (;;) {
      try {
        const marked = await markDeliveries(service.db, held, { now: service.clock(), lease: timing.dotLease })
        health.good()
        return marked
      } catch (error) {
        await health.failed(error)
        if (performance.now() > until) return held.map(() => 'lost')
      }
    }
  }, 2)

  /** Resolves when the delivery is dealt with; what it returns resolves when that is written. */
  async function deliver(held: Claimed, lane: Lane, before: Promise<void>): Promise<{ recorded: Promise<void> }> {
    const instead = held.action === 'direct' ? await connectDirectly(held) : null
    if (instead) return { recorded: instead === 'lost' ? before : records.add(instead) }
    const letter = write(held)
    if (!letter) return { recorded: records.add({ ...bare(held), state: 'queued', wait: 300, free: true }) }
    let marked: Marked = 'lost'
    const outcome = await lane.send(letter, async () => {
      // At most one letter of each connection is unrecorded at any time: all that a crash can make doubtful.
      await before
      marked = await marks.add(bare(held))
      return marked === 'go'
    })
    on?.({ type: 'outcome', kind: outcome.kind })
    if (outcome.kind !== 'unmarked') return { recorded: records.add(conclude(held, outcome)) }
    return { recorded: typeof marked === 'string' ? before : records.add(marked) }
  }

  function write(held: Claimed): Letter | null {
    const { person, link } = held
    const [local, domain] = [person.email.slice(0, person.email.lastIndexOf('@')), person.emailKey.split('@').pop()]
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
      hooks.giveBack(() => true)
    } else if (decision.pause !== 'authentication') limits.reached()
    const because = decision.pause ?? repeated(held, decision)
    if (because) void pause(held.sendId, because, text)
    if (outcome.kind === 'doubt')
      log.warn({ send: held.sendId, person: held.personId }, 'The connection broke after the final dot')
    return decision.result
  }

  function repeated(held: Claimed, { permanent, result }: Decision): 'equal_errors' | undefined {
    if (!permanent) {
      if (result.state === 'sent') inARow.delete(held.sendId)
      return undefined
    }
    const known = inARow.get(held.sendId)
    const count = known?.error === permanent ? known.count + 1 : 1
    inARow.set(held.sendId, { error: permanent, count })
    return count >= equalErrors ? 'equal_errors' : undefined
  }

  async function pause(
    sendId: number,
    because: 'authentication' | 'policy' | 'equal_errors',
    detail: string,
  ): Promise<void> {
    hooks.giveBack((held) => held.sendId === sendId)
    inARow.delete(sendId)
    try {
      if (!(await pauseSend(service, sendId, because, detail))) return
      log.warn({ send: sendId, because, detail }, 'A send was paused')
      on?.({ type: 'paused', sendId, because })
    } catch (error) {
      // The next letter meets the same refusal and pauses it then.
      await health.failed(error)
    }
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

  return { deliver, idle: async () => void (await Promise.all([marks.idle(), records.idle()])) }
}

const letterOf = { mail: 'verify', direct: 'connected', code: 'code' } as const

const bare = ({ sendId, personId, fence }: Held): Held => ({ sendId, personId, fence })
