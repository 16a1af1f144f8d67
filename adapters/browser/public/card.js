// Draws cards. An update redraws only the parts that changed, so that a button does not move away from under the pointer.

const icons = {
  info: 'M12 10.5v6M12 7.2v.1',
  good: 'M7 12.5l3.5 3.5L17 8.5',
  warning: 'M12 6.5v7M12 16.9v.1',
  bad: 'M8 8l8 8M16 8l-8 8',
  question: 'M9.3 9.5a2.8 2.8 0 1 1 3.9 2.6c-.8.4-1.2.9-1.2 1.9M12 17.1v.1',
}

/** Makes an element: `el('p', { class: 'x' }, 'text', child)`. Text is never read as markup. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== null && child !== undefined))
  return made
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

function drawRows({ head, body }, title) {
  const headRow = el('tr', {}, ...head.map((cell) => el('th', { scope: 'col' }, cell)))
  const rows = body.map((row) => el('tr', {}, ...row.map((cell) => el('td', {}, cell))))
  const table = el('table', {}, el('thead', {}, headRow), el('tbody', {}, ...rows))
  return [el('div', { class: 'rows', role: 'region', tabindex: '0', 'aria-label': title }, table)]
}

function drawProgress({ done, total }, label) {
  const share = total > 0 ? Math.floor((100 * done) / total) : 0
  return [
    el('progress', { value: done, max: Math.max(total, 1), 'aria-label': label }),
    el('span', { class: 'share' }, `${done} / ${total} · ${share} %`),
  ]
}

/** Whether an address is safe to follow; `javascript:` and the like are shown as text. */
const isSafeAddress = (address) => /^(https?:|mailto:|\/(?!\/))/i.test(address)

/** On a card that asks for a decision the first button is emphasised. */
function drawButtons(buttons, tone, say) {
  const first = tone === 'question' ? buttons.findIndex((button) => 'say' in button) : -1
  return buttons.map((button, index) => {
    if ('open' in button) {
      if (!isSafeAddress(button.open)) return el('span', { class: 'quiet' }, `${button.label}: ${button.open}`)
      return el('a', { class: 'button', href: button.open, target: '_blank', rel: 'noopener' }, button.label)
    }
    const made = el(
      'button',
      { type: 'button', title: button.say, class: index === first ? 'first' : undefined },
      button.label,
    )
    made.addEventListener('click', () => say(button.say))
    return made
  })
}

/** Files come as `data:` addresses. They become blobs, because browsers limit the length of an address. */
function drawFiles(files) {
  return files.map(({ name, open }) => {
    const [, type = '', text = ''] = /^data:([^,]*?);base64,(.*)$/s.exec(open) ?? []
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const href = URL.createObjectURL(new Blob([bytes], { type }))
    return el('a', { class: 'file', href, download: name }, name)
  })
}

/** Draws `card` into `article`. A pressed button calls `say` with its line; `words` has the texts around the card. */
export function drawCard(article, card, say, words) {
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
  part('title', [card.tone, card.title], () => [icon(card.tone), el('h2', {}, card.title)])
  part('text', card.text, (text) => paragraphs(text))
  part('progress', card.progress, (progress) => drawProgress(progress, words['local.progress']))
  part('buttons', card.buttons && [card.tone, card.buttons], ([tone, buttons]) => drawButtons(buttons, tone, say))
  part('facts', card.facts, (facts) => [
    el('dl', {}, ...facts.map(([label, value]) => el('div', {}, el('dt', {}, label), el('dd', {}, value)))),
  ])
  part('table', card.rows, (rows) => drawRows(rows, card.title || words['local.table']))
  part('files', card.files, drawFiles)
  part('note', card.note, (note) => paragraphs(note))
}
