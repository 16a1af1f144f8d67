import type { Language, Say } from '#text'
import type { Block, Section } from './layout.ts'

/** The verification letter, the letter after a direct connection, and the letter with the code of an account link. */
export type LetterName = 'verify' | 'connected' | 'code'

/** What a letter is filled in with. While it is prepared for many people, the personal fields are placeholders. */
export interface Fields {
  /** Null means Swedish first and English below. */
  language: Language | null
  /** The given name; empty when it is not known. */
  name: string
  company: string
  address: string
  link: string
  code: string
  /** The last day of the link in words, by language. */
  lastDay: Record<Language, string>
  loginUrl: string
  /** Whom to ask; empty when nobody is configured. */
  support: string
}

/** A letter before it becomes text and HTML. */
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
