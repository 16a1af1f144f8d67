// The line that is being typed: how it can go on, what was typed before, and that nothing typed is ever lost.
import { settings } from './conversation.js'
import { el } from './element.js'
import { identity, isIdentified } from './identity.js'
import { load, store } from './storage.js'

const line = document.getElementById('line')
const list = document.getElementById('completions')
/** The lines that were typed, and the position of the one that the arrow keys show. */
const typed = load('typed') ?? []
let at = typed.length
let chosen = -1
let asked = 0

export function grow() {
  line.style.height = 'auto'
  line.style.height = `${Math.min(line.scrollHeight + 2, 160)}px`
}

/** Keeps a line that was said, for the arrow keys. */
export function remember(said) {
  if (said && typed.at(-1) !== said) typed.push(said)
  at = typed.length
  store('typed', typed.slice(-50))
  store('draft', '')
  close()
}

function close() {
  asked += 1
  chosen = -1
  list.hidden = true
  line.removeAttribute('aria-activedescendant')
}

async function offer() {
  const mine = ++asked
  const said = line.value
  if (!said.trim() || said.includes('\n') || !isIdentified()) return close()
  const words = new URLSearchParams({ as: identity(), line: said, lang: settings.language })
  const { choices = [] } = await fetch(`/chat/complete?${words}`).then(
    (response) => (response.ok ? response.json() : {}),
    () => ({}),
  )
  if (mine !== asked || said !== line.value) return
  if (!choices.length) return close()
  chosen = -1
  list.replaceChildren(
    ...choices.map((choice, index) => {
      const item = el('li', { role: 'option', id: `completion-${index}`, 'aria-selected': 'false' }, choice.label)
      item.dataset.line = choice.line
      item.addEventListener('pointerdown', (event) => {
        event.preventDefault()
        take(item)
      })
      return item
    }),
  )
  list.hidden = false
}

function take(item) {
  line.value = item.dataset.line
  grow()
  store('draft', line.value)
  close()
  line.focus()
  void offer()
}

function choose(step) {
  const items = [...list.children]
  chosen = (chosen + step + items.length + 1) % (items.length + 1)
  for (const [index, item] of items.entries()) item.setAttribute('aria-selected', String(index === chosen))
  const item = items[chosen]
  if (item) line.setAttribute('aria-activedescendant', item.id)
  else {
    line.removeAttribute('aria-activedescendant')
    chosen = -1
  }
  item?.scrollIntoView({ block: 'nearest' })
}

function recall(step) {
  at = Math.min(Math.max(0, at + step), typed.length)
  line.value = typed[at] ?? load('draft') ?? ''
  grow()
}

function onKey(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const isOpen = !list.hidden
  if (isOpen && event.key === 'Escape') close()
  else if (isOpen && event.key === 'Tab' && !event.shiftKey) take(list.children[Math.max(0, chosen)])
  else if (isOpen && chosen >= 0 && event.key === 'Enter') take(list.children[chosen])
  else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) line.form.requestSubmit()
  else if (isOpen && step) choose(step)
  else if (step && !line.value.includes('\n')) recall(step)
  else return
  event.preventDefault()
}

/** A button's line that is to be typed on. What stood here can be had back with the arrow keys. */
function fill(begun) {
  if (line.value.trim() && line.value !== begun) remember(line.value)
  line.value = begun
  line.focus()
  line.setSelectionRange(begun.length, begun.length)
  line.dispatchEvent(new Event('input'))
}

export function startComposer() {
  line.addEventListener('fill', ({ detail }) => fill(detail))
  line.addEventListener('input', () => {
    grow()
    store('draft', line.value)
    void offer()
  })
  line.addEventListener('keydown', onKey)
  line.addEventListener('blur', close)
  line.value = settings.say || (load('draft') ?? '')
  grow()
  const place = () => document.documentElement.style.setProperty('--composer', `${line.form.offsetHeight}px`)
  new ResizeObserver(place).observe(line.form)
  const bar = document.querySelector('.bar')
  new ResizeObserver(() => document.documentElement.style.setProperty('--bar', `${bar.offsetHeight}px`)).observe(bar)
}
