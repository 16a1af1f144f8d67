// The same card as Slack and as Teams show it, beside each other. Loaded when somebody asks for it.
import { el } from './element.js'

const { words, language } = JSON.parse(document.getElementById('settings').textContent)
const style = el('link', { rel: 'stylesheet', href: '/local/preview.css' })
document.head.append(style)

const frames = ['slack', 'teams'].map((name) => {
  const frame = el('iframe', { title: words[`local.preview.${name}`], src: `/local/preview/${name}?lang=${language}` })
  const ready = new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true })
  })
  return { name, frame, ready }
})

const widths = ['desktop', 'phone'].map((width) => {
  const button = el('button', { type: 'button', 'aria-pressed': 'false' }, words[`local.preview.${width}`])
  button.addEventListener('click', () => setWidth(width))
  return { width, button }
})
const close = el('button', { type: 'button', class: 'close' }, words['local.preview.close'])
const dialog = el(
  'dialog',
  { class: 'preview', 'aria-labelledby': 'preview-title' },
  el(
    'header',
    {},
    el('h2', { id: 'preview-title' }, words['local.preview.title']),
    el('p', { class: 'widths' }, ...widths.map(({ button }) => button)),
    close,
  ),
  el('p', { class: 'quiet' }, words['local.preview.text']),
  el(
    'div',
    { class: 'platforms' },
    ...frames.map(({ name, frame }) => el('section', {}, el('h3', {}, words[`local.preview.${name}`]), frame)),
  ),
)
document.body.append(dialog)
close.addEventListener('click', () => dialog.close())
dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())

function setWidth(chosen) {
  dialog.dataset.width = chosen
  for (const { width, button } of widths) button.setAttribute('aria-pressed', String(width === chosen))
}
setWidth('desktop')

/** Draws a card in both frames, and shows them. */
export async function showPreview(card) {
  dialog.showModal()
  const response = await fetch('/chat/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // What the files hold is not drawn.
    body: JSON.stringify({ card: { ...card, files: card.files?.map(({ name }) => ({ name })) }, language }),
  })
  const drawn = await response.json()
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  for (const { name, frame, ready } of frames) {
    await ready
    const { document: inside, draw } = frame.contentWindow
    inside.body.classList.toggle('dark', dark)
    draw({ card: drawn[name], dark })
    const enclose = () => {
      frame.style.height = `${inside.documentElement.offsetHeight + 2}px`
    }
    enclose()
    frame.watched ??= new ResizeObserver(enclose)
    frame.watched.observe(inside.body)
  }
}
