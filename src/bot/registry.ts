import type { Language } from '#text'
import type { Command } from './command.ts'
import { fold } from './fold.ts'

/** Every command, found by any of its spellings. */
export interface Registry<Context = unknown> {
  readonly commands: readonly Command<Context>[]
  /** Words of the longest name. */
  readonly longest: number
  /** By one whole spelling, case, accents and hyphens apart: `Försök-igen`, `verify accounts`. */
  find(name: string): Command<Context> | undefined
}

/** Throws when two commands share a spelling: that is a mistake of ours, seen at the start. */
export function createRegistry<Context>(commands: readonly Command<Context>[]): Registry<Context> {
  const bySpelling = new Map<string, Command<Context>>()
  let longest = 1
  for (const command of commands) {
    for (const spelling of new Set(spellings(command).map(nameKey))) {
      const other = bySpelling.get(spelling)
      if (other) throw new Error(`Both "${other.name}" and "${command.name}" are called "${spelling}"`)
      bySpelling.set(spelling, command)
      longest = Math.max(longest, spelling.split(' ').length)
    }
  }
  return { commands, longest, find: (name) => bySpelling.get(nameKey(name)) }
}

type Named = Pick<Command, 'name' | 'also'>

/** Every way to write a command's name, the language's own first. */
export function spellings(command: Named, language: Language = 'sv'): string[] {
  const swedish = [command.name, ...command.also.sv]
  return language === 'sv' ? [...swedish, ...command.also.en] : [...command.also.en, ...swedish]
}

/** The name that is shown: Swedish, or the first English one. */
export const nameIn = (command: Named, language: Language): string => spellings(command, language)[0]!

/** One form for all spellings; signs after a word (`hjälp!`, `status:`) do not count. */
export function nameKey(name: string): string {
  const folded = fold(name)
  if (/^[a-z0-9 ]+$/.test(folded)) return folded
  return folded
    .replace(/[_-]+/g, ' ')
    .replace(/[.,:;!?]+(?= |$)/g, '')
    .replace(/ +/g, ' ')
    .trim()
}
