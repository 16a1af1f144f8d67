import { findRepairs, stepsOf } from '../../letters/repair.ts'
import type { FileRow } from '../../table/file-row.ts'
import type { PackedRows } from '../../table/packed.ts'

/** Rows whose letters have been looked at. */
export interface MendedRows {
  rows: PackedRows
  /** The letters of all rows had become others before the workbook was saved, and are put right. */
  mended: boolean
  /** The lines whose letters may be wrong, or were put right one by one. */
  doubtful: number[]
}

/**
 * A text that was opened in the wrong encoding keeps its wrong letters when it is saved as a workbook: `BjÃ¶rn`,
 * `Bj÷rn`. They are judged as those of a text are.
 */
export async function mendRows(rows: PackedRows): Promise<MendedRows> {
  const repairs = await findRepairs(() => textsOf(rows))
  if (repairs.list.length === 0 && !repairs.hasPlaces) return { rows, mended: false, doubtful: [] }
  const doubtful: number[] = []
  const mended = await rows.map((row) => {
    let isDoubtful = false
    const cells = { ...row.cells }
    for (const [column, cell] of Object.entries(row.cells) as [keyof FileRow['cells'], string][]) {
      if (!mayBeWrong(cell)) continue
      for (const { text, places } of stepsOf(cell, repairs)) {
        cells[column] = text
        isDoubtful ||= places.length > 0
      }
    }
    if (isDoubtful) doubtful.push(row.line)
    return { ...row, cells }
  })
  return { rows: mended, mended: repairs.list.at(-1)?.all ?? false, doubtful }
}

/** Whether letters of a cell may have to be put right. */
export const mayBeWrong = (cell: string): boolean => /[^\0-\x7f]|&/.test(cell)

const perPiece = 1000

function* textsOf(rows: PackedRows): Generator<string> {
  let cells: string[] = []
  let seen = 0
  for (const row of rows) {
    for (const cell of Object.values(row.cells)) if (mayBeWrong(cell)) cells.push(cell)
    seen += 1
    if (seen % perPiece > 0) continue
    yield cells.join('\n')
    cells = []
  }
  yield cells.join('\n')
}
