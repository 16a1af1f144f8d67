import { decodeFile } from './letters/decode.ts'
import { detectEncoding } from './letters/detect.ts'
import { kindOfZip } from './letters/formats.ts'
import { fileLimits } from './limits.ts'
import { type FileProblem, WorkbookError } from './problem.ts'
import type { Read, Reading } from './result.ts'
import { nothingKnown } from './table/known.ts'
import type { Refuse } from './table/rows.ts'
import { readText } from './text-file.ts'
import { withLinks } from './workbook/rows/linked-rows.ts'
import { mendRows } from './workbook/rows/mended-rows.ts'
import { PeopleSheet } from './workbook/sheets.ts'
import { limitsOf, readWorkbook } from './workbook/workbook.ts'

export type { FileProblem } from './problem.ts'
export type { FileSheet, PeopleFile, Read } from './result.ts'
export { peopleFile } from './write.ts'

/**
 * Reads people from the bytes of a CSV, XLSX or ODS file, yielding to the event loop in between. `refuse` is called for
 * every cell, including ignored columns and unreadable lines. If it returns true, the whole file is refused and nothing
 * from it is returned.
 */
export async function readPeopleFile(
  bytes: Uint8Array,
  refuse: Refuse = () => false,
  { choices = {}, known = nothingKnown, limits = fileLimits.chat, onRows }: Partial<Omit<Reading, 'refuse'>> = {},
): Promise<Read> {
  if (bytes.length === 0) return bad({ code: 'empty_file' })
  if (bytes.length > limits.bytes) return bad({ code: 'too_large', megabytes: limits.bytes / 1024 / 1024 })
  const how: Reading = { refuse, choices, known, limits, onRows }
  const detected = await detectEncoding(bytes)
  if (!('not' in detected)) {
    const { pieces, mended, doubtful } = await decodeFile(bytes, detected)
    const read = await readText(pieces, how)
    if (!read.ok || read.file.format !== 'csv') return read
    return { ok: true, file: { ...read.file, encoding: detected.encoding, mended, doubtful } }
  }
  return detected.not === 'zip' ? readSheets(bytes, how) : bad({ code: 'not_text', format: detected.not })
}

async function readSheets(bytes: Uint8Array, how: Reading): Promise<Read> {
  const people = new PeopleSheet(how)
  try {
    for await (const part of readWorkbook(bytes, limitsOf(how.limits))) {
      const problem = people.take(part)
      if (problem) return bad(problem)
    }
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    return bad(error.code === 'no_workbook' ? { code: 'not_text', format: kindOfZip(bytes) } : { code: error.code })
  }
  const found = people.found()
  if ('problem' in found) return { ok: false, ...found }
  const { linked, ...file } = found
  const letters = await mendRows(await withLinks(found.rows, linked))
  return { ok: true, file: { format: 'xlsx', ...file, ...letters, ignoredColumns: found.layout.ignored } }
}

const bad = (problem: FileProblem): Read => ({ ok: false, problem })
