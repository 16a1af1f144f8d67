import { html } from 'hono/html'
import type { Language, Say } from '#text'
import { dayInWords } from '../../base/days.ts'
import { type Frame, layout, type Markup } from '../layout.ts'
import { employerHead } from './employer.ts'
import type { LinkState } from './service.ts'

/** The page of a link in each state. Links that are unknown, revoked or malformed get the same page, byte for byte. */
export function linkPage(frame: Frame, link: LinkState, token: string, loginUrl: string): Markup {
  const { say } = frame
  switch (link.state) {
    case 'live':
      return layout(frame, say('page.live.title'), live(frame, link, token))
    case 'used':
      return layout(
        frame,
        say('page.used.title'),
        html`${employerHead(link.employer, link.companyName)}${trialNote(say, link.trial)}${used(say, link.connected, loginUrl)}`,
        'good',
      )
    case 'expired':
      return layout(frame, say('page.expired.title'), expired(frame, link, token), 'warn')
    case 'limited':
      return layout(frame, say('page.limited.title'), html`<p>${say('page.limited.text')}</p>`, 'warn')
    default:
      return layout(frame, say('page.unknown.title'), unknown(say), 'warn')
  }
}

/** The page after somebody asked for a new link. It is the same whether one was sent or not. */
export function resentPage(frame: Frame): Markup {
  const { say } = frame
  const content = html`<p>${say('page.resent.text')}</p><p class="quiet">${say('page.resent.wait')}</p>`
  return layout(frame, say('page.resent.title'), content)
}

function live(frame: Frame, link: Extract<LinkState, { state: 'live' }>, token: string): Markup {
  const { say } = frame
  return html`${employerHead(link.employer, link.companyName)}${trialNote(say, link.trial)}<p>${say('page.live.text', { company: link.companyName })}</p>
<p class="address">${link.maskedEmail}</p>
${form(`${frame.base}/v`, say('page.live.button'), frame.language, token)}
<p class="quiet">${say('page.live.valid', { day: dayInWords(link.lastDay, frame.language) })}</p>
<p class="quiet">${say('page.live.other')} ${wrong(frame, token)}</p>`
}

/** The way to tell HR. It is a link, so that the page has one button. */
const wrong = ({ base, language, say }: Frame, token: string): Markup =>
  html`<a href="${base}/fel/${token}?lang=${language}">${say('guide.wrong.link')}</a>`

/** On the pages of a trial letter. */
const trialNote = (say: Say, trial: true | undefined): Markup | '' =>
  trial ? html`<p role="note"><strong>${say('page.trial')}</strong></p>` : ''

function used(say: Say, connected: boolean, loginUrl: string): Markup {
  return html`<p>${say(connected ? 'page.used.connected' : 'page.used.waiting')}</p>
<h2>${say('page.used.next')}</h2>
<ol><li>${say('page.used.step1')}</li><li>${say('page.used.step2')}</li><li>${say('page.used.step3')}</li></ol>
<p><a class="button" href="${loginUrl}" rel="noreferrer">${say('page.used.login')}</a></p>
<p class="quiet">${say('page.used.keep')}</p>`
}

function expired(frame: Frame, link: Extract<LinkState, { state: 'expired' }>, token: string): Markup {
  const { say } = frame
  return html`${employerHead(link.employer, link.companyName)}<p>${say('page.expired.text')}</p>
<p class="address">${link.maskedEmail}</p>
${form(`${frame.base}/v/resend`, say('page.expired.button'), frame.language, token)}
<p class="quiet">${say('page.expired.safe')} ${wrong(frame, token)}</p>`
}

function unknown(say: Say): Markup {
  return html`<p>${say('page.unknown.text')}</p>
<ul><li>${say('page.unknown.newest')}</li><li>${say('page.unknown.whole')}</li><li>${say('page.unknown.chat')}</li></ul>`
}

/** A form with one button. Only such forms change anything; they carry the token in the body. */
function form(action: string, label: string, language: Language, token: string): Markup {
  return html`<form method="post" action="${action}">
<input type="hidden" name="token" value="${token}"><input type="hidden" name="lang" value="${language}">
<button type="submit">${label}</button>
</form>`
}
