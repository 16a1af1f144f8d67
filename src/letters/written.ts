import type { Language, Say } from '#text'
import type { Block, Section } from './layout.ts'

/** Which letter: the verification letter, the one to somebody connected directly, the code that ties a chat. */
export type LetterName = 'verify' | 'connected' | 'code'

/** What a letter is filled in with. Personal fields may be markers when the letter is prepared for many. */
export interface Fields {
  /** Null: Swedish first, English below. */
  language: Language | null
  /** Given name; empty when unknown. */
  name: string
  company: string
  address: string
  link: string
  code: string
  /** The last day the link works, in words, by language. */
  lastDay: Record<Language, string>
  loginUrl: string
  /** Whom to ask; empty when not configured. */
  support: string
}

/** A letter in words, before it becomes text and HTML. */
export interface Written {
  subject: string
  sections: Section[]
}

export const languagesOf = (language: Language | null): Language[] => (language ? [language] : ['sv', 'en'])

export function greeting(say: Say, fields: Fields): Block[] {
  const below: Block[] = fields.language ? [] : [{ kind: 'small', text: say('letter.otherLanguage') }]
  const hello = fields.name ? say('letter.hello.name', { name: fields.name }) : say('letter.hello')
  return [...below, { kind: 'paragraph', text: hello }]
}

export const support = (say: Say, fields: Fields): Block[] =>
  fields.support ? [{ kind: 'small', text: say('letter.support', { contact: fields.support }) }] : []
