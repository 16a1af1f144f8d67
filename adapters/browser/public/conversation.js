// The lines that are said and the cards that answer them. The card of a running send is updated about once a second.
import { drawCard } from './card.js'
import { el } from './element.js'
import { chosenRole, identity } from './identity.js'
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

async function copy(text) {
  await navigator.clipboard.writeText(text).catch(() => null)
  announce(words['local.copied'].replace('{text}', text))
}

/** The renderers of the platforms are larger than the rest of the page, so they are loaded when somebody looks. */
async function preview(card) {
  const { showPreview } = await import('./preview.js')
  await showPreview(card)
}

const summary = (card) => [card.title, card.text].filter(Boolean).join('. ')
/** What a card shows the state of. A file is made of it, and stands beside it. */
const codeOf = (card) => (card.kind === 'file' ? null : (card.data?.send ?? card.data?.plan ?? null))

/**
 * Says a line to the bot with the chosen identity and resolves to the card; rejects if there is no answer. While that
 * takes long, `meanwhile` gets cards that show how far it is. A file follows the line as it is.
 */
export async function ask(say, file, meanwhile) {
  const line = JSON.stringify({ as: identity(), say, language, ...(file && { file: { name: file.name } }) })
  const type = file ? 'application/octet-stream' : 'application/json'
  const body = file ? new Blob([line, '\n', file]) : line
  const headers = { 'content-type': type, accept: 'application/x-ndjson' }
  const response = await fetch('/chat', { method: 'POST', headers, body })
  if (!response.ok) throw new Error(String(response.status))
  for await (const part of lines(response.body)) {
    if (part.card) return part.card
    if (!part.meanwhile) break
    meanwhile?.(part.meanwhile)
  }
  throw new Error('no answer')
}

/** The JSON values of a stream, one a line. */
async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n')
    rest = parts.pop()
    for (const part of parts) yield JSON.parse(part)
  }
}

/** After `språk en` the page is shown in that language, too, with what was said before. */
function showIn({ language: chosen, refused } = {}) {
  if (chosen && !refused && chosen !== language) location.replace(`/?lang=${chosen}`)
}

/** Says a line and shows the answer. */
export async function speak(say, file) {
  const said = { said: say, file: file?.name, role: chosenRole() }
  const spoken = addEntry(bubble(said))
  let working = null
  const waiting = addEntry(el('div', { class: 'waiting' }, words['local.thinking']))
  const card = await ask(say, file, (progress) => {
    const progressing = working ?? el('article')
    if (!working) waiting.replaceWith(progressing)
    working = draw(progressing, progress)
  }).catch(() => unreachable)
  waiting.remove()
  working?.remove()
  record(said, { card })
  follow(showCard(card, spoken), card)
  announce(summary(card))
  completeStepOf(card, say)
  showIn(card.data)
}

/** Says a button's line. If the answer is about the same plan or send as the button's card, it replaces that card. */
async function press(article, say) {
  const said = { said: say, role: chosenRole() }
  setBusy(article, true)
  const kept = article.cloneNode(false)
  const card = await ask(say, undefined, (progress) => {
    if (!kept.parentNode) article.after(kept)
    draw(kept, progress)
  }).catch(() => unreachable)
  kept.remove()
  setBusy(article, false)
  if (!card.data?.refused && codeOf(card) && codeOf(card) === article.code) {
    record({ card })
    follow(draw(article, card), card)
    reveal(article)
  } else {
    const spoken = addEntry(bubble(said))
    record(said, { card })
    follow(showCard(card, spoken), card)
  }
  announce(summary(card))
  completeStepOf(card, say)
  showIn(card.data)
}

function bubble({ said, file, role }) {
  const who = el('span', { class: 'speaker' }, words[`local.you.${role}`])
  return el('div', { class: 'said' }, who, el('p', {}, said), file ? el('span', { class: 'file' }, file) : null)
}

/** Shows a card below all others and returns its article. */
export const showCard = (card, spoken) => {
  const article = addEntry(draw(el('article'), card))
  if (spoken) reveal(article, spoken)
  return article
}

export function draw(article, card) {
  article.code = codeOf(card)
  article.card = card
  drawCard(article, card, words, {
    say: (line) => void press(article, line),
    fill: (line) => document.getElementById('line').dispatchEvent(new CustomEvent('fill', { detail: line })),
    copy: (text) => void copy(text),
    preview: settings.previews && (() => void preview(article.card)),
  })
  return article
}

function addEntry(entry) {
  log.append(entry)
  reveal(entry)
  return entry
}

/** Scrolls so that the line that was asked stands above its answer, unless the button that decides would be hidden. */
function reveal(entry, asked = entry) {
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'
  const composer = document.getElementById('composer').offsetHeight
  const room = innerHeight - composer - 80
  const needed = entry.querySelector('.buttons .first') ?? entry.firstElementChild ?? entry
  const fits = (from) => needed.getBoundingClientRect().bottom - from.getBoundingClientRect().top < room
  const isWhole = entry.getBoundingClientRect().bottom - asked.getBoundingClientRect().top < room
  if (isWhole) entry.scrollIntoView({ block: 'end', behavior })
  else if (fits(asked) || fits(entry)) (fits(asked) ? asked : entry).scrollIntoView({ block: 'start', behavior })
  else needed.scrollIntoView({ block: 'end', behavior })
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
