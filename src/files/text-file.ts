import { type CsvRecord, type Delimiter, type Place, readCsv } from './csv.ts'
import type { Read } from './result.ts'
import { mapColumns } from './table/columns.ts'
import { type Choices, findHead, type Head, headRecords } from './table/head.ts'
import { headerKey, type Known } from './table/known.ts'
import { propose, sampleRows } from './table/propose.ts'
import { blank, faultOf, type Refuse, RowReader } from './table/rows.ts'

/** Delimiters in the order in which one is preferred if the evidence is equal; the rare ones only if no other fits. */
const delimiters: Delimiter[] = [';', '\t', ',', '|']
const rare: Delimiter[] = ['^', '~', '¤', '#', ':']

/** The first filled records of a text, as a delimiter divides them. */
interface Start {
  delimiter: Delimiter
  records: CsvRecord[]
  head: Head
}

/** Reads people from the text of a CSV file, yielding to the event loop in between. */
export async function readText(all: string, refuse: Refuse, choices: Choices, known: Known): Promise<Read> {
  // Excel may write a first line `sep=;`. It is blanked and not removed, to keep the line numbers.
  const said = /^"?sep=(.)"?[^\r\n]*/i.exec(all)
  const text = said ? all.slice(said[0].length) : all
  const start = findStart(text, said?.[1])
  if (!start) return { ok: false, problem: { code: 'empty_file' } }
  const { delimiter, records, head } = start
  const header = records[head.index]?.line ?? null
  for (const { line, raw } of records.slice(0, head.index + 1))
    if (refuse(raw, false)) return { ok: false, problem: { code: 'refused', line } }

  const remembered = faultOf(head.layout) ? known.remembered.get(headerKey(head.layout.names)) : undefined
  const chosen = choices.columns ?? (header === null ? undefined : remembered)
  const layout = chosen ? mapColumns(head.layout.names, chosen) : head.layout
  const problem = faultOf(layout, choices.company)
  if (problem) {
    const samples = records.slice(head.index + 1).map(({ cells }) => cells ?? [])
    // A file with a personal identity number is refused before any of it is shown.
    const refused = await firstRefused(text, start, refuse)
    if (refused) return { ok: false, problem: refused }
    const proposal = propose(layout.names, samples, header, known)
    return { ok: false, problem, ...(proposal && { proposal }) }
  }
  const reader = new RowReader(layout, refuse)
  for (const batch of readCsv(text, records[head.index]?.next ?? beginning, delimiter, reader)) {
    const problem = reader.take(batch)
    if (problem) return { ok: false, problem }
    await others()
  }
  const isRemembered = chosen !== undefined && !choices.columns
  const found = {
    layout,
    header,
    remembered: isRemembered,
    rows: reader.rows,
    doubtful: [],
    ignoredColumns: layout.ignored,
  }
  return { ok: true, file: { format: 'csv', encoding: 'UTF-8', twice: false, delimiter, ...found } }
}

const beginning: Place = { at: 0, line: 1 }
const open = { width: Number.POSITIVE_INFINITY, fits: () => true }

/** The delimiter that gives the header which means the most columns; else the one that gives the most equal rows. */
function findStart(text: string, said?: Delimiter): Start | null {
  const common = (said ? [said] : delimiters).map((delimiter) => startOf(text, delimiter, 2 * headRecords))
  if (common.every(({ records }) => records.length === 0)) return null
  const best = common.reduce(better)
  const isFound = said || best.head.known > 1 || evenness(best.records) > 1
  const { delimiter } = isFound ? best : rare.map((each) => startOf(text, each, 2 * headRecords)).reduce(better, best)
  return startOf(text, delimiter, sampleRows)
}

function startOf(text: string, delimiter: Delimiter, rows: number): Start {
  const records = firstRecords(text, delimiter, rows)
  return { delimiter, records, head: findHead(records.map(({ cells }) => cells ?? [])) }
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

function firstRecords(text: string, delimiter: Delimiter, rows: number): CsvRecord[] {
  const found: CsvRecord[] = []
  const start = text.slice(0, rows * 8192)
  for (const batch of readCsv(start, beginning, delimiter, open)) {
    for (const record of batch) if (!/^[\s\0;,|]*$/.test(record.raw) && !record.cells?.every(blank)) found.push(record)
    if (found.length >= rows) break
  }
  return found.slice(0, rows)
}

async function firstRefused(text: string, { delimiter, head }: Start, refuse: Refuse) {
  const reader = new RowReader(head.layout, refuse)
  for (const batch of readCsv(text, beginning, delimiter, open)) {
    const problem = reader.take(batch)
    if (problem?.code === 'refused') return problem
    reader.rows.length = 0
    await others()
  }
  return null
}

const others = () => new Promise((resolve) => setImmediate(resolve))
