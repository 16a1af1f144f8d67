/**
 * How many of `length` cells each value gets in a bar. Together they fill it, and a value above zero has at least one
 * cell, however small it is.
 */
export function apportion(values: readonly number[], length: number): number[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  const cells = values.map((value) => (value > 0 ? Math.max(1, Math.floor((value * length) / total)) : 0))
  const rest = () => length - cells.reduce((sum, n) => sum + n, 0)
  const missing = (at: number) => (values[at]! * length) / total - cells[at]!
  const most = (of: (at: number) => number) => cells.reduce((best, _, at) => (of(at) > of(best) ? at : best), 0)
  if (total <= 0) return cells
  while (rest() > 0) cells[most(missing)]! += 1
  while (rest() < 0) cells[most((at) => cells[at]!)]! -= 1
  return cells
}

/** At most `most` of the items in even steps, the last one always among them. A sum is right on any of its days. */
export function sampled<T>(items: readonly T[], most: number): T[] {
  const step = Math.ceil(items.length / most)
  return items.filter((_, at) => (items.length - 1 - at) % step === 0)
}

const heights = '▁▂▃▄▅▆▇█'

/** A curve as a row of blocks, each as high as its value: for whoever has no picture of it. */
export function sparkline(values: readonly number[], most = 15): string {
  const top = Math.max(1, ...values)
  return sampled(values, most)
    .map((value) => heights[Math.min(7, Math.floor((Math.max(0, value) * 8) / top))])
    .join('')
}
