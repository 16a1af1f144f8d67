import { foldName } from '../../people/companies.ts'
import { KeySet } from '../key-set.ts'
import type { Judged } from '../outcomes.ts'

const shown = 5

/**
 * Finds the rows that give somebody the address that an earlier row gives to another. Whoever has the same name is the
 * same person, employed twice.
 */
export class SharedAddresses {
  private readonly given = new KeySet()
  private readonly owned = new KeySet()
  private n = 0
  private readonly lines: number[] = []

  note(part: readonly Judged[]): void {
    for (const { line, row, was, write, hidden } of part) {
      if (!row?.emailKey || hidden) continue
      const { givenName = '', familyName = '' } = write ?? was ?? row
      const owned = `${row.emailKey}\n${foldName(`${givenName} ${familyName}`) || row.number}`
      if (this.given.has(row.emailKey) && !this.owned.has(owned)) {
        this.n += 1
        if (this.lines.length < shown) this.lines.push(line)
      }
      this.given.add(row.emailKey)
      this.owned.add(owned)
    }
  }

  found(): { n: number; lines: number[] } {
    return { n: this.n, lines: this.lines }
  }
}
