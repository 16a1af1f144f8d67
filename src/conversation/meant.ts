import {
  type Button,
  type Card,
  type Command,
  clean,
  considerMeaning,
  findMeaning,
  type Meaning,
  type Options,
  type Parsed,
  parse,
  type Said,
  timeIn,
} from '#bot'
import type { Turn } from '../commands/context.ts'
import { answerIntent } from '../commands/intents/answer-intent.ts'
import { isPlaceOnly } from '../commands/intents/names.ts'
import { soundProposal } from '../commands/intents/proposals.ts'
import { isNamed } from '../verification/people/people.ts'

/**
 * Parses a line. Where a word is nearly the rest of a longer command, but the name of somebody whom the actor may see,
 * the name wins: `brev Sandra` is about Sandra, and no slip of `brev ändra`.
 */
export async function parseWithNames(turn: Turn, text: string, reading: Options<Turn>): Promise<Parsed<Turn>> {
  const parsed = parse(text, turn.registry, reading)
  if (parsed.kind === 'command' || parsed.problem.code !== 'unknown_command') return parsed
  const plain = parse(text, turn.registry, { ...reading, asTyped: true })
  if (plain.kind === 'problem' || !takesPerson(plain.command)) return parsed
  return (await isNamed(turn.ctx, plain.input.words)) ? plain : parsed
}

const takesPerson = ({ words, needs }: Command<Turn>): boolean => words !== 'none' && (needs ?? 'person') === 'person'

/**
 * What a sentence means, undefined for a line that is a command or nearly one. A line is nearly a command only if it
 * leads somewhere: `påmin acme` is no slip of `påminn ACME`, unless there is such a plan.
 */
export async function meaningOf(turn: Turn, said: Said, parsed: Parsed<Turn>): Promise<Meaning | undefined> {
  const consider = (read: Parsed<Turn>) => considerMeaning(said.text, read, turn.registry, said.slash)
  const meaning = consider(parsed)
  if (!meaning && parsed.kind === 'command') return placeMeant(turn, said, parsed)
  // Names that are words as well: `lista per` is about everybody called Per, unless there is none.
  if (parsed.kind === 'command' && takesPerson(parsed.command) && (await isNamed(turn.ctx, parsed.input.words)))
    return undefined
  if (meaning || parsed.kind === 'command' || !parsed.problem.nearest || /[\d@]/.test(said.text)) return meaning
  if (await soundProposal(turn, parsed.problem.nearest)) return undefined
  return consider({ ...parsed, problem: { ...parsed.problem, nearest: undefined } })
}

/**
 * What a command with bare words means that name a company or a unit and nobody: `status Göteborg`. Bare words search
 * people only.
 */
async function placeMeant(turn: Turn, said: Said, { command, input }: Understood): Promise<Meaning | undefined> {
  const takesPlace = command.words === 'free' && command.keys.includes('company') && command.keys.includes('unit')
  if (!takesPlace || input.filter.terms.length || !input.words.length) return undefined
  const meaning = findMeaning(clean(said.text), said.slash)
  return meaning && (await isPlaceOnly(turn, input.words)) ? meaning : undefined
}

type Understood = Extract<Parsed<Turn>, { kind: 'command' }>

/**
 * The answer to a sentence: a card, or the command that shows it. It only shows something, so a line that could act is
 * never run. Undefined if the sentence is better answered as the command that it begins with.
 */
export async function showMeaning(
  turn: Turn,
  meaning: Meaning,
  parsed: Parsed<Turn>,
): Promise<{ card: Card } | { parsed: Understood; line: string; instead: Button[] } | undefined> {
  const shown = await answerIntent(turn, meaning)
  if (!shown) return undefined
  if ('card' in shown) {
    const refusedAlready = parsed.kind === 'problem' && parsed.problem.code === 'not_allowed'
    return refusedAlready && shown.card.data?.refused ? undefined : shown
  }
  const meant = parse(shown.line, turn.registry, { language: turn.language, may: turn.may })
  if (meant.kind === 'problem' || !onlyShows(meant.command)) return undefined
  return { parsed: meant, line: shown.line, instead: shown.instead ?? [] }
}

const onlyShows = (command: Command<Turn>) => !command.mails && !command.rereads && !command.decides

/** The line as which a sentence was read; first, if the sentence speaks of a time, that the line does not. */
export function understoodAs({ say }: Turn, { text }: Said, line: string): string {
  const time = timeIn(clean(text))
  const isObeyed = /skickad(?!>2000-01-01)[<>=]/.test(line)
  const untimed = time && !isObeyed ? [say('intent.untimed', { time })] : []
  return [...untimed, say('intent.understood', { line })].join(' ')
}
