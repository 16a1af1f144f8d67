import { parse } from 'csv-parse/sync'
import type { RawRow } from './rows.ts'

export type Delimiter = ';' | ',' | '\t'

type Fits = (cells: string[]) => boolean

/**
 * The most characters in a record. A quote still open after that is broken, or it would swallow the rest of the file.
 */
const longest = 64 * 1024
const batch = { records: 500, characters: 256 * 1024 }

/**
 * Reads records lazily, in batches, in linear time. A broken quote makes only its own line unreadable: a record ends
 * where its quotes balance, and if a record of several lines does not fit, only its first line is given up. Blank lines
 * are skipped. `cells` is null for a record with broken quotes or the wrong number of cells; `line` is where it starts.
 * @param from where to begin, and the number of that line
 */
export function* readCsv(text: string, from: Place, delimiter: Delimiter, fits: Fits): Generator<RawRow[]> {
  const place = { ...from }
  while (place.at < text.length) {
    const start = { ...place }
    const pieces: Piece[] = []
    while (pieces.length < batch.records && place.at - start.at < batch.characters && place.at < text.length) {
      const piece = cut(text, place, delimiter)
      if (!piece.blank) pieces.push(piece)
      advance(place, piece)
    }
    const sound = !pieces.some((piece) => piece.broken)
    const parsed = sound ? tryParse(text.slice(start.at, place.at), delimiter, true) : null
    if (parsed?.length === pieces.length && pieces.every(({ lines }, i) => lines === 1 || fits(parsed[i] ?? []))) {
      yield pieces.map((piece, i) => record(text, piece, parsed[i], fits))
    } else {
      const end = place.at
      Object.assign(place, start)
      yield readSlowly(text, place, end, delimiter, fits)
    }
  }
}

/** Splits a header line by the delimiter that gives the most columns known to `recognise`. */
export function splitHeader(
  line: string,
  recognise: (cells: string[]) => number,
): { delimiter: Delimiter; cells: string[] } {
  const found = ([';', '\t', ','] as const).map((delimiter) => {
    const [cells = []] = tryParse(line, delimiter, true) ?? []
    return { delimiter, cells, score: recognise(cells) * 100 + Math.min(cells.length, 99) }
  })
  return found.reduce((best, next) => (next.score > best.score ? next : best))
}

/** Reads a batch with something broken in it one record at a time. Advances `place`. */
function readSlowly(text: string, place: Place, end: number, delimiter: Delimiter, fits: Fits): RawRow[] {
  const records: RawRow[] = []
  while (place.at < end) {
    const piece = cut(text, place, delimiter)
    const cells = piece.broken ? undefined : tryParse(text.slice(place.at, piece.end), delimiter, piece.quoted)?.[0]
    // Several lines that do not make a record: the quote was opened by mistake, so only the first line is given up.
    const astray = piece.lines > 1 && !(cells && fits(cells))
    const taken = astray ? { ...piece, end: piece.firstEnd, lines: 1 } : piece
    if (!piece.blank) records.push(record(text, taken, cells, fits))
    advance(place, taken)
  }
  return records
}

const record = (text: string, piece: Piece, cells: string[] | undefined, fits: Fits): RawRow => ({
  line: piece.line,
  cells: cells && fits(cells) ? cells : null,
  raw: text.slice(piece.start, piece.end),
})

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
  const piece = { line, start: at, end: firstEnd, firstEnd, lines: 1, blank, quoted, broken: first.length > longest }
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

function tryParse(text: string, delimiter: Delimiter, quoted: boolean): string[][] | null {
  try {
    return parse(text, {
      delimiter,
      quote: quoted ? '"' : false,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    })
  } catch {
    return null
  }
}
