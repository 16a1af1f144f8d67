import { foldName } from '../../people/companies.ts'
import { KeySet } from '../key-set.ts'
import type { Judged } from '../outcomes.ts'
import { type FirstLines, LineCount } from './lines.ts'

/**
 * Finds the rows that give somebody the address that an earlier row gives to another. Two of the same name are one
 * person, employed twice.
 */
export class SharedAddresses {
  private readonly given = new KeySet()
  private readonly owned = new KeySet()
  private readonly told = new LineCount()
  private readonly several = new KeySet()

  note(part: readonly Judged[]): void {
    for (const { line, row, was, write, hidden } of part) {
      if (!row?.emailKey || hidden) continue
      const { givenName = '', familyName = '' } = write ?? was ?? row
      const owned = `${row.emailKey}\n${foldName(`${givenName} ${familyName}`) || row.number}`
      if (this.given.has(row.emailKey) && !this.owned.has(owned)) {
        this.told.add(line)
        this.several.add(row.emailKey)
      }
      this.given.add(row.emailKey)
      this.owned.add(owned)
    }
  }

  /** Whether rows give the address to several people. */
  isTold(emailKey: string): boolean {
    return this.several.has(emailKey)
  }

  found(): FirstLines {
    return this.told
  }
}
