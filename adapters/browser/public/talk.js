// What is said and answered. A send that runs is asked about once a second, and its card follows.
import { drawCard, el } from './card.js'
import { takeAnswer } from './guide.js'
import { recall, remember } from './memory.js'
import { as, chosenVoice, maySpeak } from './voice.js'

export const settings = JSON.parse(document.getElementById('settings').textContent)
const { words, language } = settings
const log = document.getElementById('log')
const running = new Set(['running', 'paused'])
const unreachable = { tone: 'bad', title: words['local.failed.title'], text: words['local.failed.text'] }

export function announce(text) {
  document.getElementById('announce').textContent = text
}

const summary = (card) => [card.title, card.text].filter(Boolean).join('. ')
const codeOf = (card) => card.data?.send ?? card.data?.plan ?? null

/** One line to the bot, as whoever is chosen; rejects when there is no answer. */
export async function ask(say, file) {
  const body = JSON.stringify({ as: as(), say, language, ...(file && { file }) })
  const got = await fetch('/chat', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!got.ok) throw new Error(String(got.status))
  return (await got.json()).card
}

/** Says a line and shows what comes back. */
export async function speak(say, file) {
  if (!maySpeak()) return announce(words['local.employee.choose'])
  const said = { said: say, file: file?.name, voice: chosenVoice() }
  addEntry(bubble(said))
  const waiting = addEntry(el('div', { class: 'waiting' }, words['local.thinking']))
  const card = await ask(say, file).catch(() => unreachable)
  waiting.remove()
  keep(said, { card })
  follow(showCard(card), card)
  announce(summary(card))
  takeAnswer(card, say)
}

/** Says a button's line. An answer about the same plan or send takes the place of the card that has the button. */
async function press(article, say) {
  if (!maySpeak()) return announce(words['local.employee.choose'])
  const said = { said: say, voice: chosenVoice() }
  setBusy(article, true)
  const card = await ask(say).catch(() => unreachable)
  setBusy(article, false)
  if (!card.data?.refused && codeOf(card) && codeOf(card) === article.code) {
    keep({ card })
    follow(draw(article, card), card)
    show(article)
  } else {
    addEntry(bubble(said))
    keep(said, { card })
    follow(showCard(card), card)
  }
  announce(summary(card))
  takeAnswer(card, say)
}

function bubble({ said, file, voice }) {
  const who = el('span', { class: 'voice' }, words[`local.you.${voice}`])
  return el('div', { class: 'said' }, who, el('p', {}, said), file ? el('span', { class: 'file' }, file) : null)
}

/** Shows a card as the last one. */
export const showCard = (card) => addEntry(draw(el('article'), card))

export function draw(article, card) {
  article.code = codeOf(card)
  drawCard(article, card, (say) => void press(article, say), words)
  return article
}

function addEntry(entry) {
  log.append(entry)
  show(entry)
  return entry
}

function show(entry) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const tall = entry.offsetHeight > innerHeight - 300
  entry.scrollIntoView({ block: tall ? 'start' : 'nearest', behavior: calm ? 'auto' : 'smooth' })
}

function setBusy(article, busy) {
  article.setAttribute('aria-busy', String(busy))
  for (const button of article.querySelectorAll('.buttons button')) button.disabled = busy
}

function follow(article, card) {
  const { send: code, state } = card.data ?? {}
  clearTimeout(article.timer)
  if (!code || !running.has(state)) return
  article.timer = setTimeout(() => void look(article, card), state === 'paused' ? 4000 : 1000)
}

async function look(article, card) {
  const code = card.data.send
  const busy = () => document.hidden || article.getAttribute('aria-busy') === 'true'
  if (busy()) return follow(article, card)
  const next = await ask(`utskick ${code}`).catch(() => null)
  if (busy() || !next) return follow(article, card)
  if (next.data?.send !== code) return
  draw(article, next)
  keep({ card: next })
  if (!running.has(next.data.state)) announce(summary(next))
  follow(article, next)
}

/** The last forty entries; a card about the same plan or send replaces the one before it. */
function keep(...entries) {
  const all = recall('log') ?? []
  for (const entry of entries.filter((one) => JSON.stringify(one).length < 50_000)) {
    const code = entry.card && codeOf(entry.card)
    const same = code ? all.findIndex((other) => other.card && codeOf(other.card) === code) : -1
    if (same >= 0 && !entry.card.data?.refused) all[same] = entry
    else all.push(entry)
  }
  remember('log', all.slice(-40))
}

/** Shows again what was said in this tab before it was loaded anew. */
export function restore() {
  for (const entry of recall('log') ?? []) {
    if (entry.card) follow(log.appendChild(draw(el('article'), entry.card)), entry.card)
    else log.append(bubble(entry))
  }
  if (log.children.length > 1) log.lastElementChild.scrollIntoView({ block: 'end' })
}
