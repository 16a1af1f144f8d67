import type { FileProblem } from '../problem.ts'
import { type Layout, mapColumns } from './columns.ts'
import type { Choices, Head } from './head.ts'
import type { Column } from './names.ts'
import { faultOf } from './rows.ts'
import { swappedIn } from './swapped.ts'
import { unclearIn } from './unclear.ts'
import { areNamesAsThen, isWholeName, misplacedNames, ordered, withWholeNames } from './whole-names.ts'

/** How the columns below a header are read, and why they cannot be read so. */
export interface Settled {
  layout: Layout
  problem: FileProblem | null
  /** Nobody has said it of this file: it was remembered of an earlier one. */
  isRemembered: boolean
}

/**
 * Settles what the columns of a file hold: as somebody has said; else as its header says, if that leaves no question;
 * else as is remembered of files with the same header.
 * @param samples the first rows below the header
 */
export function settleColumns(
  head: Head,
  samples: readonly (readonly string[])[],
  { columns, company, asked, nameOrder }: Choices,
  remembered: Choices['columns'],
): Settled {
  const swapped = swappedProblem(head.layout, samples)
  const doubt =
    faultOf(head.layout, company) ??
    swapped ??
    unclearIn(head.layout, samples) ??
    misplacedIn(head.layout, samples, remembered)
  // What was said of an earlier file tells nothing where cells have changed places in this one, or had in that.
  const { names, origin } = head.layout
  const isAsThen =
    remembered &&
    !swapped &&
    !swappedIn(remembered, samples) &&
    (origin !== undefined || areNamesAsThen(remembered, names, samples))
  // Of a file of rows to be corrected it is known what its columns hold, whatever their headers say.
  const recalled = (doubt || origin) && isAsThen && !asked ? remembered : undefined
  const chosen = columns ?? (recalled && withWholeNames([...recalled], names, samples, false))
  if (!chosen) {
    const named = doubt ? null : namedIn(head.layout, samples, nameOrder, remembered)
    return { layout: named ?? head.layout, problem: doubt, isRemembered: false }
  }
  const layout = mapColumns(names, ordered(chosen, nameOrder))
  return { layout, problem: faultOf(layout, company), isRemembered: columns === undefined }
}

/** The columns with one of whole names, in the order that somebody has said of this file or of one with its header. */
function namedIn(
  { columns, names }: Layout,
  samples: readonly (readonly string[])[],
  nameOrder: Choices['nameOrder'],
  remembered: Choices['columns'],
): Layout | null {
  const found = withWholeNames(columns, names, samples, false)
  if (found === columns) return null
  const before = (column: Column | null, i: number) => (isWholeName(column) ? (remembered?.[i] ?? null) : null)
  const known = found.map((column, i) => (isWholeName(before(column, i)) ? before(column, i) : column))
  return mapColumns(names, ordered(known, nameOrder))
}

/** Names in other columns than the header says, unless whole names stand below a header of their own. */
function misplacedIn(
  { columns, names, origin }: Layout,
  samples: readonly (readonly string[])[],
  remembered: Choices['columns'],
) {
  // One row is enough where it was so in an earlier file.
  const least = remembered ? 1 : undefined
  return origin ? null : misplacedNames(withWholeNames(columns, names, samples, false), names, samples, least)
}

function swappedProblem({ columns, names, origin }: Layout, samples: readonly (readonly string[])[]) {
  const swapped = origin ? null : swappedIn(columns, samples)
  return swapped && { code: 'swapped_columns' as const, columns: swapped.map((i) => names[i]).join(', ') }
}
