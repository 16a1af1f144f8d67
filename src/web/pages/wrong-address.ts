import { html } from 'hono/html'
import { type Frame, layout, type Markup } from '../layout.ts'

/**
 * "Not your address?": a form that tells HR. It looks the same for every token, and asks nothing about it, so that it
 * reveals nothing.
 */
export function wrongAddressPage(frame: Frame, token: string): Markup {
  const { say } = frame
  const content = html`<p>${say('guide.wrong.text')}</p>
<form method="post" action="${frame.base}/fel">
<input type="hidden" name="token" value="${token}"><input type="hidden" name="lang" value="${frame.language}">
<button type="submit">${say('guide.wrong.button')}</button>
</form>
<p class="quiet">${say('guide.wrong.back')}</p>`
  return layout(frame, say('guide.wrong.title'), content)
}

/** The page after that. It is the same whether anybody was told or not. */
export const toldPage = (frame: Frame): Markup =>
  layout(frame, frame.say('guide.wrong.done.title'), html`<p>${frame.say('guide.wrong.done.text')}</p>`)
