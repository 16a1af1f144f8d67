import type { Judged } from '../outcomes.ts'
import { type FirstLines, LineCount } from './lines.ts'

/**
 * Finds new people whose numbers differ by leading zeros only from those of people with other names, stored or in the
 * file.
 */
export class Twins {
  private readonly told = new LineCount()

  note(part: readonly Judged[]): void {
    for (const { line, hasTwin, hidden } of part) {
      if (hasTwin && !hidden) this.told.add(line)
    }
  }

  found(): FirstLines {
    return this.told
  }
}
