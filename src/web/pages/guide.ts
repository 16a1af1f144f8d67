import { html } from 'hono/html'
import { type Frame, layout, type Markup } from '../layout.ts'
import { bold, paragraphs } from './words.ts'

/** What the help pages tell of this installation. */
export interface GuideFacts {
  /** `OPERATOR_NAME`; empty when it is not configured. */
  operatorName: string
  publicUrl: string
  loginUrl: string
  mailFrom: { name: string; address: string }
  linkDays: number
  fourEyesAbove: number
}

/** The pictures of the page for HR, which `npm run pictures` takes of the running product in both languages. */
export const pictureNames = ['import', 'plan', 'send', 'follow'] as const
type PictureName = (typeof pictureNames)[number]

/** Half of the pixels of a picture: they are taken for screens with two pixels to the point. */
const width = 640

/** Help for whoever has been sent a letter, or waits for one. */
export function employeePage(frame: Frame, facts: GuideFacts): Markup {
  const { say, base, language } = frame
  const to = (path: string) => `${base}${path}?lang=${language}`
  const broken = (['none', 'button', 'link', 'login'] as const).map(
    (one) => html`<li>${bold(say(`guide.employee.broken.${one}`))}</li>`,
  )
  const content = html`<p>${say('guide.employee.lead')}</p>
<h2>${say('guide.employee.what.title')}</h2>${paragraphs(say('guide.employee.what.text'))}
<h2>${say('guide.employee.who.title')}</h2>${paragraphs(say('guide.employee.who.text', installation(frame, facts)))}
<p><a href="${to('/akta')}">${say('guide.employee.who.link')}</a></p>
<h2>${say('guide.employee.wait.title')}</h2>${paragraphs(say('guide.employee.wait.text', { n: facts.linkDays }))}
<h2>${say('guide.employee.broken.title')}</h2><ul>${broken}</ul>
<p><a href="${facts.loginUrl}" rel="noreferrer">${say('guide.employee.broken.open')}</a></p>
<h2 id="adress">${say('guide.employee.address.title')}</h2>${paragraphs(say('guide.employee.address.text'))}
<h2>${say('guide.employee.data.title')}</h2>${paragraphs(say('guide.employee.data.text'))}
<p><a href="${to('/privacy')}">${say('guide.employee.data.link')}</a></p>
<p class="quiet"><a href="${to('/hjalp/hr')}">${say('guide.employee.other')}</a></p>`
  return layout(frame, say('guide.employee.title'), content)
}

/** The way of an HR admin, from the file to the last person. */
export function hrPage(frame: Frame, facts: GuideFacts): Markup {
  const { say, base, language } = frame
  const last = (['missing', 'bounced', 'wrong', 'shared'] as const).map(
    (one) => html`<li>${bold(say(`guide.hr.last.${one}`))}</li>`,
  )
  const step = (name: PictureName, text: string) => html`<h2>${say(`guide.hr.${name}.title`)}</h2>${paragraphs(text)}
<p><img src="${base}/hjalp/bilder/${name}.${language}.png" alt="${say(`guide.hr.${name}.picture`)}" width="${width}"></p>`
  const content = html`<p>${say('guide.hr.lead')}</p>
<h2>${say('guide.hr.before.title')}</h2>${paragraphs(say('guide.hr.before.text', installation(frame, facts)))}
${step('import', say('guide.hr.import.text'))}
${step('plan', say('guide.hr.plan.text'))}
${step('send', say('guide.hr.send.text', { n: facts.fourEyesAbove }))}
${step('follow', say('guide.hr.follow.text'))}
<h2>${say('guide.hr.last.title')}</h2><ul>${last}</ul>
<h2>${say('guide.hr.trouble.title')}</h2>${paragraphs(say('guide.hr.trouble.text'))}
<p class="quiet"><a href="${base}/hjalp?lang=${language}">${say('guide.hr.other')}</a></p>`
  return layout(frame, say('guide.hr.title'), content)
}

function installation({ say }: Frame, { operatorName, mailFrom, publicUrl }: GuideFacts) {
  const sender = mailFrom.name ? `${mailFrom.name} <${mailFrom.address}>` : mailFrom.address
  return { operator: operatorName || say('guide.operator'), sender, base: `${publicUrl}/` }
}
