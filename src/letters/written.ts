import { type Language, type Say, speaker } from '#text'
import type { Block, Section } from './layout.ts'

/**
 * The verification letter, the letter after a direct connection, the letter with the code of an account link, and the
 * notice to an address that is no longer somebody's.
 */
export const letterNames = ['verify', 'connected', 'code', 'moved'] as const
export type LetterName = (typeof letterNames)[number]

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
  /** `PUBLIC_URL`, with which every link of ours begins. */
  publicUrl: string
  /** Whom to ask; empty when nobody is configured. */
  support: string
  /** Whether an answer to the letter reaches somebody. */
  replies: boolean
  /** The employer's own paragraph, by language; empty where there is none. */
  own: Record<Language, string>
  /** The letter is a trial: it shows an admin what others will get. */
  trial: boolean
}

/** A letter before it becomes text and HTML. */
export interface Written {
  subject: string
  sections: Section[]
}

export const languagesOf = (language: Language | null): Language[] => (language ? [language] : ['sv', 'en'])

/** The subjects in the languages of the letter, and whether it is a trial. */
export function subjectOf(fields: Fields, of: (say: Say) => string): string {
  const mark = fields.trial ? `${speaker(fields.language ?? 'sv')('letter.trial.mark')} ` : ''
  const subjects = languagesOf(fields.language).map((language) => of(speaker(language)))
  return mark + subjects.join(' / ')
}

export const otherLanguage = (say: Say, fields: Fields): Block[] =>
  fields.language ? [] : [{ kind: 'small', text: say('letter.otherLanguage') }]

export function greeting(say: Say, fields: Fields): Block[] {
  const trial: Block[] = fields.trial ? [{ kind: 'note', text: say('letter.trial.text') }] : []
  const hello = fields.name ? say('letter.hello.name', { name: fields.name }) : say('letter.hello')
  return [...trial, ...otherLanguage(say, fields), { kind: 'paragraph', text: hello }]
}

/** How to check that the letter is genuine, whom to ask, and whether one can answer. */
export function closing(say: Say, fields: Fields, language: Language): Block[] {
  const base = `${fields.publicUrl}/`
  const check = `${fields.publicUrl}/akta`
  return [
    { kind: 'small', text: say('letter.unsure', { base }) },
    { kind: 'address', text: say('letter.unsure.check'), url: check },
    ...support(say, fields),
    ...about(say, fields, language),
    { kind: 'small', text: say(fields.replies ? 'letter.auto.replies' : 'letter.auto') },
  ]
}

/** Where to read more, and the statement of accessibility, in the language of the section. */
export const about = (say: Say, { publicUrl }: Fields, language: Language): Block[] => [
  { kind: 'address', text: say('letter.help'), url: `${publicUrl}/hjalp?lang=${language}` },
  { kind: 'address', text: say('letter.accessibility'), url: `${publicUrl}/tillganglighet?lang=${language}` },
]

/** The employer's own words, marked as such. */
export const ownWords = (say: Say, { own, company }: Fields, language: Language): Block[] =>
  own[language]
    ? [
        { kind: 'small', text: say('letter.own', { company }) },
        { kind: 'paragraph', text: own[language] },
      ]
    : []

export const support = (say: Say, fields: Fields): Block[] =>
  fields.support ? [{ kind: 'small', text: say('letter.support', { contact: fields.support }) }] : []
