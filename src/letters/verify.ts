import { type Say, speaker } from '#text'
import type { Section } from './layout.ts'
import type { Fields, Written } from './written.ts'
import { greeting, languagesOf, support } from './written.ts'

/** The verification letter: who asks and why, the link and its last day, and how to check that it is genuine. */
export function writeVerify(fields: Fields): Written {
  const sections = languagesOf(fields.language).map((language): Section => {
    const say: Say = speaker(language)
    const { company, address } = fields
    return {
      language,
      blocks: [
        { kind: 'heading', text: say('letter.verify.heading') },
        ...greeting(say, fields),
        { kind: 'paragraph', text: say('letter.verify.intro', { company, address }) },
        { kind: 'action', label: say('letter.verify.button'), copy: say('letter.copy'), url: fields.link },
        { kind: 'paragraph', text: say('letter.verify.until', { day: fields.lastDay[language] }) },
        { kind: 'paragraph', text: say('letter.verify.after', { login: fields.loginUrl }) },
        { kind: 'small', text: say('letter.verify.why', { company, address }) },
        { kind: 'small', text: say('letter.unsure.heading') + ' ' + say('letter.unsure', { login: fields.loginUrl }) },
        { kind: 'small', text: say('letter.verify.ignore') },
        ...support(say, fields),
        { kind: 'small', text: say('letter.auto') },
      ],
    }
  })
  return {
    subject: languagesOf(fields.language)
      .map((one) => speaker(one)('letter.verify.subject'))
      .join(' / '),
    sections,
  }
}
