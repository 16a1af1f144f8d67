import { type Card, type Intent, type Meaning, pressLabel } from '#bot'
import type { Turn } from '../context.ts'
import { type Answer, adminAnswers } from './admin-answers.ts'
import { decisionCard } from './decisions.ts'
import { type Named, readNames } from './names.ts'
import { firstOpen, isOpen, most, type Offer, offerCard, type Shown } from './offers.ts'
import { ownAnswers } from './own-answers.ts'
import { personAnswer, personLine } from './person-answers.ts'

/**
 * Answers what a natural line means. It never acts: it shows the card that was asked for, or at most three buttons that
 * say the lines of commands. Undefined if there is nothing to show for it.
 */
export async function answerIntent(turn: Turn, meaning: Meaning): Promise<Shown | undefined> {
  const { intent } = meaning
  const admin = isOpen(turn, 'lista')
  if (meaning.weak && !admin && meaning.names.some(({ perhaps }) => !perhaps)) return undefined
  const decision = await decisionCard(turn, intent, admin, async () =>
    (await linesFor(turn, meaning, admin ? await readNames(turn, meaning) : nobody)).map((line) =>
      otherLine(turn, line),
    ),
  )
  if (decision) return decision
  // Words that nobody knows are no question that an admin could answer: they are unknown to everybody.
  if (!admin) return ownMeaning(turn, meaning)
  const named = (meaning.mine && isOwn(intent)) || intent === 'elsewhere' ? nobody : await readNames(turn, meaning)
  if (named.people.length && !named.where && !named.each.length) return personAnswer(turn, meaning, named)
  if (meaning.unsure || (meaning.weak && named.rest.length)) return whichMeaning(turn, meaning, named)
  const answer = adminAnswers[intent]
  if (!answer && !isOwn(intent)) return undefined
  if (answer && named.unknown) return { card: await unknownCard(turn, answer, named.unknown, meaning) }
  const instead = intent === 'elsewhere' ? [] : await linesFor(turn, meaning, named)
  return answer ? give(turn, await answer(turn, named, meaning), named, instead) : ownAnswer(turn, intent, instead)
}

type Answering = NonNullable<(typeof adminAnswers)[Intent]>

const nobody: Named = { where: '', each: [], people: [], typed: '', rest: [] }
const isOwn = (intent: Intent): boolean => intent in ownAnswers

/** Whoever speaks of themselves means what can be answered about themselves, if the line may mean that at all. */
async function ownMeaning(turn: Turn, meaning: Meaning): Promise<Shown | undefined> {
  const { intent, others, nearly, mine, unsure } = meaning
  const own = [intent, ...(mine || unsure ? others : []), ...nearly].find(isOwn)
  if (intent === 'person' || (unsure && !own)) return undefined
  return ownAnswer(turn, own ?? intent, intent === 'elsewhere' ? [] : await linesFor(turn, meaning, nobody))
}

async function ownAnswer(turn: Turn, intent: Intent, instead: string[]): Promise<Shown | undefined> {
  const answer = ownAnswers[intent]
  if (answer) return give(turn, answer(turn), nobody, instead)
  const shown = give(turn, ownAnswers.other!(turn), nobody, instead)
  return shown && 'card' in shown
    ? { card: { ...shown.card, kind: 'refusal', data: { refused: 'not_allowed' } } }
    : shown
}

/**
 * Shows a line at once if it only shows something, or asks. One name that means several companies is asked about. What
 * may be meant `instead` is offered beside it.
 */
function give(turn: Turn, answer: Answer, { each }: Named, instead: string[]): Shown | undefined {
  const { title, text, offers = [], open, run = [] } = answer
  const theirs = each.flatMap(({ name, number, where }) => {
    const say = [...run, ...offers.map((offer) => offer.say)].map((line) => line + where).find((l) => isOpen(turn, l))
    return say ? [{ label: 'choice.company' as const, params: { name, number }, say }] : []
  })
  if (theirs.length) return { card: offerCard(turn, turn.say('intent.which_company'), undefined, theirs) }
  const line = firstOpen(turn, run)
  const others = instead
    .filter((say) => say !== line && !offers.some((offer) => offer.say === say))
    .map((say) => otherLine(turn, say))
  if (line)
    return {
      line,
      instead: others.slice(0, mostInstead).map(({ label, params, say }) => ({ label: turn.say(label, params), say })),
    }
  const room = most - Math.min(others.length, 1)
  return { card: offerCard(turn, turn.say(title ?? 'intent.meant'), text, [...offers.slice(0, room), ...others], open) }
}

const mostInstead = 2
/** In characters: a longer line is cut on the button of a telephone, which then says what it does. */
const mostOfLine = 24
const otherLine = (turn: Turn, say: string): Offer => {
  const does = pressLabel(say, turn.registry, turn.say)
  const line = say.length > mostOfLine ? does[0]!.toLowerCase() + does.slice(1) : say
  return { label: 'intent.instead', params: { line }, say }
}

/** Asks which of the meanings that a line nearly has it is, each by the line that it leads to. */
async function whichMeaning(turn: Turn, meaning: Meaning, named: Named): Promise<Shown | undefined> {
  const lines = await linesFor(turn, meaning, named)
  if (!lines.length) return undefined
  const offers = lines.map((say, at) => {
    const text = `${at + 1}. ${pressLabel(say, turn.registry, turn.say)}`
    return { label: 'intent.plain' as const, params: { text }, say }
  })
  const text = lines.map((line, at) => `${at + 1}. ${line}`).join('\n')
  return { card: offerCard(turn, turn.say('intent.meant'), text, offers) }
}

/** The lines, at most as many as there are buttons, to which what a line nearly means leads. */
async function linesFor(turn: Turn, meaning: Meaning, named: Named): Promise<string[]> {
  const answers: Partial<Record<Intent, Answering>> = { ...ownAnswers, ...(isOpen(turn, 'lista') && adminAnswers) }
  const lines = new Set<string>()
  if (named.people.length) lines.add(personLine(named))
  for (const intent of meaning.nearly) {
    const answer = answers[intent]
    const line = answer && (await firstLine(turn, answer, named, meaning))
    if (line && lines.size < most) lines.add(line)
  }
  return [...lines]
}

/** The line that an answer shows at once or offers first. */
async function firstLine(turn: Turn, answer: Answering, named: Named, meaning: Meaning): Promise<string | undefined> {
  const { run = [], offers = [] } = await answer(turn, named, meaning)
  return firstOpen(turn, run) ?? offers.find(({ say }) => isOpen(turn, say))?.say
}

/** Says that nothing is called that, and offers the same of the nearest name and of everybody. */
async function unknownCard(
  turn: Turn,
  answer: Answering,
  unknown: NonNullable<Named['unknown']>,
  meaning: Meaning,
): Promise<Card> {
  const lineOf = async (where: string) => (await firstLine(turn, answer, { ...nobody, where }, meaning)) ?? 'hjälp'
  const { typed, nearest, where } = unknown
  const near =
    nearest && where ? [{ label: 'intent.plain' as const, params: { text: nearest }, say: await lineOf(where) }] : []
  const all = { label: 'intent.everybody' as const, say: await lineOf('') }
  return offerCard(turn, turn.say('intent.unknown_name', { typed }), undefined, [...near, all])
}
