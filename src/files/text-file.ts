import { others } from '../base/others.ts'
import type { CsvRecord, Delimiter, Place, readCsv } from './csv.ts'
import { readerFor } from './quotes.ts'
import type { Read, Reading } from './result.ts'
import { columnOf } from './table/columns.ts'
import { deepestHead, findHead, type Head, headRecords } from './table/head.ts'
import { headerKey } from './table/known.ts'
import { likely, plain } from './table/names.ts'
import { propose, sampleRows } from './table/propose.ts'
import { isEmpty, mustRefuse, type Refuse, RowReader } from './table/rows.ts'
import { settleColumns } from './table/settle.ts'
import { SplitNumbers } from './table/split-numbers.ts'

/** Delimiters in the order in which one is preferred if the evidence is equal; the rare ones only if no other fits. */
const delimiters: Delimiter[] = [';', '\t', ',', '|']
const rare: Delimiter[] = ['^', '~', '¤', '#', ':']

/** The first filled records of a text, as a delimiter divides them. */
interface Start {
  read: typeof readCsv
  delimiter: Delimiter
  first: Place
  records: CsvRecord[]
  head: Head
}

/** As much as the first records need. */
const mostOfStart = sampleRows * 8192

/**
 * Reads people from the text of a CSV file, yielding to the event loop in between.
 * @param pieces gives the text from its beginning, in pieces of whole lines
 */
export async function readText(pieces: () => Iterable<string>, how: Reading): Promise<Read> {
  const { refuse, choices, known, limits, onRows } = how
  const beginning = startOfText(pieces())
  // Excel may write a first line `sep=;`. It is skipped up to its line end, to keep the line numbers.
  const said = /^"?sep=([^\r\n\ud800-\udfff])"?[^\r\n]*/i.exec(beginning)
  const first: Place = { at: said?.[0].length ?? 0, line: 1 }
  const start = findStart(beginning, first, said?.[1])
  if (!start) return { ok: false, problem: { code: 'empty_file' } }
  const { read, delimiter, records, head } = start
  const header = records[head.index]?.line ?? null
  for (const { line, raw } of records.slice(0, head.index + 1))
    if (refuse(raw, false)) return { ok: false, problem: { code: 'refused', line } }

  if (head.known < 2 && isPadded(records))
    return { ok: false, problem: (await firstRefused(pieces(), start, refuse)) ?? { code: 'no_delimiter' } }
  const samples = records.slice(head.index + 1).map(({ cells }) => cells ?? [])
  const remembered = known.remembered.get(headerKey(head.layout.names))
  const { layout, problem, isRemembered } = settleColumns(head, samples, choices, remembered)
  if (problem) {
    // A file with a personal identity number is refused before any of it is shown.
    const refused = await firstRefused(pieces(), start, refuse)
    if (refused) return { ok: false, problem: refused }
    const proposal = propose(layout.names, samples, header, known)
    return { ok: false, problem, ...(proposal && { proposal }) }
  }
  const titles = records.slice(0, Math.max(head.index, 0)).map(({ raw }) => raw)
  const reader = new RowReader(layout, refuse, limits.rows, titles)
  const split = new SplitNumbers(layout, refuse)
  for (const batch of read(pieces(), records[head.index]?.next ?? first, delimiter, reader)) {
    const problem = reader.take(batch)
    if (problem) return { ok: false, problem }
    split.note(batch)
    onRows?.(reader.rows.length)
    await others()
  }
  const refused = split.line()
  if (refused !== null) return { ok: false, problem: { code: 'refused', line: refused } }
  const found = {
    layout,
    header,
    remembered: isRemembered,
    rows: reader.rows,
    mended: false,
    doubtful: [],
    ignoredColumns: layout.ignored,
  }
  return { ok: true, file: { format: 'csv', encoding: 'UTF-8', delimiter, ...found } }
}

function startOfText(pieces: Iterable<string>): string {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length >= mostOfStart) break
  }
  return text.slice(0, mostOfStart)
}

const open = { width: Number.POSITIVE_INFINITY, fits: () => true }

/**
 * The delimiter that the file says, if it divides anything; else the one that gives the header which means the most
 * columns, or the most equal rows.
 */
function findStart(text: string, from: Place, said?: Delimiter): Start | null {
  const read = readerFor(text)
  const few = (delimiter: Delimiter) => startOf(read, text, from, delimiter, deepestHead + 10)
  const isFound = ({ head, records }: Start) => head.known > 1 || evenness(records) > 1
  // What the first line says was true of the program that wrote it; the list may have been saved by another since.
  const told = said ? few(said) : null
  const common = told && isFound(told) ? [told] : [...(told ? [told] : []), ...delimiters.map(few)]
  if (common.every(({ records }) => records.length === 0)) return null
  const best = common.reduce(better)
  const { delimiter } = isFound(best) ? best : rare.map(few).reduce(better, best)
  return startOf(read, text, from, delimiter, sampleRows)
}

function startOf(read: typeof readCsv, text: string, from: Place, delimiter: Delimiter, rows: number): Start {
  const records = firstRecords(read([text.slice(0, rows * 8192)], from, delimiter, open), rows)
  return { read, delimiter, first: from, records, head: findHead(records.map(({ cells }) => cells ?? [])) }
}

const better = (best: Start, next: Start): Start => (score(next) > score(best) ? next : best)

const score = ({ head, records }: Start) => (head.known > 1 ? 1e6 * head.known : 0) + evenness(records)

/** The usual number of cells, in proportion to how usual it is; 0 if that is one cell. */
function evenness(records: readonly CsvRecord[]): number {
  if (records.length === 0) return 0
  const counts = new Map<number, number>()
  for (const { cells } of records) counts.set(cells?.length ?? 0, (counts.get(cells?.length ?? 0) ?? 0) + 1)
  const [[width, times]] = [...counts].sort((a, b) => b[1] - a[1]) as [[number, number]]
  return width > 1 ? (Math.min(width, 50) * times * times) / (records.length * records.length) : 0
}

/** Whether a header's names are lined up with spaces, at least two in a row, and no delimiter stands between them. */
const isPadded = (records: readonly CsvRecord[]): boolean =>
  records.slice(0, headRecords).some(({ raw }) => {
    const names = raw.trim().split(/ {2,}/)
    return names.filter((name) => columnOf(name) !== null || likely.email.test(plain(name))).length > 2
  })

function firstRecords(batches: Iterable<CsvRecord[]>, rows: number): CsvRecord[] {
  const found: CsvRecord[] = []
  for (const batch of batches) {
    for (const record of batch) if (!isEmpty(record)) found.push(record)
    if (found.length >= rows) break
  }
  return found.slice(0, rows)
}

async function firstRefused(pieces: Iterable<string>, { read, delimiter, head, first }: Start, refuse: Refuse) {
  const split = new SplitNumbers(head.layout, refuse)
  for (const batch of read(pieces, first, delimiter, open)) {
    split.note(batch)
    const refused = batch.find((record) => mustRefuse(record, head.layout, refuse))
    if (refused) return { code: 'refused', line: refused.line } as const
    await others()
  }
  const line = split.line()
  return line === null ? null : ({ code: 'refused', line } as const)
}
