import type { Judged } from '../outcomes.ts'

const shown = 5

/**
 * Finds new people whose numbers differ from another's, stored or in the file, by leading zeros only, though their
 * names differ.
 */
export class Twins {
  private n = 0
  private readonly lines: number[] = []

  note(part: readonly Judged[]): void {
    for (const { line, hasTwin, hidden } of part) {
      if (!hasTwin || hidden) continue
      this.n += 1
      if (this.lines.length < shown) this.lines.push(line)
    }
  }

  found(): { n: number; lines: number[] } {
    return { n: this.n, lines: this.lines }
  }
}
