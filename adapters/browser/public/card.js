// Draws cards. An update redraws only the parts that changed, so that a button does not move away from under the
// pointer.

import { drawCharts, drawParts } from './charts.js'
import { el, number } from './element.js'

const icons = {
  info: 'M12 10.5v6M12 7.2v.1',
  good: 'M7 12.5l3.5 3.5L17 8.5',
  warning: 'M12 6.5v7M12 16.9v.1',
  bad: 'M8 8l8 8M16 8l-8 8',
  preview: 'M3.5 4.5h11v11h-11zM9.5 15.5v4h11v-11h-6',
  question: 'M9.3 9.5a2.8 2.8 0 1 1 3.9 2.6c-.8.4-1.2.9-1.2 1.9M12 17.1v.1',
}

function icon(tone) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', icons[tone] ?? icons.info)
  svg.append(path)
  return svg
}

const paragraphs = (text, name) => text.split(/\n{2,}/).map((part) => el('p', { class: name }, part))

/** On a telephone each row becomes a small card; its cells then say what they are. */
function drawRows({ head, body, press = [], numbers = [], chips }, title, say) {
  const cell = (text, column, line, look) => {
    const [first, ...rest] = text.split('\n')
    const button = column === 0 && line ? el('button', { type: 'button', class: 'name', title: line }, first) : null
    button?.addEventListener('click', () => say(line))
    const below = rest.length ? el('span', { class: 'below' }, rest.join('\n')) : null
    const isNumber = numbers.includes(column)
    return el(
      'td',
      { 'data-head': head[column], class: isNumber ? 'number' : undefined, title: text },
      button ?? (look ? el('span', { class: `chip chip-${look}` }, first) : first),
      below,
    )
  }
  const headRow = el('tr', {}, ...head.map((cell) => el('th', { scope: 'col' }, cell)))
  const rows = body.map((row, index) =>
    el(
      'tr',
      {},
      ...row.map((text, column) => cell(text, column, press[index], column === chips?.column && chips.looks[index])),
    ),
  )
  const table = el('table', {}, el('thead', {}, headRow), el('tbody', {}, ...rows))
  return [el('div', { class: 'rows', role: 'group', tabindex: '0', 'aria-label': title }, table)]
}

/** The picture of the parts, if there is one, shows how far it is, too. */
function drawProgress({ done, total }, words, isDrawn) {
  const said = words['local.done'].replace('{done}', number(done)).replace('{total}', number(total))
  const share = el('span', { class: 'share' }, said)
  if (isDrawn) return [share]
  return [el('progress', { value: done, max: Math.max(total, 1), 'aria-label': words['local.progress'] }), share]
}

/** Whether an address is safe to follow; `javascript:` and the like are shown as text. */
const isSafeAddress = (address) => /^(https?:|mailto:|\/(?!\/))/i.test(address)

/**
 * The button that is expected next comes first and is emphasised; on a card that asks something and names none, it is
 * the first, unless one of them cannot be undone.
 */
function drawButtons(given, tone, { say, fill }) {
  const isPrimary = ({ effect }) => Number(effect === 'primary')
  const buttons = given.toSorted((one, other) => isPrimary(other) - isPrimary(one))
  const primary = buttons.findIndex(({ effect }) => effect === 'primary')
  const asked = tone === 'question' && !buttons.some(({ effect }) => effect === 'dangerous')
  const first = primary >= 0 || !asked ? primary : buttons.findIndex((button) => 'say' in button)
  return buttons.map((button, index) => {
    if ('open' in button) {
      if (!isSafeAddress(button.open)) return el('span', { class: 'quiet' }, `${button.label}: ${button.open}`)
      return el('a', { class: 'button', href: button.open, target: '_blank', rel: 'noopener' }, button.label)
    }
    const made = el(
      'button',
      {
        type: 'button',
        title: button.input ? `${button.say}…` : button.say,
        class: index === first ? 'first' : button.effect === 'dangerous' ? 'dangerous' : undefined,
      },
      button.label,
    )
    made.addEventListener('click', () => (button.input ? fill : say)(button.say))
    return made
  })
}

/** An address can be copied. */
function copyButton(value, words, copy) {
  if (!/^[^\s@]+@[^\s@]+$/.test(value)) return null
  const label = words['local.copy'].replace('{text}', value)
  const button = el('button', { type: 'button', class: 'copy', 'aria-label': label, title: label }, '⧉')
  button.addEventListener('click', () => copy(value))
  return button
}

/** What a card folds away stands behind these words. */
const folded = (words, children) => (words ? [el('details', {}, el('summary', {}, words), ...children)] : children)

/** Files come as `data:` addresses. They become blobs, because browsers limit the length of an address. */
function drawFiles(files) {
  return files.map(({ name, open }) => {
    const [, type = '', text = ''] = /^data:([^,]*?);base64,(.*)$/s.exec(open) ?? []
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const href = URL.createObjectURL(new Blob([bytes], { type }))
    return el('a', { class: 'file', href, download: name }, name)
  })
}

function previewButton(words, preview) {
  const label = words['local.preview']
  const button = el('button', { type: 'button', class: 'preview-button', 'aria-label': label, title: label })
  button.append(icon('preview'))
  button.addEventListener('click', preview)
  return button
}

/**
 * Draws `card` into `article`. `on.say` is called with the line of a pressed button, `on.fill` with the beginning of
 * one that is to be typed on, `on.copy` with a copied text; `on.preview`, if given, shows the card as other chats do.
 * `words` has the texts around the card.
 */
export function drawCard(article, card, words, on) {
  article.drawn ??= {}
  const { drawn } = article
  article.className = `card ${card.tone}`
  const part = (name, value, draw) => {
    const key = JSON.stringify(value ?? null)
    if (drawn[name] === key) return
    drawn[name] = key
    const box = article.querySelector(`:scope > .${name}`) ?? el('div', { class: name })
    if (box.parentNode !== article) article.append(box)
    box.replaceChildren(...(value === undefined || value === null ? [] : draw(value)))
    box.hidden = !box.hasChildNodes()
  }
  part('title', [card.tone, card.title], () => [
    icon(card.tone),
    el('h2', {}, card.title),
    on.preview ? previewButton(words, on.preview) : '',
  ])
  const hasParts = card.parts?.some(({ value }) => value > 0)
  part('parts', hasParts ? card.parts : null, (parts) => drawParts(parts, card.namesItsParts))
  part('text', card.text, (text) => paragraphs(text))
  part('progress', card.progress, (progress) => drawProgress(progress, words, hasParts))
  // The answer of a list is its rows; every other card asks for its buttons first.
  const isList = card.kind === 'list'
  const buttons = () =>
    part('buttons', card.buttons && [card.tone, card.buttons], ([tone, buttons]) => drawButtons(buttons, tone, on))
  if (!isList) buttons()
  const fact = ([label, value]) =>
    el('div', {}, el('dt', {}, label), el('dd', {}, value, copyButton(value, words, on.copy)))
  part('facts', card.facts, (facts) => folded(card.fold?.facts, [el('dl', {}, ...facts.map(fact))]))
  part('charts', card.charts, (charts) => drawCharts(charts, words))
  part('table', card.rows, (rows) =>
    folded(card.fold?.rows, drawRows(rows, card.title || words['local.table'], on.say)),
  )
  if (isList) buttons()
  part('files', card.files, drawFiles)
  part('note', card.note, (note) => paragraphs(note))
}
