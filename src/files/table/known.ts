import type { Choices } from './head.ts'
import { originOf } from './names.ts'
import type { Hints } from './propose.ts'

/** What is known before a file is read. */
export interface Known extends Hints {
  /** What the columns of files with an equal header hold, by `headerKey`. */
  remembered: ReadonlyMap<string, NonNullable<Choices['columns']>>
}

export const nothingKnown: Known = { companyNumbers: new Set(), companyNames: new Set(), remembered: new Map() }

/** Names an exact header line. What we have added to it ourselves is not part of it, but for its first column. */
export function headerKey(names: readonly string[]): string {
  const ours = names.findIndex((name) => originOf(name))
  return names
    .slice(0, ours < 0 ? undefined : ours + 1)
    .join('\t')
    .toLowerCase()
}
