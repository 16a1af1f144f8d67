import type { Language } from '#text'
import type { Command } from './command.ts'
import { fold, squeeze } from './vocabulary/fold.ts'

/** All commands, found by any of their spellings. */
export interface Registry<Context = unknown> {
  readonly commands: readonly Command<Context>[]
  /** What help shows together; the texts `help.subject_…` name it. */
  readonly subjects: Subjects<Context>
  /** Every spelling of every command, those of the given language first within each. */
  names(language: Language): readonly Name<Context>[]
  /** The number of words in the longest name. */
  readonly longest: number
  /** The command with the longest name that the words begin with. `taken` is the number of words in that name. */
  match(words: readonly string[]): { command: Command<Context>; taken: number } | undefined
  /** The command with this name. Case, accents and hyphens do not matter: `Försök-igen`, `verify accounts`. */
  find(name: string): Command<Context> | undefined
  /** Names that begin with the name of this command and have more words: `verifiera konton` for `verifiera`. */
  longer(command: Pick<Command, 'name'>): readonly Longer<Context>[]
}

export type Subjects<Context> = Readonly<Record<string, readonly Command<Context>[]>>

/** One spelling of a command, with the forms by which it is compared: made once, for every mistyped line asks all. */
export interface Name<Context = unknown> {
  command: Command<Context>
  name: string
  /** As `nameKey` gives it. */
  key: string
  /** As `squeeze` gives it. */
  squeezed: string
  /** The number of its words. */
  words: number
}

export interface Longer<Context = unknown> {
  command: Command<Context>
  name: string
  /** The words that follow the shorter name, folded. */
  more: string
}

/** Throws if two commands share a spelling, so that such a programming mistake is found at the start. */
export function createRegistry<Context>(
  commands: readonly Command<Context>[],
  subjects: Subjects<Context> = {},
): Registry<Context> {
  const bySpelling = new Map<string, Command<Context>>()
  for (const command of commands) {
    for (const spelling of new Set(spellings(command).map(nameKey))) {
      const other = bySpelling.get(spelling)
      if (other) throw new Error(`Both "${other.name}" and "${command.name}" are called "${spelling}"`)
      bySpelling.set(spelling, command)
    }
  }
  const names = { sv: namesIn(commands, 'sv'), en: namesIn(commands, 'en') }
  const longer = new Map(commands.map((command) => [command.name, longerNames(commands, command)]))
  return {
    commands,
    subjects,
    names: (language) => names[language],
    longest: Math.max(1, ...[...bySpelling.keys()].map((spelling) => spelling.split(' ').length)),
    match: matcher(bySpelling),
    find: (name) => bySpelling.get(nameKey(name)),
    longer: (command) => longer.get(command.name) ?? [],
  }
}

const namesIn = <Context>(commands: readonly Command<Context>[], language: Language): Name<Context>[] =>
  commands.flatMap((command) =>
    spellings(command, language).map((name) => ({
      command,
      name,
      key: nameKey(name),
      squeezed: squeeze(name),
      words: name.split(' ').length,
    })),
  )

function matcher<Context>(bySpelling: Map<string, Command<Context>>): Registry<Context>['match'] {
  /** For each first word, the number of words in the longest name that begins with it. */
  const lengths = new Map<string, number>()
  for (const spelling of bySpelling.keys()) {
    const words = spelling.split(' ')
    lengths.set(words[0]!, Math.max(lengths.get(words[0]!) ?? 1, words.length))
  }
  return (words) => {
    const names = [words.length ? nameKey(words[0]!) : '']
    // A single typed word can be a whole name: `verifiera-konton`.
    const most = lengths.get(names[0]!.split(' ')[0]!) ?? 0
    for (let i = 1; i < Math.min(most, words.length); i++) {
      const word = nameKey(words[i]!)
      if (!word) break
      names.push(`${names[i - 1]} ${word}`)
    }
    for (let taken = most ? names.length : 0; taken > 0; taken--) {
      const command = bySpelling.get(names[taken - 1]!)
      if (command) return { command, taken }
    }
    return undefined
  }
}

function longerNames<Context>(commands: readonly Command<Context>[], shorter: Command<Context>): Longer<Context>[] {
  const starts = spellings(shorter).map((spelling) => `${nameKey(spelling)} `)
  return commands.flatMap((command) =>
    spellings(command).flatMap((name) => {
      const key = nameKey(name)
      const start = starts.find((s) => key.startsWith(s))
      return start ? [{ command, name, more: key.slice(start.length) }] : []
    }),
  )
}

type Named = Pick<Command, 'name' | 'also'>

/** All spellings of a command's name, those of the given language first. */
export function spellings(command: Named, language: Language = 'sv'): string[] {
  const swedish = [command.name, ...command.also.sv]
  return language === 'sv' ? [...swedish, ...command.also.en] : [...command.also.en, ...swedish]
}

/** The name that is shown in this language. */
export const nameIn = (command: Named, language: Language): string => spellings(command, language)[0]!

/**
 * The key under which a name is looked up. Case, accents, hyphens and punctuation (`hjälp!`, `status:`) do not matter.
 */
export function nameKey(name: string): string {
  if (name.length > 60) return ''
  const folded = fold(name)
  if (/^[a-z0-9 ]+$/.test(folded)) return folded
  return folded
    .replace(/[_-]+/g, ' ')
    .replace(/[.,:;!?]+(?= |$)/g, '')
    .replace(/ +/g, ' ')
    .trim()
}
