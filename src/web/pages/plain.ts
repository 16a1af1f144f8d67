import { html } from 'hono/html'
import { type Frame, type Look, layout, type Markup } from '../layout.ts'

export type PlainPage = 'home' | 'missing' | 'method' | 'bad' | 'large' | 'refused' | 'broken' | 'over'

/** A page with a fixed text. `reference` is on the page of a fault and in its log line. */
export function plainPage(frame: Frame, page: PlainPage, reference = ''): Markup {
  const { say } = frame
  const look: Look = page === 'home' ? 'plain' : 'warn'
  return layout(frame, say(`page.${page}.title`), html`<p>${say(`page.${page}.text`, { reference })}</p>`, look)
}
