import { mapColumns } from './columns.ts'
import { type Delimiter, readCsv, splitHeader } from './csv.ts'
import { decode, detectEncoding, type Encoding } from './decode.ts'
import { type FileProblem, WorkbookError } from './problem.ts'
import { type FileRow, faultOf, known, limits, type Refuse, RowReader } from './rows.ts'
import { PeopleSheet } from './sheets.ts'
import { readWorkbook } from './workbook.ts'

export type { FileProblem } from './problem.ts'
export { peopleFile } from './write.ts'

/** A file that was read. */
export type PeopleFile = {
  rows: FileRow[]
  /** The headers of columns that were not read. */
  ignoredColumns: string[]
} & (
  | { format: 'csv'; encoding: Encoding; delimiter: Delimiter }
  /** The number of the sheet that was read, from 1, and how many other sheets are not empty. */
  | { format: 'xlsx'; sheet: number; otherSheets: number }
)

export type Read = { ok: true; file: PeopleFile } | { ok: false; problem: FileProblem }

/**
 * Reads people from the bytes of a CSV or XLSX file, yielding to the event loop in between. `refuse` is called for
 * every cell, including ignored columns and unreadable lines. If it returns true, the whole file is refused and nothing
 * from it is returned.
 */
export async function readPeopleFile(bytes: Uint8Array, refuse: Refuse = () => false): Promise<Read> {
  if (bytes.length === 0) return bad({ code: 'empty_file' })
  if (bytes.length > limits.bytes) return bad({ code: 'too_large', megabytes: limits.bytes / 1024 / 1024 })
  const detected = detectEncoding(bytes)
  if (!('not' in detected)) return readText(await decodeAll(bytes, detected.encoding, detected.skip), detected, refuse)
  return detected.not === 'zip' ? readSheets(bytes, refuse) : bad({ code: 'not_text', format: detected.not })
}

async function readText(text: string, { encoding }: { encoding: Encoding }, refuse: Refuse): Promise<Read> {
  const found = /[^\r\n]*[^\s;,][^\r\n]*/.exec(text)
  if (!found) return bad({ code: 'empty_file' })
  const header = splitHeader(found[0].slice(0, 65_536), (cells) => known(mapColumns(cells)))
  const layout = mapColumns(header.cells)
  const fault = header.cells.some((cell) => refuse(cell, false))
    ? ({ code: 'refused', line: 1 } as const)
    : faultOf(layout)
  if (fault) return bad(fault)

  const reader = new RowReader(layout, refuse)
  const before = text.slice(0, found.index).match(/\r\n|\n|\r/g)?.length ?? 0
  // Reading continues at the line end of the header, which counts as a blank line with the header's number.
  const from = { at: found.index + found[0].length, line: before + 1 }
  for (const batch of readCsv(text, from, header.delimiter, reader.fits)) {
    const problem = reader.take(batch)
    if (problem) return bad(problem)
    await others()
  }
  const { rows } = reader
  const { delimiter } = header
  return { ok: true, file: { format: 'csv', rows, encoding, delimiter, ignoredColumns: layout.ignored } }
}

async function readSheets(bytes: Uint8Array, refuse: Refuse): Promise<Read> {
  const people = new PeopleSheet(refuse)
  try {
    for await (const part of readWorkbook(bytes)) {
      const problem = people.take(part)
      if (problem) return bad(problem)
    }
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    return bad(error.code === 'no_workbook' ? { code: 'not_text', format: 'zip' } : { code: error.code })
  }
  const found = people.found()
  return 'code' in found ? bad(found) : { ok: true, file: { format: 'xlsx', ...found } }
}

async function decodeAll(bytes: Uint8Array, encoding: Encoding, skip: number): Promise<string> {
  const pieces: string[] = []
  for (const piece of decode(bytes, encoding, skip)) {
    pieces.push(piece)
    await others()
  }
  // Excel may write a first line `sep=;`. It is blanked and not removed, to keep the line numbers. DOS ends files with
  // 0x1A.
  return pieces
    .join('')
    .replace(/^sep=[^\r\n]*/i, '')
    .replace(/\x1a$/, '')
}

const bad = (problem: FileProblem): Read => ({ ok: false, problem })
const others = () => new Promise((resolve) => setImmediate(resolve))
