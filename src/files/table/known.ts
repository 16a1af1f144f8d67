import type { Choices } from './head.ts'
import { type Column, columns, originOf } from './names.ts'

/** What is known before a file is read: companies, to recognise their columns by, and how files were read before. */
export interface Known {
  companyNumbers: ReadonlySet<string>
  /** In lower case without accents and punctuation. */
  companyNames: ReadonlySet<string>
  /** What the columns of files hold, by `headerKey` or `widthKey`. */
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

/**
 * Names the files without a header that have so many columns. It is remembered as what they were read, and, to notice
 * columns that have changed places, what their cells looked like.
 */
export const widthKey = (width: number, what: 'read' | 'looked like'): string => `\n${width} ${what}`

/**
 * How files without a header were read the last time, if their cells looked as these do; else which columns seem to
 * have moved. What somebody has changed by hand is not held against the cells: it was right against them then, too.
 */
export function lastTime(looks: readonly (Column | null)[], { remembered }: Known) {
  const before = remembered.get(widthKey(looks.length, 'looked like'))
  const read = remembered.get(widthKey(looks.length, 'read'))
  if (!before || !read) return null
  const moved = columns.filter((column) => {
    const [then, now] = [before.indexOf(column), looks.indexOf(column)]
    return then >= 0 && now >= 0 && then !== now
  })
  return moved.length > 0 ? { moved } : { columns: [...read], moved }
}
