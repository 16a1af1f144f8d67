import { type Say, speaker } from '#text'
import type { Section } from './layout.ts'
import type { Fields, Written } from './written.ts'
import { greeting, languagesOf, support } from './written.ts'

/** The letter to somebody who was connected directly: nothing to confirm, and how to choose a password. */
export function writeConnected(fields: Fields): Written {
  const sections = languagesOf(fields.language).map((language): Section => {
    const say: Say = speaker(language)
    const { company, address } = fields
    return {
      language,
      blocks: [
        { kind: 'heading', text: say('letter.connected.heading') },
        ...greeting(say, fields),
        { kind: 'paragraph', text: say('letter.connected.direct', { company, address }) },
        { kind: 'paragraph', text: say('letter.connected.forgot', { address }) },
        { kind: 'action', label: say('letter.connected.open'), copy: say('letter.copy'), url: fields.loginUrl },
        { kind: 'small', text: say('letter.connected.why', { company, address }) },
        { kind: 'small', text: say('letter.unsure.heading') + ' ' + say('letter.unsure', { login: fields.loginUrl }) },
        { kind: 'small', text: say('letter.connected.ignore') },
        ...support(say, fields),
        { kind: 'small', text: say('letter.auto') },
      ],
    }
  })
  return {
    subject: languagesOf(fields.language)
      .map((one) => speaker(one)('letter.connected.subject'))
      .join(' / '),
    sections,
  }
}
