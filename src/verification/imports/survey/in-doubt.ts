import type { FileRow, Rows } from '../rows.ts'

/**
 * The rows, of which those are marked whose letters may be wrong.
 * @param lines those of the file with such letters, in order; a row begins at its own line and ends before the next
 */
export const inDoubt = (rows: Rows, lines: readonly number[]): Rows => ({
  length: rows.length,
  *[Symbol.iterator]() {
    let at = 0
    let before: FileRow | undefined
    for (const row of rows) {
      if (before) yield marked(before, row.line)
      before = row
    }
    if (before) yield marked(before, Number.POSITIVE_INFINITY)

    function marked(row: FileRow, end: number): FileRow {
      while (lines[at]! < row.line) at += 1
      return lines[at]! < end ? { ...row, letters: true } : row
    }
  },
})
