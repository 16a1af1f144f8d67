import { type Known, widthKey } from './known.ts'
import { type Column, columns } from './names.ts'

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
