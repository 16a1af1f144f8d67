import { html } from 'hono/html'
import type { Markup } from '../layout.ts'

/** A text as paragraphs, at its line breaks. What stands between stars is what people write to the bot: it is bold. */
export const paragraphs = (text: string): Markup => html`${text.split('\n').map((one) => html`<p>${bold(one)}</p>`)}`

export const bold = (text: string): Markup =>
  html`${text.split('*').map((part, at) => (at % 2 ? html`<strong>${part}</strong>` : part))}`
