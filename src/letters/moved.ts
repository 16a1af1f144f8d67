import { type Say, speaker } from '#text'
import type { Section } from './layout.ts'
import type { Fields, Written } from './written.ts'
import { about, languagesOf, otherLanguage, subjectOf, support } from './written.ts'

/**
 * The notice to an address that is no longer somebody's. Whoever reads it now may be somebody else, so it names neither
 * the person nor the new address.
 */
export function writeMoved(fields: Fields): Written {
  const sections = languagesOf(fields.language).map((language): Section => {
    const say: Say = speaker(language)
    const { company, address } = fields
    return {
      language,
      preheader: say('letter.moved.preheader', { company }),
      blocks: [
        { kind: 'heading', text: say('letter.moved.heading') },
        ...otherLanguage(say, fields),
        { kind: 'paragraph', text: say('letter.hello') },
        { kind: 'paragraph', text: say('letter.moved.text', { company, address }) },
        { kind: 'paragraph', text: say('letter.moved.nothing') },
        { kind: 'small', text: say('letter.moved.wrong') },
        ...support(say, fields),
        ...about(say, fields, language),
        { kind: 'small', text: say(fields.replies ? 'letter.auto.replies' : 'letter.auto') },
      ],
    }
  })
  return {
    subject: subjectOf(fields, (say) => say('letter.moved.subject')),
    sections,
  }
}
