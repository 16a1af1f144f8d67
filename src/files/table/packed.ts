import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { others } from '../../base/others.ts'
import type { FileRow } from './file-row.ts'
import type { Column } from './names.ts'

/** A row without the names of its columns. */
type Packed = [
  line: number,
  cells: (string | undefined)[],
  more?: Pick<FileRow, 'origin' | 'faults' | 'problem' | 'lacks' | 'linked'>,
]

const perPiece = 2000

/** More than most pieces are, so that each comes whole: memory in small parts does not go back to the system. */
const inOnePart = { chunkSize: 512 * 1024 }

/**
 * Rows of a file, to be read any number of times. They are held as packed text, since as objects a million of them
 * would need a gigabyte.
 */
export class PackedRows implements Iterable<FileRow> {
  length = 0
  private readonly columns: Column[]
  private readonly pieces: Buffer[] = []
  /** Those that do not fill a piece yet. */
  private rest: Packed[] = []

  constructor(columns: readonly (Column | null)[]) {
    this.columns = columns.filter((column) => column !== null)
  }

  push({ line, cells, ...more }: FileRow): void {
    const values = this.columns.map((column) => cells[column])
    this.rest.push(Object.values(more).some(Boolean) ? [line, values, more] : [line, values])
    this.length += 1
    if (this.rest.length < perPiece) return
    this.pieces.push(deflateRawSync(JSON.stringify(this.rest), { level: 1 }))
    this.rest = []
  }

  *[Symbol.iterator](): Generator<FileRow> {
    for (const piece of this.pieces)
      for (const row of JSON.parse(inflateRawSync(piece, inOnePart).toString()) as Packed[]) yield this.unpacked(row)
    for (const row of this.rest) yield this.unpacked(row)
  }

  /** The same rows without some of them. */
  without(isLeftOut: (line: number) => boolean): PackedRows {
    const kept = new PackedRows(this.columns)
    for (const row of this) if (!isLeftOut(row.line)) kept.push(row)
    return kept
  }

  /** The same rows, each changed. Yields to the event loop. */
  async map(change: (row: FileRow) => FileRow): Promise<PackedRows> {
    const changed = new PackedRows(this.columns)
    for (const row of this) {
      changed.push(change(row))
      if (changed.length % perPiece === 0) await others()
    }
    return changed
  }

  private unpacked([line, values, more]: Packed): FileRow {
    const row: FileRow = { line, cells: {}, ...more }
    for (const [i, column] of this.columns.entries()) {
      const value = values[i]
      // JSON has null for a cell that was not there.
      if (typeof value === 'string') row.cells[column] = value
    }
    return row
  }
}
