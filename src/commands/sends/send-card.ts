import type { Button, Card, Fact } from '#bot'
import { hasKey, type Say } from '#text'
import { dateAndTime, timeOfDay, today } from '../../verification/days.ts'
import type { Progress } from '../../verification/delivery/progress.ts'
import { howLong } from '../words.ts'

/**
 * The current state of a send: progress while it runs, the result afterwards. It holds only numbers, and `by` if given.
 */
export function sendCard(say: Say, progress: Progress, by?: string | null): Card {
  const { state } = progress
  const code = progress.send ?? ''
  const inDoubt = progress.inDoubt ? say('send.inDoubt', { n: progress.inDoubt }) : ''
  const paused = state === 'paused' && progress.pausedBecause ? pausedWords(say, progress) : ''
  return {
    kind: 'send',
    tone: toneOf(progress),
    title: say(`send.${state}.title`, { code }),
    text: [paused, ...hindrances(say, progress), inDoubt].filter(Boolean).join('\n') || undefined,
    progress: { done: progress.total - progress.queued, total: progress.total },
    facts: [...numbers(say, progress), ...times(say, progress, by)],
    buttons: buttons(say, progress),
    data: dataOf(progress),
  }
}

function dataOf(p: Progress): Record<string, unknown> {
  const { send, state, total, sent, direct, failed, skipped, queued, inDoubt } = p
  return { send, state, total, sent, direct, failed, skipped, queued, inDoubt }
}

function toneOf(p: Progress): Card['tone'] {
  if (p.state === 'paused' || p.trouble) return 'warning'
  if (p.state !== 'done') return 'info'
  return p.failed || p.inDoubt ? 'warning' : 'good'
}

function numbers(say: Say, p: Progress): Fact[] {
  const facts: [Parameters<Say>[0], number, boolean][] = [
    ['send.fact.sent', p.sent, true],
    ['send.fact.direct', p.direct, p.direct > 0],
    ['send.fact.failed', p.failed, p.failed > 0],
    ['send.fact.skipped', p.skipped, p.skipped > 0],
    ['send.fact.inDoubt', p.inDoubt, p.inDoubt > 0],
    ['send.fact.queued', p.queued, p.queued > 0],
  ]
  return [
    ...facts.filter(([, , show]) => show).map(([key, n]): Fact => [say(key), String(n)]),
    ...Object.entries(p.byReason).map(([reason, n]): Fact => [`– ${reasonWords(say, reason)}`, String(n)]),
  ]
}

export function reasonWords(say: Say, reason: string): string {
  const key = `reason.${reason}`
  return say(hasKey(key) ? key : 'reason.other')
}

function times(say: Say, p: Progress, by?: string | null): Fact[] {
  return [
    ...(p.state === 'running' && p.ratePerMinute
      ? [[say('send.fact.pace'), say('send.pace', { n: Math.round(p.ratePerMinute) })] as Fact]
      : []),
    ...(p.state === 'running' && p.secondsLeft ? [[say('send.fact.left'), howLong(say, p.secondsLeft)] as Fact] : []),
    ...(by ? [[say('send.fact.by'), by] as Fact] : []),
    [say('send.fact.at'), dateAndTime(p.startedAt)],
  ]
}

function pausedWords(say: Say, p: Progress): string {
  const key = `send.paused.${p.pausedBecause}`
  const at = p.pausedUntil ? soon(p.pausedUntil) : ''
  return [hasKey(key) ? say(key, { at }) : '', p.pausedDetail ?? ''].filter(Boolean).join(' ')
}

/** What keeps letters of a running send waiting. */
function hindrances(say: Say, { trouble, deferred }: Progress): string[] {
  return [
    trouble ? say(`send.trouble.${trouble.cause}`, { at: soon(trouble.nextTryAt) }) : '',
    trouble ? serverWords(say, trouble.detail) : '',
    deferred ? say('send.deferred', { n: deferred.n, at: soon(deferred.nextAt) }) : '',
  ]
}

/** What the mail server answered, or the error that came instead of an answer. */
export const serverWords = (say: Say, words: string): string =>
  words && say(/^\d{3}/.test(words) ? 'send.trouble.said' : 'send.trouble.error', { words })

/** A day and a time to the second: the next attempt is often only seconds away. */
const soon = (at: Date): string => `${today(at)} ${timeOfDay(at)}`

function buttons(say: Say, p: Progress): Button[] {
  const { state } = p
  const code = p.send ?? ''
  const retry = p.failed ? [{ label: say('send.button.retry', { n: p.failed }), say: `försök igen ${code}` }] : []
  const retryInDoubt = p.inDoubt
    ? [{ label: say('send.button.inDoubt', { n: p.inDoubt }), say: `försök igen ${code} tveksamma` }]
    : []
  const list: Button[] = [
    { label: say('send.button.list'), say: `lista utskick=${code}` },
    { label: say('send.button.file'), say: `exportera utskick=${code}` },
  ]
  const refresh: Button = { label: say('send.button.refresh'), say: `utskick ${code}` }
  const stop: Button = { label: say('send.button.stop'), say: `stoppa ${code}`, effect: 'dangerous' }
  if (state === 'running')
    return [{ label: say('send.button.pause'), say: `pausa ${code}`, effect: 'safe' }, stop, refresh]
  if (state === 'paused')
    return [{ label: say('send.button.resume'), say: `återuppta ${code}`, effect: 'primary' }, stop, refresh]
  return [...retry, ...retryInDoubt, ...list]
}
