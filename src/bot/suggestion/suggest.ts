import type { Language } from '#text'
import type { Command } from '../command.ts'
import type { Token } from '../language/tokens.ts'
import { nameKey, type Registry, spellings } from '../registry.ts'
import { slip } from './nearest.ts'

type May = (command: Command<never>) => boolean

/** A command's name that was perhaps meant, and how many of the typed words stand for it. */
export interface Guess {
  name: string
  taken: number
}

/** The nearest names among the commands that this person may use, for the words a line begins with; at most three. */
export function guessCommands(registry: Registry<never>, may: May, language: Language, words: string[]): Guess[] {
  const guesses: (Guess & { away: number })[] = []
  for (const command of registry.commands.filter(may)) {
    for (const name of spellings(command, language)) {
      const guess = guessName(name, words)
      if (guess) guesses.push({ name, ...guess })
    }
  }
  return guesses.sort((a, b) => a.away - b.away || b.taken - a.taken).slice(0, 3)
}

function guessName(name: string, words: string[]): { away: number; taken: number } | undefined {
  const count = name.split(' ').length
  let best: { away: number; taken: number } | undefined
  for (const taken of [count, count + 1, count - 1]) {
    if (taken < 1 || taken > words.length) continue
    const typed = words.slice(0, taken).join(' ')
    const away = slip(typed, name) ?? (isBeginning(typed, name) ? 3 : undefined)
    if (away !== undefined && (!best || away < best.away)) best = { away, taken }
  }
  return best
}

/** The beginning of a word (`exp`); whole words that begin a name are an incomplete command, not a mistyped one. */
function isBeginning(typed: string, name: string): boolean {
  const start = nameKey(typed)
  const whole = nameKey(name)
  return start.length >= 3 && whole.startsWith(start) && whole[start.length] !== ' '
}

/** A longer command whose name these words nearly say behind the shorter: `verifiera` + `kontona`. */
export function guessLonger(
  registry: Registry<never>,
  may: May,
  shorter: Pick<Command, 'name'>,
  words: string[],
): Guess | undefined {
  if (!words.length) return undefined
  for (const { command, name, more } of registry.longer(shorter)) {
    if (!may(command)) continue
    const count = more.split(' ').length
    for (const taken of [count, count + 1, count - 1]) {
      if (taken < 1 || taken > words.length) continue
      if (slip(words.slice(0, taken).join(' '), more) !== undefined) return { name, taken }
    }
  }
  return undefined
}

/** Would these words, typed behind the command's name, be read as part of a longer name? */
export const continues = (registry: Registry<never>, command: Pick<Command, 'name'>, words: string[]): boolean =>
  guessLonger(registry, () => true, command, words) !== undefined

/** The commands that begin with these words: `domän` begins `domän lista` and more. */
export const commandsUnder = (registry: Registry<never>, may: May, typed: string): Command<never>[] =>
  registry.commands.filter(
    (command) => may(command) && spellings(command).some((s) => nameKey(s).startsWith(nameKey(typed) + ' ')),
  )

/** Where inside a line a command's name stands: `snälla lista …`. The words before it are left out. */
export function findInside(registry: Registry<never>, may: May, tokens: Token[]): number | undefined {
  const limit = Math.min(tokens.length, 8)
  for (let i = 1; i < limit; i++) {
    for (let count = registry.longest; count > 0; count--) {
      const run = tokens.slice(i, i + count)
      if (run.length < count || run.some((token) => token.kind !== 'word' || token.quoted)) continue
      const command = registry.find(run.map((token) => token.text).join(' '))
      if (command && may(command)) return tokens[i]!.at
    }
  }
  return undefined
}
