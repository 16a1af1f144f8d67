/** So many rows are only looked at before others have their turn. */
export const lookedAt = 2000

/** The rows in parts of so many; the last may be shorter. */
export function* inBatches<T>(rows: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
