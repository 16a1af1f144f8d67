// Ticks off the steps of the guide as they are taken, and points at the next one.
import { recall, remember } from './memory.js'

const steps = ['import', 'plan', 'send', 'mail', 'done']
const taken = () => new Set(recall('steps') ?? [])

/** Which step an answer takes. */
function stepOf(card, said) {
  const { outcomes, matching, send, person } = card.data ?? {}
  if (outcomes) return card.tone === 'question' ? null : 'import'
  if (send) return 'send'
  if (matching !== undefined) return 'plan'
  if (person?.state === 'connected') return 'done'
  return said === 'status' && taken().has('mail') ? 'done' : null
}

/** Notes a step as taken; without one, only shows where things stand. */
export function take(step) {
  const now = taken()
  if (step) now.add(step)
  remember('steps', [...now])
  const last = steps.findLastIndex((name) => now.has(name))
  for (const item of document.querySelectorAll('.guide [data-step]')) {
    item.classList.toggle('taken', now.has(item.dataset.step))
    if (steps[last + 1] === item.dataset.step) item.setAttribute('aria-current', 'step')
    else item.removeAttribute('aria-current')
  }
}

export const takeAnswer = (card, said) => take(stepOf(card, said))
