import { type Key, type Language, type Say, speaker } from '#text'
import type { Button } from '../card.ts'
import type { Command } from '../command.ts'
import { nameIn, nameKey, type Registry } from '../registry.ts'

export type May<Context> = (command: Command<Context>) => boolean

/** A subject in words, such as `utskick och brev`. */
export const subjectIn = (subject: string, say: Say): string => say(`help.subject_${subject}` as Key)

/** What help is asked about: `hjälp om personer` as well as `hjälp personer`. */
export const topicOf = (words: string): string => words.trim().replace(/^(om|about|on) /i, '')

export const isSubject = (registry: Registry<never>, name: string): boolean =>
  Object.keys(registry.subjects).some((subject) => namesOf(subject).includes(nameKey(name)))

/** The subject that is called so in either language, if this person may use something of it. */
export const findSubject = <Context>(
  registry: Registry<Context>,
  may: May<Context>,
  name: string,
): string | undefined => subjectsFor(registry, may).find((subject) => namesOf(subject).includes(nameKey(name)))

/** A button for each subject, which lists its commands. */
export function subjectButtons<Context>(
  registry: Registry<Context>,
  may: May<Context>,
  language: Language,
  say: Say,
): Button[] {
  const helpName = nameIn(registry.find('hjälp')!, language)
  return subjectsFor(registry, may).map((subject) => {
    const name = subjectIn(subject, say)
    return { label: name[0]!.toUpperCase() + name.slice(1), say: `${helpName} ${name}` }
  })
}

const subjectsFor = <Context>(registry: Registry<Context>, may: May<Context>): string[] =>
  Object.keys(registry.subjects).filter((subject) => registry.subjects[subject]!.some(may))

const namesOf = (subject: string): string[] =>
  (['sv', 'en'] as const).map((language) => nameKey(subjectIn(subject, speaker(language))))
