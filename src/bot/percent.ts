/** A share in whole percent, as it is said: never 0 for somebody, nor 100 without everybody. `total` 0 is `0`. */
export function percent(n: number, total: number): string {
  if (n <= 0 || total <= 0) return '0'
  if (n >= total) return '100'
  const rounded = Math.round((100 * n) / total)
  if (rounded === 0) return '< 1'
  return rounded === 100 ? '> 99' : String(rounded)
}
