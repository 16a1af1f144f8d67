import type { Card, Command } from '#bot'
import type { Turn } from '../commands/context.ts'
import { type Next, UserError } from '../errors.ts'
import { span } from '../trace/span.ts'
import { mayUse } from '../verification/access/policy.ts'
import { again } from '../verification/once.ts'
import { auditRefusal } from '../verification/records/refusals.ts'
import type { OnAnswer } from './noted.ts'

interface RunParts {
  onAnswer?: OnAnswer
}

/**
 * Runs the command; once more if it lost a race against another one, as it would be run again after a crash. A refusal
 * becomes a card with next steps, and an audit entry if the command needs special rights.
 */
export async function run(
  parts: RunParts,
  turn: Turn,
  command: Command<Turn>,
  input: Parameters<Command<Turn>['run']>[1],
): Promise<Card> {
  try {
    if (!mayUse(turn.ctx.actor, command.need))
      throw new UserError('not_allowed', 'problem.not_allowed_next', { need: command.need })
    const card = await span('command', { command: command.name }, () => again(async () => command.run(turn, input)))
    parts.onAnswer?.(command.name, ...outcomeOf(card))
    return card
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    parts.onAnswer?.(command.name, 'refused', error.code)
    const code = typeof error.params.code === 'string' ? error.params.code : null
    if (command.mails || command.need === 'owner' || command.rereads)
      await auditRefusal(turn.ctx, command.name, error.code, code)
    return refusalCard(turn, command, error)
  }
}

/** Whether the card refuses, and why. */
export function outcomeOf({ data }: Card): [outcome: 'done' | 'refused', cause?: string] {
  return data?.refused ? ['refused', String(data.refused)] : ['done']
}

/** The refusal in words; a text that shows how to write it right has a line of the command that was typed. */
function refusalCard(turn: Turn, command: Command<Turn>, error: UserError): Card {
  const [example = command.name] = command.examples[turn.language]
  const asks = error.code.startsWith('ambiguous') || error.code === 'recently_sent'
  const next = error.next.length ? error.next : nextOf(turn, error.code)
  return {
    kind: asks ? 'question' : 'refusal',
    tone: asks ? 'question' : 'bad',
    ...headed(turn.say(error.key, { example, ...error.params })),
    buttons: next.length
      ? next.map(({ label, params, say, input }) => ({
          label: turn.say(label, params),
          say,
          ...(input && { input }),
        }))
      : undefined,
    data: { refused: error.code, ...error.data },
  }
}

/** A heading of this length fills half the screen of a phone. */
const longestHeading = 160

/** A long text has its first sentence as heading, and the rest below it. */
function headed(words: string): { title: string; text?: string } {
  const end = words.length > longestHeading ? words.search(/(?<=[.?!]) /) : -1
  return end > 0 ? { title: words.slice(0, end), text: words.slice(end + 1) } : { title: words }
}

/** The next step of a refusal that names none itself. */
function nextOf(turn: Turn, code: string): Next[] {
  const sends = turn.registry.find('utskick')
  const isLost = code === 'unknown_code' && sends !== undefined && turn.may(sends)
  return isLost ? [{ label: 'intent.sends', say: sends.name }] : []
}
