import type { Card, Said } from '#bot'
import type { Say } from '#text'
import type { Context, Work } from '../../verification/context.ts'

/** In milliseconds: nobody should wonder for longer whether anything happens. */
const patience = 1200
/** In milliseconds, between two updates. */
const every = 2000

/**
 * Shows how far long work is, to whoever asked, until it is answered: the first card after a little more than a second.
 * The chat replaces it by the answer.
 */
export function showWork(
  said: Pick<Said, 'meanwhile'>,
  say: Say,
  replaces = false,
): { report: Context['report']; stop(): void } {
  let step: { work: Work; done: number; total: number } | undefined
  let posting: Promise<void> | undefined
  const show = () => {
    if (!step || posting) return
    posting = said.meanwhile?.(workingCard(say, step), replaces).catch(() => {})
    void posting?.finally(() => {
      posting = undefined
    })
  }
  let timer = setTimeout(function next() {
    show()
    timer = setTimeout(next, every)
  }, patience)
  return {
    report(now) {
      step = now
    },
    stop: () => clearTimeout(timer),
  }
}

function workingCard(say: Say, { work, done, total }: { work: Work; done: number; total: number }): Card {
  return {
    kind: 'notice',
    tone: 'info',
    title: say(`working.${work}`),
    text: total > 0 ? say('working.text', { done, total }) : say('working.rows', { done }),
    ...(total > 0 && { progress: { done, total } }),
  }
}
