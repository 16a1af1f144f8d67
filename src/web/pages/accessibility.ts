import { html } from 'hono/html'
import { dayWithYear } from '../../base/days.ts'
import { contact, type Frame, layout, type Markup } from '../layout.ts'
import { paragraphs } from './words.ts'

/** When the pages were examined last. Whoever changes a page or this statement examines them again and says so here. */
const examined = '2026-11-26'

/** Where the act lets everybody report what its operator has not mended. https://www.digg.se/tdosanmalan */
const authority = 'https://www.digg.se/tdosanmalan'

const sections = ['scope', 'state'] as const

/**
 * The statement that the Swedish act 2018:1937 asks of public bodies, with what Digg's rules list: who, what, how far
 * it complies, known faults with their reason, when and how it was examined, whom to tell, and the authority.
 * https://www.digg.se/kunskap-och-stod/digital-tillganglighet/skapa-en-tillganglighetsredogorelse
 */
export function accessibilityPage(
  frame: Frame,
  facts: { operatorName: string; publicUrl: string; accessibilityContact: string },
): Markup {
  const { say, language } = frame
  const blanks = {
    operator: facts.operatorName || say('guide.operator'),
    base: `${facts.publicUrl}/`,
    day: dayWithYear(examined, language),
  }
  const told = facts.accessibilityContact || frame.supportContact
  const content = html`<p>${say('guide.accessibility.lead', blanks)}</p>
${sections.map((one) => html`<h2>${say(`guide.accessibility.${one}.title`)}</h2>${paragraphs(say(`guide.accessibility.${one}.text`, blanks))}`)}
<h2>${say('guide.accessibility.faults.title')}</h2>
<ul><li>${say('guide.accessibility.faults.pictures')}</li><li>${say('guide.accessibility.faults.preview')}</li></ul>
<h2>${say('guide.accessibility.report.title')}</h2>
<p>${say('guide.accessibility.report.text')}</p>
<p><strong>${told ? contact(told) : say('guide.accessibility.report.nobody')}</strong></p>
<p>${say('guide.accessibility.report.answer')}</p>
<h2>${say('guide.accessibility.authority.title')}</h2>
<p>${say('guide.accessibility.authority.text')}</p>
<p><a href="${authority}" rel="noreferrer">${say('guide.accessibility.authority.link')}</a></p>
<h2>${say('guide.accessibility.method.title')}</h2>${paragraphs(say('guide.accessibility.method.text', blanks))}`
  return layout(frame, say('guide.accessibility.title'), content)
}
