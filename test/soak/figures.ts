/** A line through samples over time, and how far it can be believed. */
export interface Slope {
  /** Per hour, in the unit of the samples. */
  perHour: number
  /** Two standard errors of `perHour`, with room for samples that depend on the one before. */
  noise: number
  mean: number
  /** How long it was watched. */
  hours: number
}

/** The least-squares line through values that were taken at these seconds. */
export function slopeOf(samples: readonly { at: number; value: number }[]): Slope {
  const n = samples.length
  const mean = (pick: (s: { at: number; value: number }) => number) => samples.reduce((sum, s) => sum + pick(s), 0) / n
  const [t, v] = [mean((s) => s.at), mean((s) => s.value)]
  const spread = samples.reduce((sum, s) => sum + (s.at - t) ** 2, 0)
  const slope = samples.reduce((sum, s) => sum + (s.at - t) * (s.value - v), 0) / spread
  const off = samples.map((s) => s.value - v - slope * (s.at - t))
  const variance = off.reduce((sum, d) => sum + d * d, 0) / Math.max(1, n - 2)
  // A cache that fills or a collection that is late shows in several samples in a row.
  const follow = Math.max(0, off.slice(1).reduce((sum, d, i) => sum + d * off[i]!, 0) / (variance * n || 1))
  const inflation = Math.sqrt((1 + follow) / Math.max(0.1, 1 - follow))
  return {
    perHour: slope * 3600,
    noise: 2 * Math.sqrt(variance / spread) * inflation * 3600,
    mean: v,
    hours: (samples.at(-1)!.at - samples[0]!.at) / 3600,
  }
}

/**
 * The lowest value of each minute. What is under way when a sample is taken, such as an import, adds to it by chance;
 * what stays is in all of them.
 */
export function floors(samples: readonly { at: number; value: number }[]): { at: number; value: number }[] {
  const lowest = new Map<number, { at: number; value: number }>()
  for (const one of samples) {
    const minute = Math.floor(one.at / 60)
    const known = lowest.get(minute)
    if (!known || one.value < known.value) lowest.set(minute, one)
  }
  return [...lowest.values()]
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/**
 * Whether something has grown in the time watched: the line rises by more than chance explains, and by more than
 * `share` of its mean, which compiled code and caches may add that are still filling. A few minutes show only a large
 * leak.
 */
export const grows = ({ perHour, noise, mean, hours }: Slope, share: number): boolean =>
  perHour > noise && perHour * hours > share * mean
