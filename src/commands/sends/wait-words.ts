import type { Button, Card } from '#bot'
import { hasKey, type Say } from '#text'
import { timeOfDay, today } from '../../verification/days.ts'
import type { Progress } from '../../verification/delivery/progress.ts'
import type { AboutLetter, Deferred, FailedLetter, LateLetter, Wait } from '../../verification/delivery/waits.ts'
import { whoIs } from '../words.ts'

/** A day and a time to the second: the next attempt is often only seconds away. */
export const soon = (at: Date): string => `${today(at)} ${timeOfDay(at)}`

/** What the mail server answered, or the error that came instead of an answer. */
export const serverWords = (say: Say, words: string): string =>
  words && say(/^\d{3}/.test(words) ? 'send.trouble.said' : 'send.trouble.error', { words })

const lines = (...texts: string[]): string => texts.filter(Boolean).join('\n')

/** Why a send is paused, and the server's words if that was automatic. */
export function pausedWords(
  say: Say,
  { pausedBecause, pausedDetail, pausedUntil }: Pick<Progress, 'pausedBecause' | 'pausedDetail' | 'pausedUntil'>,
): string {
  const key = `send.paused.${pausedBecause}`
  const at = pausedUntil ? soon(pausedUntil) : ''
  return [hasKey(key) ? say(key, { at }) : '', pausedDetail ?? ''].filter(Boolean).join(' ')
}

/** Why one letter waits, with the server's words and the next try, for an admin. */
export function waitWords(say: Say, wait: Wait): string {
  if (wait.why !== 'paused') return lines(whyWords(say, wait), serverWords(say, wait.words))
  const { because, words, nextTryAt, send } = wait
  const why = pausedWords(say, { pausedBecause: because, pausedDetail: words, pausedUntil: nextTryAt })
  return say('waits.paused', { code: send ?? '', why })
}

/** The same for whoever the letter is for: why a send is paused concerns only those who run it. */
export const ownWaitWords = (say: Say, wait: Wait): string =>
  wait.why === 'paused' ? say('waits.paused.own') : waitWords(say, wait)

const whyWords = (say: Say, { why, nextTryAt }: Pick<LateLetter, 'why' | 'nextTryAt'>): string =>
  `${say(`waits.${why}`)} ${say('waits.next', { at: soon(nextTryAt) })}`

/** Why some letters of a send wait. */
export const deferredWords = (say: Say, { n, words, ...wait }: Deferred): string =>
  lines(`${say('send.deferred', { n })} ${whyWords(say, wait)}`, serverWords(say, words))

/** Tells whoever asked for a single letter that it is late. */
export const lateCard = (say: Say, { words, ...late }: LateLetter): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say('waits.title'),
  text: lines(whyWords(say, late), serverWords(say, words)),
  note: late.kind === 'code' ? say('waits.code') : undefined,
  buttons: lookButtons(say, late),
  data: { late: true },
})

/** Tells whoever asked for a single letter that it will not come. */
export const failedCard = (say: Say, { reason, words, ...failed }: FailedLetter): Card => {
  const key = `failed.${reason}`
  return {
    kind: 'notice',
    tone: 'bad',
    title: say('failed.title'),
    text: lines(hasKey(key) ? say(key) : '', serverWords(say, words)),
    note: failed.kind === 'single' ? undefined : say('failed.own'),
    buttons: lookButtons(say, failed),
    data: { failed: true },
  }
}

/** An employee is not told of whom the letter is about. */
const lookButtons = (say: Say, { kind, person }: Pick<AboutLetter, 'kind' | 'person'>): Button[] | undefined =>
  kind === 'single' ? [{ label: say('person.title.button'), say: `status ${whoIs(person)}` }] : undefined
