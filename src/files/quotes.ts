import { type CsvRecord, type Delimiter, type Place, readCsv, type Shape } from './csv.ts'

/** A line of which every cell stands in single quotes, as some databases write them. */
const single = /^'(?:[^'\r\n]|'')*'(?:([;,\t|])'(?:[^'\r\n]|'')*'){2,}$/m
/** Cells side by side with spaces in front of their quotes: `1; "Anna"; "Ek"`. */
const spaced = /([;,\t|]) +"[^"\r\n]*" *\1 +"[^"\r\n]*" *(?:\1|$)/m

/** The reader of records for a text that begins so. */
export function readerFor(beginning: string): typeof readCsv {
  const text = beginning.replaceAll('\r', '\n')
  if (single.test(text) && !text.includes('"')) return readSingleQuoted
  return spaced.test(text) ? readSpaced : readCsv
}

/** Reads the text with each kind of quotes in place of the other, and turns the cells back. */
function* readSingleQuoted(
  source: Iterable<string>,
  from: Place,
  delimiter: Delimiter,
  shape: Shape,
): Generator<CsvRecord[]> {
  for (const batch of readCsv(changed(source, turn), from, delimiter, shape))
    yield batch.map(({ cells, pieces, raw, ...record }) => ({
      ...record,
      cells: cells?.map(turn) ?? null,
      raw: turn(raw),
      ...(pieces && { pieces: pieces.map(turn) }),
    }))
}

/** Reads the text without the spaces between delimiters and quotes. Within a cell they may go, too. */
function readSpaced(source: Iterable<string>, from: Place, delimiter: Delimiter, shape: Shape) {
  const by = delimiter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')
  const before = new RegExp(`(^|${by}) +(?=")`, 'gm')
  const behind = new RegExp(`" +(?=${by}|$)`, 'gm')
  const trimmed = (text: string) => text.replace(before, '$1').replace(behind, '"')
  return readCsv(changed(source, trimmed), from, delimiter, shape)
}

function* changed(pieces: Iterable<string>, change: (text: string) => string): Generator<string> {
  for (const piece of pieces) yield change(piece)
}

const turn = (text: string) => text.replace(/['"]/g, (quote) => (quote === '"' ? "'" : '"'))
