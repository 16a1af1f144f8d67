import { parse } from 'csv-parse/sync'
import type { RawRow } from './table/rows.ts'
import { Window } from './window.ts'

/** Any one character that separates cells; `;` in Swedish files. */
export type Delimiter = string

/** What records of the table look like. */
export interface Shape {
  /** How many columns it has; infinite while that is not known. */
  readonly width: number
  /** Whether cells can be read as a row of it. */
  fits(cells: readonly string[]): boolean
}

/**
 * The most characters in a record. A quote still open after that is broken, or it would swallow the rest of the file.
 */
const longest = 64 * 1024
/** The most characters in a line. */
const longestLine = 1024 * 1024
const batch = { records: 500, characters: 256 * 1024 }

/**
 * Reads records lazily, in batches, in linear time, and holds no more of the text than it needs. A broken quote makes
 * only its own line unreadable: a record ends where its quotes balance, and if a record of several lines does not fit,
 * only its first line is given up. Blank lines are skipped. `cells` is null for a record that has broken quotes or does
 * not fit; `line` is where it starts.
 * @param source the text in pieces, each with whole lines
 * @param from where to begin, and the number of that line
 */
export function* readCsv(
  source: Iterable<string>,
  from: Place,
  delimiter: Delimiter,
  shape: Shape,
): Generator<CsvRecord[]> {
  const window = new Window(source, from.at)
  // Places are in the window's text, until a record is handed over.
  const place = { at: 0, line: from.line }
  while (window.moveTo(place)) {
    const { text } = window
    const start = { ...place }
    const pieces: Piece[] = []
    while (pieces.length < batch.records && place.at - start.at < batch.characters && place.at < text.length) {
      const piece = cut(text, place, delimiter)
      if (!piece.blank) pieces.push(piece)
      advance(place, piece)
    }
    const sound = !pieces.some((piece) => piece.broken)
    const parsed = sound ? tryParse(text.slice(start.at, place.at), delimiter, true) : null
    const makesRecord = ({ lines }: Piece, i: number) => lines === 1 || spansLines(parsed?.[i] ?? [], delimiter, shape)
    if (parsed?.length === pieces.length && pieces.every(makesRecord)) {
      yield pieces.map((piece, i) => record(window, piece, parsed[i], shape, delimiter))
    } else {
      const end = place.at
      Object.assign(place, start)
      yield readSlowly(window, place, end, delimiter, shape)
    }
  }
}

/**
 * Whether cells from several lines make a record, and not two rows between a quote that was opened by mistake and the
 * next one. Between such quotes lie about as many delimiters as a row has; a cell that somebody wrote over several
 * lines has few, and none at all where the record does not fill the table's width.
 */
function spansLines(cells: readonly string[], delimiter: Delimiter, { width, fits }: Shape): boolean {
  const within = cells.map((cell) => (/[\r\n]/.test(cell) ? cell.split(delimiter).length - 1 : 0))
  const most = Math.max(0, ...within)
  return fits(cells) && (most === 0 || (cells.length >= width && 2 * most < width - 1))
}

/** Reads a batch with something broken in it one record at a time. Advances `place`. */
function readSlowly(window: Window, place: Place, end: number, delimiter: Delimiter, shape: Shape): CsvRecord[] {
  const { text } = window
  const records: CsvRecord[] = []
  while (place.at < end) {
    const piece = cut(text, place, delimiter)
    const cells = piece.broken ? undefined : parseOne(text.slice(place.at, piece.end), delimiter, piece.quoted)
    // Several lines that do not make a record: the quote was opened by mistake, so only the first line is given up.
    const astray = piece.lines > 1 && !(cells && spansLines(cells, delimiter, shape))
    const taken = astray ? { ...piece, end: piece.firstEnd, lines: 1 } : piece
    if (!piece.blank) records.push(record(window, taken, astray ? undefined : cells, shape, delimiter))
    advance(place, taken)
  }
  return records
}

/** A record, and where the next one begins. */
export interface CsvRecord extends RawRow {
  next: Place
}

function record(
  { text, begins }: Window,
  piece: Piece,
  parsed: string[] | undefined,
  { fits }: Shape,
  delimiter: Delimiter,
): CsvRecord {
  const cells = parsed && unwrapped(parsed, delimiter)
  const raw = text.slice(piece.start, piece.end)
  return {
    line: piece.line,
    ...(cells && fits(cells) ? { cells } : { cells: null, pieces: piecesOf(raw, delimiter) }),
    raw,
    next: { at: begins + piece.end, line: piece.line + piece.lines },
  }
}

