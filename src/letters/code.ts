import { type Say, speaker } from '#text'
import type { Section } from './layout.ts'
import type { Fields, Written } from './written.ts'
import { closing, greeting, languagesOf, subjectOf } from './written.ts'

/** The letter to somebody who wrote `koppla`: six digits to type in the same chat. */
export function writeCode(fields: Fields): Written {
  const sections = languagesOf(fields.language).map((language): Section => {
    const say: Say = speaker(language)
    return {
      language,
      preheader: say('letter.code.life'),
      blocks: [
        { kind: 'heading', text: say('letter.code.heading') },
        ...greeting(say, fields),
        { kind: 'paragraph', text: say('letter.code.type', { code: fields.code }) },
        { kind: 'paragraph', text: say('letter.code.life') },
        { kind: 'small', text: say('letter.code.ignore') },
        ...closing(say, fields, language),
      ],
    }
  })
  return {
    subject: subjectOf(fields, (say) => say('letter.code.subject')),
    sections,
  }
}
