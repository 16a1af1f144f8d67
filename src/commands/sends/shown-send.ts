import type { Card } from '#bot'
import type { Progress } from '../../verification/delivery/progress.ts'
import { peopleOfSend } from '../../verification/sends/sends.ts'
import type { Turn } from '../context.ts'
import { sendCard } from './send-card.ts'

/** The card of a send; with the names of those who confirmed it, unless others can read the answer. */
export async function shownSend(turn: Turn, progress: Progress): Promise<Card> {
  const people = turn.inPublic ? undefined : await peopleOfSend(turn.ctx.db, progress.id)
  return sendCard(turn.say, progress, people)
}
