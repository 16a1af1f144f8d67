import { type Say, speaker } from '#text'
import type { Section } from './layout.ts'
import type { Fields, Written } from './written.ts'
import { closing, greeting, languagesOf, ownWords, subjectOf } from './written.ts'

/** The letter to somebody who was connected directly: nothing to confirm, and how to choose a password. */
export function writeConnected(fields: Fields): Written {
  const sections = languagesOf(fields.language).map((language): Section => {
    const say: Say = speaker(language)
    const { company, address } = fields
    return {
      language,
      preheader: say('letter.connected.preheader', { company }),
      blocks: [
        { kind: 'heading', text: say('letter.connected.heading') },
        ...greeting(say, fields),
        { kind: 'paragraph', text: say('letter.connected.direct', { company, address }) },
        { kind: 'paragraph', text: say('letter.connected.forgot', { address }) },
        ...ownWords(say, fields, language),
        { kind: 'action', label: say('letter.connected.open'), copy: say('letter.copy'), url: fields.loginUrl },
        { kind: 'small', text: say('letter.connected.why', { company, address }) },
        { kind: 'small', text: say('letter.connected.ignore') },
        ...closing(say, fields, language),
      ],
    }
  })
  return {
    subject: subjectOf(fields, (say) => say('letter.connected.subject')),
    sections,
  }
}
