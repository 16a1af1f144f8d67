import type { Choices } from './head.ts'
import type { Hints } from './propose.ts'

/** What is known before a file is read. */
export interface Known extends Hints {
  /** What the columns of files with an equal header hold, by `headerKey`. */
  remembered: ReadonlyMap<string, NonNullable<Choices['columns']>>
}

export const nothingKnown: Known = { companyNumbers: new Set(), companyNames: new Set(), remembered: new Map() }

/** Names an exact header line. */
export const headerKey = (names: readonly string[]): string => names.join('\t').toLowerCase()
