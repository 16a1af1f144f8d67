import type { Key, Say } from '#text'
import { withoutHalves } from '../../base/storable.ts'
import type { Button, Card, Fact } from '../card.ts'
import type { Problem, ProblemCode } from '../problem.ts'
import type { Registry } from '../registry.ts'
import { pressLabel } from './press.ts'

/** For each problem, the texts that say what was not understood and what to do next. */
const texts: Record<ProblemCode, { title: Key; text: Key }> = {
  empty: { title: 'problem.empty', text: 'problem.empty_next' },
  too_long: { title: 'problem.too_long', text: 'problem.too_long_next' },
  unknown_command: { title: 'problem.unknown_command', text: 'problem.unknown_command_next' },
  incomplete_command: { title: 'problem.incomplete_command', text: 'problem.incomplete_command_next' },
  not_allowed: { title: 'problem.not_allowed', text: 'problem.not_allowed_next' },
  unknown_key: { title: 'problem.unknown_key', text: 'problem.keys_next' },
  key_not_here: { title: 'problem.key_not_here', text: 'problem.keys_next' },
  key_twice: { title: 'problem.key_twice', text: 'problem.key_twice_next' },
  missing_key: { title: 'problem.missing_key', text: 'problem.keys_next' },
  bad_operator: { title: 'problem.bad_operator', text: 'problem.bad_operator_next' },
  missing_value: { title: 'problem.missing_value', text: 'problem.values_next' },
  too_many_values: { title: 'problem.too_many_values', text: 'problem.values_next' },
  unknown_value: { title: 'problem.unknown_value', text: 'problem.values_next' },
  bad_date: { title: 'problem.bad_date', text: 'problem.bad_date_next' },
  bad_code: { title: 'problem.bad_code', text: 'problem.bad_code_next' },
  unclosed_quote: { title: 'problem.unclosed_quote', text: 'problem.unclosed_quote_next' },
  missing_argument: { title: 'problem.missing_argument', text: 'problem.missing_argument_next' },
  unexpected_word: { title: 'problem.unexpected_word', text: 'problem.unexpected_word_next' },
  unknown_topic: { title: 'problem.unknown_topic', text: 'problem.unknown_topic_next' },
}

/**
 * The answer to a line that was not understood. It shows the mistake and, if one is known, the nearest line as a
 * button.
 */
export function problemCard(problem: Problem, registry: Registry<never>, say: Say): Card {
  const { title, text } = texts[problem.code]
  const params = {
    what: shorten(problem.what, 60),
    key: problem.key ?? '',
    command: problem.command ?? '',
    expected: (problem.expected ?? []).join(', '),
    need: problem.need === 'owner' ? 'owner' : problem.need === 'admin' ? 'admin' : 'other',
    wanted: problem.wanted ?? 'other',
  }
  const next = text === 'problem.keys_next' && !params.expected ? 'problem.no_keys' : text
  const lines = [say(next, params), guess(problem, say)].filter((line) => line !== '')
  return {
    kind: problem.nearest ? 'question' : 'refusal',
    tone: problem.nearest ? 'question' : 'bad',
    title: say(title, params),
    text: lines.join('\n'),
    ...withFacts(factsOf(problem, say)),
    buttons: buttonsOf(problem, registry, say),
    data: { refused: problem.code, at: problem.at, length: problem.length, nearest: problem.nearest ?? null },
  }
}

function guess(problem: Problem, say: Say): string {
  const line = problem.nearest ?? problem.meant
  return line ? say('problem.did_you_mean', { line }) : ''
}

const withFacts = (facts: Fact[]): { facts?: Fact[] } => (facts.length ? { facts } : {})

function factsOf(problem: Problem, say: Say): Fact[] {
  const facts: Fact[] = []
  if (problem.length && problem.length < problem.line.length) facts.push([say('problem.where'), pointAt(problem)])
  if (problem.usage && problem.code !== 'not_allowed') facts.push([say('problem.usage'), problem.usage])
  return facts
}

function buttonsOf(problem: Problem, registry: Registry<never>, say: Say): Button[] {
  const buttons: Button[] = []
  if (problem.nearest) {
    buttons.push({ label: pressLabel(problem.nearest, registry, say), say: problem.nearest, effect: 'primary' })
  }
  const topic = problem.command && problem.code !== 'not_allowed' ? ` ${problem.command}` : ''
  buttons.push({
    label: topic ? say('problem.help_on', { command: problem.command! }) : say('problem.help'),
    say: `hjälp${topic}`,
  })
  return buttons
}

/** The mistake with the text around it: `…konton →frtag← =Acme`. */
export function pointAt({ line, at, length }: Pick<Problem, 'line' | 'at' | 'length'>): string {
  const from = Math.max(0, at - 25)
  const to = Math.min(line.length, at + length + 25)
  const before = (from ? '…' : '') + withoutHalves(line.slice(from, at))
  const after = withoutHalves(line.slice(at + length, to)) + (to < line.length ? '…' : '')
  return `${before}→${shorten(line.slice(at, at + length), 60)}←${after}`
}

/** Cuts a text to at most `most` characters, without cutting through one. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  return [...text.slice(0, most * 2)].slice(0, most - 1).join('') + '…'
}
