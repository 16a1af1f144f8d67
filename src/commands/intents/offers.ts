import { type Button, type Card, parse } from '#bot'
import type { Key, Params } from '#text'
import type { Turn } from '../context.ts'

/** A line that somebody may have meant, with the words on its button. */
export interface Offer {
  label: Key
  params?: Params
  say: string
  effect?: 'primary' | 'safe'
}

/**
 * The answer to a natural line: a card, or a line to be answered in its place, which only shows something, with buttons
 * for what may have been meant instead.
 */
export type Shown = { line: string; instead?: Button[] } | { card: Card }

/** How many buttons a question has at most. */
export const most = 3

/** Whether the line is understood and this person may say it. */
export function isOpen(turn: Turn, line: string): boolean {
  return parse(line, turn.registry, { language: turn.language, may: turn.may }).kind === 'command'
}

/** A card that does nothing but offer lines: at most three, and none that leads to a dead end. */
export function offerCard(turn: Turn, title: string, text: string | undefined, offers: Offer[], open?: Button): Card {
  const opens = open ? [open] : []
  const buttons = offers
    .filter((offer, i) => isOpen(turn, offer.say) && offers.findIndex((o) => o.say === offer.say) === i)
    .slice(0, most - opens.length)
    .map(
      ({ label, params, say, effect }): Button => ({ label: turn.say(label, params), say, ...(effect && { effect }) }),
    )
  return { kind: 'question', tone: 'question', title, text, buttons: [...buttons, ...opens] }
}

/** The first of the lines that this person may say. */
export const firstOpen = (turn: Turn, lines: string[]): string | undefined => lines.find((line) => isOpen(turn, line))
