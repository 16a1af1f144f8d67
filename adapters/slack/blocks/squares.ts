import { apportion, type Look, type Part } from '#bot'

/** How many squares fit beside each other on a telephone. */
const LENGTH = 10
const SQUARES: Record<Look, string> = { good: '🟩', direct: '🟦', waiting: '🟨', bad: '🟥', open: '⬜' }

/** A row of coloured squares in proportion. A part that is not empty has a square, however small it is. */
export function squares(parts: readonly Pick<Part, 'value' | 'look'>[]): string {
  const shown = parts.filter(({ value }) => value > 0)
  if (shown.length === 0) return SQUARES.open.repeat(LENGTH)
  const counts = apportion(
    shown.map(({ value }) => value),
    LENGTH,
  )
  return shown.map(({ look }, at) => SQUARES[look].repeat(counts[at]!)).join('')
}

/** What the colours mean, with the numbers: `🟩 8 kopplade · 🟥 2 studsade`. */
export const legend = (parts: readonly Part[], write: (n: number) => string): string =>
  parts
    .filter(({ value }) => value > 0)
    .map(({ label, value, look }) => `${SQUARES[look]} ${write(value)} ${label}`)
    .join(' · ')
