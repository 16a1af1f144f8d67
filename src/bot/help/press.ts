import { hasKey, type Say } from '#text'
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

/** The text key of what pressing a command does, made from its name: `press.verifiera_konton`. */
export const pressKey = ({ name }: { name: string }): string => `press.${nameKey(name).replaceAll(' ', '_')}`
