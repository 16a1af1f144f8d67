import { decodeFile } from './letters/decode.ts'
import { detectEncoding } from './letters/detect.ts'
import { kindOfZip } from './letters/formats.ts'
import { type FileProblem, WorkbookError } from './problem.ts'
import type { Read } from './result.ts'
import type { Choices } from './table/head.ts'
import { type Known, nothingKnown } from './table/known.ts'
import { limits, type Refuse } from './table/rows.ts'
import { readText } from './text-file.ts'
import { PeopleSheet } from './workbook/sheets.ts'
import { readWorkbook } from './workbook/workbook.ts'

export type { FileProblem } from './problem.ts'
export type { PeopleFile, Read } from './result.ts'
export { peopleFile } from './write.ts'

export interface ReadOptions {
  choices?: Choices
  known?: Known
}

/**
 * Reads people from the bytes of a CSV or XLSX file, yielding to the event loop in between. `refuse` is called for
 * every cell, including ignored columns and unreadable lines. If it returns true, the whole file is refused and nothing
 * from it is returned.
 */
export async function readPeopleFile(
  bytes: Uint8Array,
  refuse: Refuse = () => false,
  { choices = {}, known = nothingKnown }: ReadOptions = {},
): Promise<Read> {
  if (bytes.length === 0) return bad({ code: 'empty_file' })
  if (bytes.length > limits.bytes) return bad({ code: 'too_large', megabytes: limits.bytes / 1024 / 1024 })
  const detected = detectEncoding(bytes)
  if (!('not' in detected)) {
    const { text, twice, doubtful } = await decodeFile(bytes, detected)
    // DOS ends files with 0x1A.
    const read = await readText(text.replace(/\x1a\s*$/, ''), refuse, choices, known)
    if (!read.ok || read.file.format !== 'csv') return read
    return { ok: true, file: { ...read.file, encoding: detected.encoding, twice, doubtful: [...doubtful] } }
  }
  return detected.not === 'zip'
    ? readSheets(bytes, refuse, choices, known)
    : bad({ code: 'not_text', format: detected.not })
}

async function readSheets(bytes: Uint8Array, refuse: Refuse, choices: Choices, known: Known): Promise<Read> {
  const people = new PeopleSheet(refuse, choices, known)
  try {
    for await (const part of readWorkbook(bytes)) {
      const problem = people.take(part)
      if (problem) return bad(problem)
    }
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    return bad(error.code === 'no_workbook' ? { code: 'not_text', format: kindOfZip(bytes) } : { code: error.code })
  }
  const found = people.found()
  return 'problem' in found
    ? { ok: false, ...found }
    : { ok: true, file: { format: 'xlsx', ...found, ignoredColumns: found.layout.ignored } }
}

const bad = (problem: FileProblem): Read => ({ ok: false, problem })
