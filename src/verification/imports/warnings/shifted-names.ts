import { foldName } from '../../people/companies.ts'
import type { Judged } from '../outcomes.ts'
import { type FirstLines, shown } from './lines.ts'

interface Renamed {
  line: number
  given: string
  family: string
  was: { given: string; family: string }
}

/** Fewer people who get each other's names have perhaps only changed theirs. */
const fewest = 3
/** Of a file with more changed names, the first tell enough. */
const most = 50_000

/**
 * Finds people who are known by their numbers and get each other's names: the column of names, or of numbers, was left
 * out when the file was sorted, or moved by a row.
 */
export class ShiftedNames {
  private readonly renamed: Renamed[] = []

  note(part: readonly Judged[]): void {
    for (const { line, row, was, hidden, outcome } of part) {
      if (!row || !was || hidden || outcome === 'looks_like' || this.renamed.length >= most) continue
      const old = { given: foldName(was.givenName), family: foldName(was.familyName) }
      const given = row.givenName ? foldName(row.givenName) : old.given
      const family = row.familyName ? foldName(row.familyName) : old.family
      if (given !== old.given || family !== old.family) this.renamed.push({ line, given, family, was: old })
    }
  }

  found(): FirstLines {
    const whole = new Set(this.renamed.map(({ was }) => `${was.given}\n${was.family}`))
    const given = new Set(this.renamed.map(({ was }) => was.given))
    const family = new Set(this.renamed.map(({ was }) => was.family))
    const isOthers = (one: Renamed) => {
      if (one.given === one.was.given) return family.has(one.family)
      return one.family === one.was.family ? given.has(one.given) : whole.has(`${one.given}\n${one.family}`)
    }
    const lines = this.renamed.filter(isOthers).map(({ line }) => line)
    const isMany = lines.length >= fewest && 2 * lines.length >= this.renamed.length
    return isMany ? { n: lines.length, lines: lines.slice(0, shown) } : { n: 0, lines: [] }
  }
}
