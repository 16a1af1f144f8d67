import { distance } from 'fastest-levenshtein'
import { squeeze } from '../vocabulary/fold.ts'

/** So many wrong letters are still a slip of the hand; more is another word. */
function cap(length: number): number {
  if (length <= 2) return 0
  if (length <= 4) return 1
  return length <= 8 ? 2 : 3
}

/** How far a typed word is from a wanted one, 0 and up, or undefined when it is another word. Swapped letters count once. */
export function slip(typed: string, wanted: string): number | undefined {
  const a = squeeze(typed)
  const b = squeeze(wanted)
  if (a === b) return 0
  const limit = cap(Math.max(a.length, b.length))
  if (Math.abs(a.length - b.length) > limit) return undefined
  const steps = distance(a, b)
  if (steps <= 2 && a.length === b.length && a.length > 2 && sorted(a) === sorted(b)) return 1
  return steps <= limit ? steps : undefined
}

const sorted = (text: string): string => [...text].sort().join('')

/**
 * The candidate that was most likely meant, or undefined: a slip of the hand first, then a beginning (`acm`), then a
 * word inside (`bygg` in `Acme Bygg AB`). The first wins among equals. For suggestions only, never for matching.
 */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const word = squeeze(typed.slice(0, 100))
  if (!word) return undefined
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const away = slip(word, candidate) ?? partly(word, candidate)
    if (away !== undefined && away < least) {
      best = candidate
      least = away
    }
  }
  return best
}

function partly(word: string, candidate: string): number | undefined {
  if (word.length < 3) return undefined
  if (squeeze(candidate).startsWith(word)) return 4
  const slips = candidate.split(/\s+/).map((part) => slip(word, part))
  const least = Math.min(...slips.map((s) => s ?? Number.POSITIVE_INFINITY))
  return least < Number.POSITIVE_INFINITY ? 5 + least : undefined
}
