import type { Card } from '#bot'
import { peopleOfSend, progress } from '../../verification/sends/sends.ts'
import type { Turn } from '../context.ts'
import { sendCard } from './send-card.ts'

/** The card of a send; with the names of those who confirmed it, unless others can read the answer. */
export async function shownSend(turn: Turn, sendId: number): Promise<Card> {
  const people = turn.inPublic ? undefined : await peopleOfSend(turn.ctx.db, sendId)
  return sendCard(turn.say, await progress(turn.ctx, sendId), people)
}
