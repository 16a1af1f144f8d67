// Ticks off the steps of the walkthrough as they are completed, and points to the next one.
import { load, store } from './storage.js'

const steps = ['import', 'plan', 'send', 'mail', 'done']
const completedSteps = () => new Set(load('steps') ?? [])

/** The step that an answer completes, or null. */
function stepOf(card, line) {
  const { outcomes, matching, send, person } = card.data ?? {}
  if (outcomes) return card.tone === 'question' ? null : 'import'
  if (send) return 'send'
  if (matching !== undefined) return 'plan'
  if (person?.state === 'connected') return 'done'
  return line === 'status' && completedSteps().has('mail') ? 'done' : null
}

export function completeStep(step) {
  store('steps', [...completedSteps().add(step)])
  showSteps()
}

/** Completes the step that this answer to this line completes, if there is one. */
export function completeStepOf(card, line) {
  const step = stepOf(card, line)
  if (step) completeStep(step)
}

/** On a small screen the steps are folded, so the button of the next one stands among the suggestions. */
function showNext(step) {
  const place = document.getElementById('next')
  const isFolded = matchMedia('(max-width: 59.99rem)').matches
  const source = isFolded && document.querySelector(`[data-step="${step}"] :is(button, a.button)`)
  place.hidden = !source
  if (!source || place.dataset.next === step) return
  place.dataset.next = step
  const made = source.cloneNode(true)
  made.removeAttribute('id')
  made.className = 'button first'
  made.addEventListener('click', (event) => {
    event.preventDefault()
    source.click()
  })
  place.replaceChildren(made)
}

export function showSteps() {
  const completed = completedSteps()
  const next = steps[steps.findLastIndex((step) => completed.has(step)) + 1]
  showNext(next)
  for (const item of document.querySelectorAll('.walkthrough [data-step]')) {
    item.classList.toggle('completed', completed.has(item.dataset.step))
    if (item.dataset.step === next) item.setAttribute('aria-current', 'step')
    else item.removeAttribute('aria-current')
  }
}
