import { type Column, columns, headers, type Layout, mapColumns, missingColumns } from './columns.ts'
import { type CsvRecord, type Delimiter, readCsv, splitHeader } from './csv.ts'
import { decode, detectEncoding, type Encoding, type NotText } from './decode.ts'
import { unguard } from './formulas.ts'

export { peopleFile } from './write.ts'

/** One line of the file, cells as they stand. An unreadable one has no cells, but is never lost. */
interface FileRow {
  /** In the file, from 1, the header included: what an editor shows. */
  line: number
  cells: Partial<Record<Column, string>>
  problem?: 'unreadable'
}

interface PeopleFile {
  rows: FileRow[]
  encoding: Encoding
  delimiter: Delimiter
  /** Headers of columns that were not read. */
  ignoredColumns: string[]
}

/** Why a file cannot be used at all; the words are looked up under `file.<code>`. */
export type FileProblem =
  | { code: 'empty_file' }
  | { code: 'too_large'; megabytes: number }
  | { code: 'not_text'; format: NotText }
  | { code: 'no_header'; expected: string }
  | { code: 'missing_columns'; missing: string; expected: string }
  | { code: 'too_many_columns'; limit: number }
  | { code: 'too_many_rows'; limit: number }
  | { code: 'refused'; line: number }

export type Read = { ok: true; file: PeopleFile } | { ok: false; problem: FileProblem }

const limits = { bytes: 25 * 1024 * 1024, rows: 200_000, columns: 64, cell: 1024 }

/**
 * Reads people from the bytes of a CSV file, letting others run in between. `refuse` is asked about every cell, also those
 * that are not read and those of broken lines; when it says yes, the whole file is refused and nothing of it is returned.
 */
export async function readPeopleFile(
  bytes: Uint8Array,
  refuse: (text: string) => boolean = () => false,
): Promise<Read> {
  if (bytes.length === 0) return bad({ code: 'empty_file' })
  if (bytes.length > limits.bytes) return bad({ code: 'too_large', megabytes: limits.bytes / 1024 / 1024 })
  const detected = detectEncoding(bytes)
  if ('not' in detected) return bad({ code: 'not_text', format: detected.not })
  const text = await readText(bytes, detected.encoding, detected.skip)
  const found = /[^\r\n]*[^\s;,][^\r\n]*/.exec(text)
  if (!found) return bad({ code: 'empty_file' })
  const header = splitHeader(found[0].slice(0, 65_536), (cells) => known(mapColumns(cells)))
  const layout = mapColumns(header.cells)
  const fault = header.cells.some(refuse) ? ({ code: 'refused', line: 1 } as const) : faultOf(layout)
  if (fault) return bad(fault)

  const reader = new RowReader(layout, refuse)
  const before = text.slice(0, found.index).match(/\r\n|\n|\r/g)?.length ?? 0
  // The header's own line end counts as a blank line, so that the rows begin at its number.
  const from = { at: found.index + found[0].length, line: before + 1 }
  for (const batch of readCsv(text, from, header.delimiter, reader.fits)) {
    const problem = reader.take(batch)
    if (problem) return bad(problem)
    await others()
  }
  const { encoding } = detected
  return {
    ok: true,
    file: { rows: reader.rows, encoding, delimiter: header.delimiter, ignoredColumns: layout.ignored },
  }
}

/** Turns records into rows, measured by the header. */
class RowReader {
  readonly rows: FileRow[] = []
  private readonly layout: Layout
  private readonly refuse: (text: string) => boolean

  constructor(layout: Layout, refuse: (text: string) => boolean) {
    this.layout = layout
    this.refuse = refuse
  }

  /** As many cells as the header has; more only where they are empty. */
  readonly fits = (cells: string[]): boolean => {
    const width = this.layout.columns.length
    return cells.length >= width && cells.slice(width).every(blank) && cells.every((cell) => cell.length <= limits.cell)
  }

  take(records: CsvRecord[]): FileProblem | null {
    for (const record of records) {
      if (this.mustRefuse(record)) return { code: 'refused', line: record.line }
      if (!/^[\s;,]*$/.test(record.raw) && !record.cells?.every(blank)) this.rows.push(toRow(record, this.layout))
    }
    return this.rows.length > limits.rows ? { code: 'too_many_rows', limit: limits.rows } : null
  }

  private mustRefuse({ cells, raw }: CsvRecord): boolean {
    if (!cells) return this.refuse(raw)
    // A Swedish mobile number written together may look like a date of birth with a right check digit.
    const isPhone = (cell: string, i: number) => this.layout.phones.has(i) && /^(0|\+)[\d ()-]*$/.test(cell.trim())
    return cells.some((cell, i) => this.refuse(cell) && !isPhone(cell, i))
  }
}

function toRow({ line, cells }: CsvRecord, layout: Layout): FileRow {
  if (!cells) return { line, cells: {}, problem: 'unreadable' }
  const row: FileRow = { line, cells: {} }
  for (const [i, column] of layout.columns.entries()) if (column) row.cells[column] = unguard(cells[i] ?? '')
  return row
}

function faultOf(layout: Layout): FileProblem | null {
  const expected = columns.map((column) => headers[column]).join(', ')
  const missing = missingColumns(layout)
  if (layout.columns.length > limits.columns) return { code: 'too_many_columns', limit: limits.columns }
  if (known(layout) === 0) return { code: 'no_header', expected }
  return missing.length > 0 ? { code: 'missing_columns', missing: missing.join(', '), expected } : null
}

async function readText(bytes: Uint8Array, encoding: Encoding, skip: number): Promise<string> {
  const pieces: string[] = []
  for (const piece of decode(bytes, encoding, skip)) {
    pieces.push(piece)
    await others()
  }
  // Excel's own first line for the delimiter is blanked, so that lines keep their numbers; DOS ends a file with 0x1A.
  return pieces
    .join('')
    .replace(/^sep=[^\r\n]*/i, '')
    .replace(/\x1a$/, '')
}

const bad = (problem: FileProblem): Read => ({ ok: false, problem })
const blank = (cell: string) => cell.trim() === ''
const known = (layout: Layout) => layout.columns.filter((column) => column !== null).length
const others = () => new Promise((resolve) => setImmediate(resolve))
