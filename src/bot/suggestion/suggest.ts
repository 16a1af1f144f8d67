import type { Language } from '#text'
import type { Command } from '../command.ts'
import type { Token } from '../language/tokens.ts'
import { type Name, nameKey, type Registry, spellings } from '../registry.ts'
import { squeeze } from '../vocabulary/fold.ts'
import { squeezedDistance, typoDistance } from './nearest.ts'

type May = (command: Command<never>) => boolean

/** A command's name that was perhaps meant. `taken` is how many of the typed words it replaces. */
export interface Guess {
  name: string
  taken: number
}

/** The names nearest to the first words of a line, at most three, among the commands that this person may use. */
export function guessCommands(registry: Registry<never>, may: May, language: Language, words: string[]): Guess[] {
  const guesses: (Guess & { distance: number })[] = []
  const starts = startsOf(words, registry.longest + 1)
  for (const name of registry.names(language)) {
    if (!may(name.command)) continue
    const guess = guessName(name, starts)
    if (guess) guesses.push({ name: name.name, ...guess })
  }
  return guesses.sort((a, b) => a.distance - b.distance || b.taken - a.taken).slice(0, 3)
}

/** The first words of a line, by their number, in the forms by which they are compared with names. */
interface Start {
  key: string
  squeezed: string
}

function startsOf(words: string[], most: number): Start[] {
  const runs = Array.from({ length: Math.min(most, words.length) + 1 }, (_, taken) => words.slice(0, taken).join(' '))
  return runs.map((text) => ({ key: nameKey(text), squeezed: squeeze(text) }))
}

function guessName(name: Name<never>, starts: Start[]): { distance: number; taken: number } | undefined {
  let best: { distance: number; taken: number } | undefined
  for (const taken of [name.words, name.words + 1, name.words - 1]) {
    const typed = taken > 0 && starts[taken]
    if (!typed) continue
    const distance = slips(typed.squeezed, name.squeezed) ?? (isBeginning(typed.key, name.key) ? 3 : undefined)
    if (distance !== undefined && (!best || distance < best.distance)) best = { distance, taken }
  }
  return best
}

/** Two wrong letters, of which one is the first, make another word: `vilka` is no slip of `tolka`. */
function slips(typed: string, name: string): number | undefined {
  const distance = squeezedDistance(typed, name)
  return distance !== undefined && distance > 1 && typed[0] !== name[0] ? undefined : distance
}

/**
 * True if the text is cut off inside a word (`exp`). Whole words of a longer name are an incomplete command instead.
 */
const isBeginning = (start: string, whole: string): boolean =>
  start.length >= 3 && whole.startsWith(start) && whole[start.length] !== ' '

/** A longer command whose remaining words are nearly the typed ones: `kontona` after `verifiera`. */
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
      if (typoDistance(words.slice(0, taken).join(' '), more) !== undefined) return { name, taken }
    }
  }
  return undefined
}

/** Whether these words, typed after the command's name, would be read as part of a longer name. */
export const continuesName = (registry: Registry<never>, command: Pick<Command, 'name'>, words: string[]): boolean =>
  guessLonger(registry, () => true, command, words) !== undefined

/** The commands whose names begin with these words and go on: `domän lista` and others for `domän`. */
export const commandsStartingWith = (registry: Registry<never>, may: May, typed: string): Command<never>[] =>
  registry.commands.filter(
    (command) => may(command) && spellings(command).some((s) => nameKey(s).startsWith(nameKey(typed) + ' ')),
  )

/** The position of a command's name that does not begin the line, as in `snälla lista …`. */
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
