import type { Button, Card, Fact, Part } from '#bot'
import { hasKey, type Say } from '#text'
import type { Next } from '../../errors.ts'
import { dateAndTime } from '../../verification/days.ts'
import type { Progress } from '../../verification/delivery/progress.ts'
import type { SendPeople } from '../../verification/sends/sends.ts'
import { howLong, number } from '../words.ts'
import { deferredWords, pausedWords, serverWords, soon } from './wait-words.ts'

/**
 * The current state of a send: progress while it runs, the result afterwards. It holds only numbers, and the names of
 * `people` if given.
 */
export function sendCard(say: Say, progress: Progress, people?: SendPeople): Card {
  const { state } = progress
  const code = progress.send ?? ''
  const inDoubt = progress.inDoubt ? say('send.inDoubt', { n: progress.inDoubt }) : ''
  const underWay = progress.underWay ? say('send.underWay', { n: progress.underWay }) : ''
  const ended = state === 'done' || state === 'stopped'
  const cured = (['bounced', 'unclear'] as const).map((reason) =>
    ended && progress.byReason[reason] ? say(`send.${reason}`, { n: progress.byReason[reason], code }) : '',
  )
  const paused = state === 'paused' && progress.pausedBecause ? pausedWords(say, progress) : ''
  return {
    kind: 'send',
    tone: toneOf(progress),
    title: say(`send.${state}.title`, {
      code,
      at: progress.company ? say('send.title.at', { company: progress.company }) : '',
      done: progress.total - progress.queued,
      sent: progress.sent + progress.direct,
      total: progress.total,
    }),
    parts: state === 'done' || state === 'stopped' ? partsOf(say, progress) : undefined,
    text: [paused, underWay, ...hindrances(say, progress), inDoubt, ...cured].filter(Boolean).join('\n') || undefined,
    progress: { done: progress.total - progress.queued, total: progress.total },
    facts: [...numbers(say, progress), ...times(say, progress, people)],
    buttons: buttons(say, progress),
    data: dataOf(progress),
  }
}

function dataOf(p: Progress): Record<string, unknown> {
  const { send, state, total, sent, direct, failed, skipped, queued, inDoubt } = p
  return { send, state, total, sent, direct, failed, skipped, queued, inDoubt }
}

/** What became of everybody, as a picture of the result. */
function partsOf(say: Say, p: Progress): Part[] {
  // They stand behind a number: `145 skickade`.
  const named = (key: Parameters<Say>[0]): string => say(key).replace(/^./u, (letter) => letter.toLowerCase())
  return [
    { label: named('send.fact.sent'), value: p.sent, look: 'good' },
    { label: named('send.fact.direct'), value: p.direct, look: 'direct' },
    { label: named('send.fact.failed'), value: p.failed, look: 'bad' },
    { label: named('send.fact.inDoubt'), value: p.inDoubt, look: 'waiting' },
    { label: named('send.fact.queued'), value: p.queued, look: 'waiting' },
    { label: named('send.fact.skipped'), value: p.skipped, look: 'open' },
  ]
}

function toneOf(p: Progress): Card['tone'] {
  if (p.state === 'paused' || p.trouble) return 'warning'
  if (p.state !== 'done') return 'info'
  return p.failed || p.inDoubt ? 'warning' : 'good'
}

function numbers(say: Say, p: Progress): Fact[] {
  const facts: [Parameters<Say>[0], number][] = [
    ['send.fact.sent', p.sent],
    ['send.fact.direct', p.direct],
    ['send.fact.failed', p.failed],
    ['send.fact.skipped', p.skipped],
    ['send.fact.inDoubt', p.inDoubt],
    ['send.fact.queued', p.queued],
  ]
  return [
    ...facts.filter(([, n]) => n > 0).map(([key, n]): Fact => [say(key), number(say, n)]),
    ...Object.entries(p.byReason).map(([reason, n]): Fact => [`– ${reasonWords(say, reason)}`, number(say, n)]),
  ]
}

export function reasonWords(say: Say, reason: string): string {
  const key = `reason.${reason}`
  return say(hasKey(key) ? key : 'reason.other')
}

function times(say: Say, p: Progress, people?: SendPeople): Fact[] {
  return [
    ...(p.state === 'running' && p.ratePerMinute
      ? [[say('send.fact.pace'), say('send.pace', { n: Math.round(p.ratePerMinute) })] as Fact]
      : []),
    ...(p.state === 'running' && p.secondsLeft ? [[say('send.fact.left'), howLong(say, p.secondsLeft)] as Fact] : []),
    ...(people?.by ? [[say('send.fact.by'), people.by] as Fact] : []),
    ...(people?.approvedBy ? [[say('send.fact.approvedBy'), people.approvedBy] as Fact] : []),
    [say('send.fact.at'), dateAndTime(p.startedAt)],
  ]
}

/** Whom `försök igen` could reach: not the addresses that were refused, and of a stopped send whom it left behind. */
const unreached = ({ state, failed, byReason }: Progress): number =>
  failed - (byReason.bounced ?? 0) + (state === 'stopped' ? (byReason.stopped ?? 0) : 0)

/** The button that plans mail to those whom the send could not reach, if there are any. */
export const retryOf = (p: Progress): Next[] => {
  const label = p.state === 'stopped' ? 'send.button.unsent' : 'send.button.retry'
  return unreached(p) ? [{ label, params: { n: unreached(p) }, say: `försök igen ${p.send}` }] : []
}

/** What keeps letters of a running send waiting. */
function hindrances(say: Say, { trouble, deferred = [] }: Progress): string[] {
  return [
    trouble ? say(`send.trouble.${trouble.cause}`, { at: soon(trouble.nextTryAt) }) : '',
    trouble ? serverWords(say, trouble.detail) : '',
    ...deferred.map((some) => deferredWords(say, some)),
  ]
}

function buttons(say: Say, p: Progress): Button[] {
  const { state } = p
  const code = p.send ?? ''
  const retry = retryOf(p).map(
    (next): Button => ({
      label: say(next.label, next.params),
      say: next.say,
      effect: 'primary',
    }),
  )
  const bounced: Button[] = p.byReason.bounced
    ? [{ label: say('send.button.bounced'), say: `lista utskick=${code} status=studsad` }]
    : []
  const retryInDoubt = p.inDoubt
    ? [
        {
          label: say('send.button.inDoubt', { n: p.inDoubt }),
          say: `försök igen ${code} tveksamma`,
          effect: 'safe',
        } as const,
      ]
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
  return [...retry, ...retryInDoubt, ...bounced, ...list].slice(0, 5)
}
