import { RecentMap } from '../base/recent-map.ts'
import { createComposer, type Recipient } from '../mail/compose.ts'
import { type Fault, judge } from '../mail/judgement.ts'
import type { Letter, Outcome, Slot } from '../mail/mailer.ts'
import { endLetter, type OtherLetter, retryLetter, takeLetters } from '../verification/delivery/other-letters.ts'
import { returnTokens, takeTokens } from '../verification/delivery/pace.ts'
import { employerOf } from '../verification/employers/employers.ts'
import { readShown } from '../verification/letters/previews.ts'
import { exampleOf } from '../verification/letters/shown.ts'
import type { Health } from './health.ts'
import type { WorkerParts, WorkState } from './parts.ts'
import { troubleOf, withoutAddresses } from './sending/policy.ts'
import type { TroubleKeeper } from './sending/trouble.ts'
import { createAlarm } from './waits.ts'

/** Seconds between the attempts of one letter; the last one repeats. */
const waits = [60, 300, 900, 3600]

/** Sends the letters that belong to no send, one after the other, within the pace that all letters share. */
export function createOtherLetters(
  parts: Pick<WorkerParts, 'service' | 'mailer' | 'letters' | 'log' | 'on'> & {
    state: WorkState
    health: Health
    trouble: TroubleKeeper
  },
) {
  const { service, mailer, log, state, health, trouble } = parts
  const compose = createComposer(parts.letters)
  const { domain } = parts.letters.from
  const alarm = createAlarm()
  const { mailRate } = service.rules
  /** Trials that were late once, by their id. */
  const told = new RecentMap<number, true>(1000)

  async function write(letter: OtherLetter): Promise<Letter | null> {
    const common = { to: letter.emailKey, messageId: `<${letter.messageId}@${domain}>`, date: letter.createdAt }
    if (letter.kind === 'trial') {
      const example = await exampleOf(service, readShown(letter.details))
      if (!example) return null
      const { letter: name, ...own } = example
      return compose(name, { ...own, ...common, trial: true })
    }
    const moved: Recipient = {
      ...common,
      language: letter.language,
      givenName: '',
      company: letter.company ?? '',
      employer: letter.companyId === null ? null : await employerOf(service.db, letter.companyId),
      address: letter.email,
      link: null,
    }
    return compose('moved', moved)
  }

  async function send(letter: OtherLetter, slot: Slot): Promise<void> {
    const wait = waits[Math.min(letter.attempts, waits.length) - 1]!
    if ((await takeTokens(service.db, mailRate, 1)) === 0) return retryLetter(service.db, letter.id, 1)
    const written = await write(letter)
    const outcome = written && (await slot.send(written, async () => !state.stopping))
    if (outcome?.kind === 'dropped' || outcome?.kind === 'withheld') await returnTokens(service.db, mailRate, 1)
    if (outcome) noteTrouble(outcome, wait)
    if (outcome && letter.kind === 'trial') tellAsker(letter, outcome, wait)
    if (!outcome || isFinal(outcome)) return endLetter(service.db, letter.id)
    log.warn({ kind: letter.kind, outcome: outcome.kind }, 'A letter that belongs to no send is tried again')
    await retryLetter(service.db, letter.id, wait)
  }

  /** What keeps the server from taking any letter concerns the owners, whichever letter has met it. */
  function noteTrouble(outcome: Outcome, wait: number): void {
    if (outcome.kind === 'accepted') trouble.over()
    else if (outcome.kind === 'dropped' || (outcome.kind === 'refused' && aboutAll.includes(judge(outcome).fault)))
      trouble.met(troubleOf(outcome), withoutAddresses(outcome.text), wait)
  }

  /** Whoever asked for a trial waits for it, and is told when it does not come at once, or never. */
  function tellAsker(letter: OtherLetter, outcome: Outcome, wait: number): void {
    const fault = faultOf(outcome)
    if (!fault || (told.has(letter.id) && !isFinal(outcome))) return
    told.set(letter.id, true)
    const detail = 'text' in outcome ? withoutAddresses(outcome.text) : ''
    const { identityId } = readShown(letter.details)
    const nextTryAt = isFinal(outcome) ? null : new Date(service.clock().getTime() + wait * 1000)
    parts.on?.({ type: 'trial refused', identityId, fault, detail, nextTryAt })
  }

  return {
    wake: alarm.ring,
    async run(): Promise<void> {
      let slot: Slot | undefined
      while (!state.stopping) {
        try {
          const due = await takeLetters(service, 5)
          if (due.length) slot ??= mailer.open()
          for (const letter of due) await send(letter, slot!)
          if (due.length === 0) await alarm.sleep(2)
        } catch (error) {
          await health.failed(error)
        }
      }
      slot?.close()
    },
  }
}

/** What concerns every letter, and not this one. */
const aboutAll: Fault[] = ['server', 'login', 'policy', 'quota']

/** Sent, perhaps sent, or refused for this address: a notice or a trial is not worth a second copy, or a doubt. */
const isFinal = (outcome: Outcome): boolean =>
  outcome.kind === 'accepted' ||
  outcome.kind === 'unknown' ||
  (outcome.kind === 'refused' && ['recipient', 'letter'].includes(judge(outcome).fault))

/** Whose fault it is that a letter has not gone; null when it has, or may have. */
const faultOf = (outcome: Outcome): Fault | null =>
  outcome.kind === 'refused' ? judge(outcome).fault : outcome.kind === 'dropped' ? 'server' : null