/** The cells of a record that cannot be read, as its delimiters divide it, without the quotes around them. */
const piecesOf = (raw: string, delimiter: Delimiter): string[] =>
  raw
    .slice(0, longestLine)
    .replace(/[\r\n]+$/, '')
    .split(delimiter)
    .map((piece) => piece.replace(/^"|"$/g, ''))

/** The cells of a row that a spreadsheet took for one cell: it has then put all of it in quotes. */
function unwrapped(cells: string[], delimiter: Delimiter): string[] | undefined {
  const [only = ''] = cells
  if (cells.length !== 1 || !only.includes(delimiter)) return cells
  return parseOne(only, delimiter, only.startsWith('"') || only.includes(`${delimiter}"`))
}

export interface Place {
  at: number
  line: number
}

/** A part of the text that should be one record. */
interface Piece {
  line: number
  start: number
  end: number
  /** The end of its first line. */
  firstEnd: number
  lines: number
  blank: boolean
  /** Whether a cell begins with a quote. If none does, quotes are ordinary characters. */
  quoted: boolean
  broken: boolean
}

function cut(text: string, { at, line }: Place, delimiter: Delimiter): Piece {
  const firstEnd = lineEnd(text, at)
  const first = text.slice(at, firstEnd)
  const quoted = first.startsWith('"') || first.includes(`${delimiter}"`)
  const blank = /^[\r\n]*$/.test(first)
  const piece = {
    line,
    start: at,
    end: firstEnd,
    firstEnd,
    lines: 1,
    blank,
    quoted,
    broken: first.length > longestLine,
  }
  if (piece.broken || !quoted || !oddQuotes(first)) return piece
  let { end, lines } = piece
  while (end < text.length && end - at < longest) {
    const next = lineEnd(text, end)
    const closed = oddQuotes(text.slice(end, next))
    end = next
    lines += 1
    if (closed) return { ...piece, end, lines }
  }
  return { ...piece, broken: true }
}

function advance(place: Place, piece: Piece): void {
  place.at = piece.end
  place.line += piece.lines
}

function lineEnd(text: string, from: number): number {
  const ends = /\r\n|\n|\r/g
  ends.lastIndex = from
  return ends.test(text) ? ends.lastIndex : text.length
}

const oddQuotes = (line: string) => line.includes('"') && line.split('"').length % 2 === 0

/** The cells of a line that is one record, whatever its quotes. */
export const cellsOf = (line: string, delimiter: Delimiter): string[] =>
  parseOne(line, delimiter, line.startsWith('"') || line.includes(`${delimiter}"`)) ?? line.split(delimiter)

/** The cells of one record. Quotes within a cell that does not begin with one are ordinary characters. */
function parseOne(text: string, delimiter: Delimiter, quoted: boolean): string[] | undefined {
  const strict = tryParse(text, delimiter, quoted)?.[0]
  if (strict) return strict
  const [relaxed] = tryParse(text, delimiter, quoted, true) ?? []
  return relaxed && !relaxed.some((cell) => cell.startsWith('"')) ? relaxed : cellsWithNames(text, delimiter)
}

/**
 * The cells of a line such as `1;"Bo" Bengt` or `1;"Anna \"Ann\""`, which parsers of CSV give up. If the quotes of each
 * cell balance, every delimiter stands outside quotes.
 */
function cellsWithNames(text: string, delimiter: Delimiter): string[] | undefined {
  const line = text.replace(/[\r\n]+$/, '')
  const cells = line.split(delimiter)
  const isName = (cell: string) => !oddQuotes(cell) && /^([^"]|".*"$|"[^"]+" |$)/.test(cell)
  if (/[\r\n]/.test(line) || !cells.every(isName)) return undefined
  return cells.map((cell) => /^"(.*)"$/.exec(cell)?.[1]?.replace(/\\"|""/g, '"') ?? cell)
}

function tryParse(text: string, delimiter: Delimiter, quoted: boolean, relaxed = false): string[][] | null {
  try {
    return parse(quoted ? withFormulas(text, delimiter) : text, {
      delimiter,
      quote: quoted ? '"' : false,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: relaxed,
      skip_empty_lines: true,
    })
  } catch {
    return null
  }
}

/** Quotes `="002837"` as Excel itself does. Other programs write it bare, to keep the leading zeros. */
function withFormulas(text: string, delimiter: Delimiter): string {
  if (!text.includes('="')) return text
  const by = delimiter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')
  return text.replace(new RegExp(`(^|[\r\n]|${by})="([^"\r\n${by}]+)"(?=${by}|[\r\n]|$)`, 'g'), '$1"=""$2"""')
}
