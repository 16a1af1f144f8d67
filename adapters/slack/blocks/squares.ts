import type { Look, Part } from '#bot'

/** How many squares fit beside each other on a telephone. */
const LENGTH = 10
export const SQUARES: Record<Look, string> = { good: '🟩', direct: '🟦', waiting: '🟨', bad: '🟥', open: '⬜' }

/** A row of coloured squares in proportion. A part that is not empty has a square, however small it is. */
export function squares(parts: readonly Pick<Part, 'value' | 'look'>[]): string {
  const shown = parts.filter(({ value }) => value > 0)
  const total = shown.reduce((sum, { value }) => sum + value, 0)
  const counts = shown.map(({ value }) => Math.max(1, Math.floor((value * LENGTH) / total)))
  const rest = () => LENGTH - counts.reduce((sum, n) => sum + n, 0)
  const missing = (at: number) => (shown[at]!.value * LENGTH) / total - counts[at]!
  const most = (of: (at: number) => number) => counts.reduce((best, _, at) => (of(at) > of(best) ? at : best), 0)
  if (shown.length === 0) return SQUARES.open.repeat(LENGTH)
  while (rest() > 0) counts[most(missing)]! += 1
  while (rest() < 0) counts[most((at) => counts[at]!)]! -= 1
  return shown.map(({ look }, at) => SQUARES[look].repeat(counts[at]!)).join('')
}

/** What the colours mean, with the numbers: `🟩 8 kopplade · 🟥 2 studsade`. */
export const legend = (parts: readonly Part[], write: (n: number) => string): string =>
  parts
    .filter(({ value }) => value > 0)
    .map(({ label, value, look }) => `${SQUARES[look]} ${write(value)} ${label}`)
    .join(' · ')
