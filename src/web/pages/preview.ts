import { html } from 'hono/html'
import { type Frame, layout, type Markup } from '../layout.ts'
import type { PreviewedLetter } from './service.ts'

/** A letter as it will look, for the admin who asked. The letter itself is in a frame without scripts or requests. */
export function previewPage(frame: Frame, { subject, from }: PreviewedLetter, token: string): Markup {
  const { say } = frame
  return layout(
    frame,
    say('page.preview.title'),
    html`<dl><dt>${say('letters.fact.subject')}</dt><dd>${subject}</dd><dt>${say('letters.fact.from')}</dt><dd>${from}</dd></dl>
<iframe title="${subject}" src="${token}/mejlet" sandbox="allow-popups"></iframe>
<p class="quiet">${say('page.preview.quiet')}</p>`,
  )
}

/** The policy of the letter in its frame: its own inline styles, and nothing that is fetched. */
export const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups"
