import type { Card, Intent, Meaning } from '#bot'
import type { Turn } from '../context.ts'
import { type Answer, adminAnswers } from './admin-answers.ts'
import { decisionCard } from './decisions.ts'
import { type Named, readNames } from './names.ts'
import { firstOpen, isOpen, most, offerCard, type Shown } from './offers.ts'
import { ownAnswers } from './own-answers.ts'
import { personAnswer } from './person-answers.ts'

/**
 * Answers what a natural line means. It never acts: it shows the card that was asked for, or at most three buttons that
 * say the lines of commands. Undefined if there is nothing to show for it.
 */
export async function answerIntent(turn: Turn, meaning: Meaning): Promise<Shown | undefined> {
  const { intent } = meaning
  const admin = isOpen(turn, 'lista')
  if (meaning.weak && !admin && meaning.names.some(({ perhaps }) => !perhaps)) return undefined
  const decision = await decisionCard(turn, intent, admin)
  if (decision) return decision
  // Words that nobody knows are no question that an admin could answer: they are unknown to everybody.
  if (!admin) return ownMeaning(turn, meaning)
  const named = (meaning.mine && isOwn(intent)) || intent === 'elsewhere' ? nobody : await readNames(turn, meaning)
  if (named.people.length && !named.where && !named.each.length) return personAnswer(turn, meaning, named)
  if (meaning.unsure || (meaning.weak && named.rest.length)) return whichMeaning(turn, meaning, named)
  const answer = adminAnswers[intent]
  if (!answer) return isOwn(intent) ? ownAnswer(turn, intent) : undefined
  if (named.unknown) return { card: await unknownCard(turn, answer, named.unknown, meaning) }
  return give(turn, await answer(turn, named, meaning), named)
}

type Answering = NonNullable<(typeof adminAnswers)[Intent]>

const nobody: Named = { where: '', each: [], people: [], typed: '', rest: [] }
const isOwn = (intent: Intent): boolean => intent in ownAnswers

/** Whoever speaks of themselves means what can be answered about themselves, if the line may mean that at all. */
async function ownMeaning(turn: Turn, { intent, others, mine, unsure }: Meaning): Promise<Shown | undefined> {
  const own = mine || unsure ? [intent, ...others].find(isOwn) : undefined
  return intent === 'person' || (unsure && !own) ? undefined : ownAnswer(turn, own ?? intent)
}

async function ownAnswer(turn: Turn, intent: Intent): Promise<Shown | undefined> {
  const answer = ownAnswers[intent]
  if (answer) return give(turn, answer(turn), nobody)
  const shown = give(turn, ownAnswers.other!(turn), nobody)
  return shown && 'card' in shown
    ? { card: { ...shown.card, kind: 'refusal', data: { refused: 'not_allowed' } } }
    : shown
}

/** Shows a line at once if it only shows something, or asks. One name that means several companies is asked about. */
function give(turn: Turn, answer: Answer, { each }: Named): Shown | undefined {
  const { title, text, offers = [], open, run = [] } = answer
  const theirs = each.flatMap(({ name, number, where }) => {
    const say = [...run, ...offers.map((offer) => offer.say)].map((line) => line + where).find((l) => isOpen(turn, l))
    return say ? [{ label: 'choice.company' as const, params: { name, number }, say }] : []
  })
  if (theirs.length) return { card: offerCard(turn, turn.say('intent.which_company'), undefined, theirs) }
  const line = firstOpen(turn, run)
  if (line) return { line }
  return { card: offerCard(turn, turn.say(title ?? 'intent.meant'), text, offers, open) }
}

/** Asks which of the meanings that a line nearly has it is, each by the line that it leads to. */
async function whichMeaning(turn: Turn, meaning: Meaning, named: Named): Promise<Shown | undefined> {
  const lines = new Set<string>()
  for (const intent of meaning.nearly) {
    const answer = adminAnswers[intent] ?? ownAnswers[intent]
    const line = answer && (await firstLine(turn, answer, named, meaning))
    if (line && lines.size < most) lines.add(line)
  }
  if (!lines.size) return undefined
  const offers = [...lines].map((say) => ({ label: 'intent.plain' as const, params: { text: say }, say }))
  return { card: offerCard(turn, turn.say('intent.meant'), undefined, offers) }
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
