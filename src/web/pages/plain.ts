import { html } from 'hono/html'
import { type Frame, type Look, layout, type Markup } from '../layout.ts'

export type PlainPage =
  | 'home'
  | 'privacy'
  | 'terms'
  | 'missing'
  | 'method'
  | 'bad'
  | 'large'
  | 'refused'
  | 'broken'
  | 'over'

/** A page with a fixed text. `reference` is on the page of a fault and in its log line. */
export function plainPage(frame: Frame, page: PlainPage, reference = ''): Markup {
  const { say } = frame
  const look: Look = page === 'home' || page === 'privacy' || page === 'terms' ? 'plain' : 'warn'
  const paragraphs = say(`page.${page}.text`, { reference }).split('\n')
  const content = html`${paragraphs.map((text) => html`<p>${text}</p>`)}`
  return layout(frame, say(`page.${page}.title`), content, look)
}

/** The page while the database is away. Its button asks again for what was asked for. */
export function awayPage(frame: Frame): Markup {
  const { say } = frame
  const content = html`<p>${say('page.away.text')}</p>
<p><a class="button" href="${frame.here}?lang=${frame.language}">${say('page.away.button')}</a></p>`
  return layout(frame, say('page.away.title'), content, 'warn')
}
