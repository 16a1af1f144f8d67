import { type CsvRecord, type Delimiter, type Place, readCsv, type Shape } from './csv.ts'

/** A line of which every cell stands in single quotes, as some databases write them. */
const line = /^'(?:[^'\r\n]|'')*'(?:([;,\t|])'(?:[^'\r\n]|'')*'){2,}$/m

/** The reader of records for a text that begins so. */
export const readerFor = (beginning: string): typeof readCsv =>
  line.test(beginning.replaceAll('\r', '\n')) && !beginning.includes('"') ? readSingleQuoted : readCsv

/** Reads the text with each kind of quotes in place of the other, and turns the cells back. */
function* readSingleQuoted(
  source: Iterable<string>,
  from: Place,
  delimiter: Delimiter,
  shape: Shape,
): Generator<CsvRecord[]> {
  for (const batch of readCsv(turned(source), from, delimiter, shape))
    yield batch.map(({ cells, pieces, raw, ...record }) => ({
      ...record,
      cells: cells?.map(turn) ?? null,
      raw: turn(raw),
      ...(pieces && { pieces: pieces.map(turn) }),
    }))
}

function* turned(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield turn(piece)
}

const turn = (text: string) => text.replace(/['"]/g, (quote) => (quote === '"' ? "'" : '"'))
