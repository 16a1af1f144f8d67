// The lines that are said and the cards that answer them. The card of a running send is updated about once a second.
import { drawCard, el } from './card.js'
import { chosenRole, hasIdentity, identity } from './identity.js'
import { load, store } from './storage.js'
import { completeStepOf } from './walkthrough.js'

export const settings = JSON.parse(document.getElementById('settings').textContent)
const { words, language } = settings
const log = document.getElementById('log')
const running = new Set(['running', 'paused'])
const unreachable = { tone: 'bad', title: words['local.failed.title'], text: words['local.failed.text'] }

/** Tells screen readers. */
export function announce(text) {
  document.getElementById('announce').textContent = text
}

const summary = (card) => [card.title, card.text].filter(Boolean).join('. ')
const codeOf = (card) => card.data?.send ?? card.data?.plan ?? null

/** Says a line to the bot with the chosen identity and resolves to the card; rejects if there is no answer. */
export async function ask(say, file) {
  const body = JSON.stringify({ as: identity(), say, language, ...(file && { file }) })
  const response = await fetch('/chat', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()).card
}

/** Says a line and shows the answer. */
export async function speak(say, file) {
  if (!hasIdentity()) return announce(words['local.employee.choose'])
  const said = { said: say, file: file?.name, role: chosenRole() }
  addEntry(bubble(said))
  const waiting = addEntry(el('div', { class: 'waiting' }, words['local.thinking']))
  const card = await ask(say, file).catch(() => unreachable)
  waiting.remove()
  record(said, { card })
  follow(showCard(card), card)
  announce(summary(card))
  completeStepOf(card, say)
}

/** Says a button's line. If the answer is about the same plan or send as the button's card, it replaces that card. */
async function press(article, say) {
  if (!hasIdentity()) return announce(words['local.employee.choose'])
  const said = { said: say, role: chosenRole() }
  setBusy(article, true)
  const card = await ask(say).catch(() => unreachable)
  setBusy(article, false)
  if (!card.data?.refused && codeOf(card) && codeOf(card) === article.code) {
    record({ card })
    follow(draw(article, card), card)
    reveal(article)
  } else {
    addEntry(bubble(said))
    record(said, { card })
    follow(showCard(card), card)
  }
  announce(summary(card))
  completeStepOf(card, say)
}

function bubble({ said, file, role }) {
  const who = el('span', { class: 'speaker' }, words[`local.you.${role}`])
  return el('div', { class: 'said' }, who, el('p', {}, said), file ? el('span', { class: 'file' }, file) : null)
}

/** Shows a card below all others and returns its article. */
export const showCard = (card) => addEntry(draw(el('article'), card))

export function draw(article, card) {
  article.code = codeOf(card)
  drawCard(article, card, (say) => void press(article, say), words)
  return article
}

function addEntry(entry) {
  log.append(entry)
  reveal(entry)
  return entry
}

function reveal(entry) {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const isTall = entry.offsetHeight > innerHeight - 300
  entry.scrollIntoView({ block: isTall ? 'start' : 'nearest', behavior: isCalm ? 'auto' : 'smooth' })
}

function setBusy(article, busy) {
  article.setAttribute('aria-busy', String(busy))
  for (const button of article.querySelectorAll('.buttons button')) button.disabled = busy
}

/** Updates the card of a send for as long as the send runs. */
function follow(article, card) {
  const { send: code, state } = card.data ?? {}
  clearTimeout(article.timer)
  if (!code || !running.has(state)) return
  article.timer = setTimeout(() => void update(article, card), state === 'paused' ? 4000 : 1000)
}

async function update(article, card) {
  const code = card.data.send
  const mustWait = () => document.hidden || article.getAttribute('aria-busy') === 'true'
  if (mustWait()) return follow(article, card)
  const next = await ask(`utskick ${code}`).catch(() => null)
  if (mustWait() || !next) return follow(article, card)
  if (next.data?.send !== code) return
  draw(article, next)
  record({ card: next })
  if (!running.has(next.data.state)) announce(summary(next))
  follow(article, next)
}

/** Keeps the last forty entries for `restore`. A card replaces an earlier one about the same plan or send. */
function record(...entries) {
  const all = load('log') ?? []
  for (const entry of entries.filter((one) => JSON.stringify(one).length < 50_000)) {
    const code = entry.card && codeOf(entry.card)
    const same = code ? all.findIndex((other) => other.card && codeOf(other.card) === code) : -1
    if (same >= 0 && !entry.card.data?.refused) all[same] = entry
    else all.push(entry)
  }
  store('log', all.slice(-40))
}

/** Shows again what was said in this tab before the page was reloaded. */
export function restore() {
  for (const entry of load('log') ?? []) {
    if (entry.card) follow(log.appendChild(draw(el('article'), entry.card)), entry.card)
    else log.append(bubble(entry))
  }
  if (log.children.length > 1) log.lastElementChild.scrollIntoView({ block: 'end' })
}
