import { hasKey, type Say } from '#text'
import type { Button, Card } from '../card.ts'
import { nameKey, type Registry } from '../registry.ts'

/**
 * What a button is called that says a line which somebody typed, or which was made of it. The line itself may be long,
 * and no button shows it whole on a telephone; it stands in the words of the card.
 */
export function pressLabel(line: string, registry: Registry<never>, say: Say): string {
  const command = registry.match(line.trim().split(/\s+/))?.command
  const key = command ? pressKey(command) : ''
  return hasKey(key) ? say(key) : say('press.other')
}

/** In characters: what every chat shows of a button on a telephone of 320 pixels. */
export const longestLabel = 36

/**
 * The card with buttons that a telephone shows whole. A longer label, such as one with a long name, stands among the
 * words of the card; its button is called by what it does, with a number if there are several.
 */
export function withShortLabels(card: Card, registry: Registry<never>, say: Say): Card {
  const isLong = (button: Button) => 'say' in button && [...button.label].length > longestLabel
  const long = (card.buttons ?? []).filter(isLong)
  if (long.length === 0) return card
  const numbered = (button: Button, label: string) =>
    long.length > 1 ? `${long.indexOf(button) + 1}. ${label}` : label
  const lines = long.map((button) => numbered(button, button.label))
  return {
    ...card,
    text: [card.text, ...lines].filter(Boolean).join('\n'),
    buttons: card.buttons!.map((button) =>
      'say' in button && isLong(button)
        ? { ...button, label: numbered(button, pressLabel(button.say, registry, say)) }
        : button,
    ),
  }
}

/** The text key of what pressing a command does, made from its name: `press.verifiera_konton`. */
export const pressKey = ({ name }: { name: string }): string => `press.${nameKey(name).replaceAll(' ', '_')}`
