import type { FileProblem } from '../problem.ts'
import { columnOf, type Layout } from './columns.ts'
import { contradicts, looksOf } from './looks.ts'
import { guards, likely, plain } from './names.ts'

/**
 * The columns that would not be read although, by their headers and cells, they may say who has left or is protected;
 * or which hold addresses for certain, beside another column that does. Somebody has to be asked about them.
 */
export function unclearIn(
  { columns, names, origin }: Layout,
  samples: readonly (readonly string[])[],
): FileProblem | null {
  if (origin) return null
  const mayGuard = (name: string, i: number) => {
    const meant = guards.filter((guard) => likely[guard].test(plain(name)) || columnOf(name) === guard)
    if (meant.length === 0) return false
    const look = looksOf(samples.map((cells) => cells[i] ?? ''))
    return meant.some((guard) => !contradicts(guard, look))
  }
  const unclear = names.filter((name, i) => !columns[i] && (columnOf(name) === 'email' || mayGuard(name, i)))
  return unclear.length > 0 ? { code: 'unclear_columns', columns: unclear.join(', ') } : null
}
