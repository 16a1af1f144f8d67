import { type Say, speaker } from '#text'
import type { Section } from './layout.ts'
import type { Fields, Written } from './written.ts'
import { closing, greeting, languagesOf, ownWords, subjectOf } from './written.ts'

/** The verification letter: who asks and why, the link and its last day, and how to check that it is genuine. */
export function writeVerify(fields: Fields): Written {
  const sections = languagesOf(fields.language).map((language): Section => {
    const say: Say = speaker(language)
    const { company, address } = fields
    return {
      language,
      preheader: say('letter.verify.preheader', { company, day: fields.lastDay[language] }),
      blocks: [
        { kind: 'heading', text: say('letter.verify.heading') },
        ...greeting(say, fields),
        { kind: 'paragraph', text: say('letter.verify.intro', { company, address }) },
        ...ownWords(say, fields, language),
        { kind: 'action', label: say('letter.verify.button'), copy: say('letter.copy'), url: fields.link },
        { kind: 'paragraph', text: say('letter.verify.until', { day: fields.lastDay[language] }) },
        { kind: 'paragraph', text: say('letter.verify.after', { login: fields.loginUrl }) },
        { kind: 'small', text: say('letter.verify.why', { company, address }) },
        { kind: 'small', text: say('letter.verify.ignore') },
        ...closing(say, fields, language),
      ],
    }
  })
  return {
    subject: subjectOf(fields, (say) => say('letter.verify.subject')),
    sections,
  }
}
