import { html } from 'hono/html'
import { dayInWords } from '../../base/days.ts'
import { type Frame, layout, type Markup } from '../layout.ts'
import type { Genuine } from './service.ts'

/** "Is this letter genuine?": what real links begin with, and a form that compares the end of one. */
export function genuinePage(frame: Frame, publicUrl: string, answer?: Genuine): Markup {
  const { say } = frame
  if (answer === 'limited')
    return layout(frame, say('page.limited.title'), html`<p>${say('page.limited.text')}</p>`, 'warn')
  const heard = answer === undefined ? '' : heardOf(frame, answer)
  const content = html`${heard}<p>${say('page.genuine.begins')}</p>
<p class="address">${publicUrl}/</p>
<p>${say('page.genuine.other')}</p>
<h2>${say('page.genuine.check')}</h2>
<form method="post" action="">
<input type="hidden" name="lang" value="${frame.language}">
<p><label for="email">${say('page.genuine.email')}</label><br>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="320"></p>
<p><label for="end">${say('page.genuine.end')}</label><br>
<input id="end" name="end" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" required maxlength="400"></p>
<button type="submit">${say('page.genuine.button')}</button>
</form>
<p class="quiet">${say('page.genuine.quiet')}</p>`
  const look = answer === undefined ? 'plain' : answer === null ? 'warn' : 'good'
  return layout(frame, say('page.genuine.title'), content, look)
}

function heardOf({ say, language }: Frame, answer: Exclude<Genuine, 'limited'>): Markup {
  const text = answer
    ? say('page.genuine.yes', { company: answer.company, day: dayInWords(answer.day, language) })
    : say('page.genuine.unknown')
  return html`<p role="status"><strong>${text}</strong></p>`
}
