import { distance as editDistance } from 'fastest-levenshtein'
import { squeeze } from '../vocabulary/fold.ts'

/** How many wrong letters a word of this length may have and still be a typo. */
function mostTypos(length: number): number {
  if (length <= 2) return 0
  if (length <= 4) return 1
  return length <= 8 ? 2 : 3
}

/**
 * The number of wrong letters in a typed word, or undefined if it is another word. Two swapped letters count as one.
 */
export const typoDistance = (typed: string, wanted: string): number | undefined =>
  squeezedDistance(squeeze(typed), squeeze(wanted))

/** `typoDistance` of two words that are squeezed already. */
export function squeezedDistance(a: string, b: string): number | undefined {
  if (a === b) return 0
  const limit = mostTypos(Math.max(a.length, b.length))
  if (Math.abs(a.length - b.length) > limit) return undefined
  const steps = editDistance(a, b)
  if (steps <= 2 && a.length === b.length && a.length > 2 && sorted(a) === sorted(b)) return 1
  return steps <= limit ? steps : undefined
}

const sorted = (text: string): string => [...text].sort().join('')

/**
 * The candidate that was most likely meant, or undefined. A typo is preferred to a beginning (`acm`), and that to a
 * word inside (`bygg` in `Acme Bygg AB`); among equals the first wins. For suggestions only, never for matching.
 */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const word = squeeze(typed.slice(0, 100))
  if (!word) return undefined
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const distance = typoDistance(word, candidate) ?? partialDistance(word, candidate)
    if (distance !== undefined && distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

function partialDistance(word: string, candidate: string): number | undefined {
  if (word.length < 3) return undefined
  if (squeeze(candidate).startsWith(word)) return 4
  const slips = candidate.split(/\s+/).map((part) => typoDistance(word, part))
  const least = Math.min(...slips.map((s) => s ?? Number.POSITIVE_INFINITY))
  return least < Number.POSITIVE_INFINITY ? 5 + least : undefined
}
