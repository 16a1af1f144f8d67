import { inFewerColumns, piecesOf, type Rows } from '#bot'

/**
 * The longest words of all columns together that a telephone of 320 pixels shows beside each other, in widths of an a.
 * A column is as wide as its longest word, and what is wider than the screen has to be moved by a finger.
 */
const room = (columns: number): number => 30 - 2.2 * columns

/** How wide letters are, in widths of an a, in a sans serif; a bold head is wider. */
const widths: readonly [letters: RegExp, width: number][] = [
  [/[mwMW@%]/, 1.6],
  [/[iljtfrI.,:;!|'’()-]/, 0.6],
  [/\p{Lu}/u, 1.25],
  [/[\p{L}\p{N}_=<>?+*/&]/u, 1],
]
const other = 1.8
const bold = 1.08

const widthOfLetter = (letter: string): number => widths.find(([letters]) => letters.test(letter))?.[1] ?? other
/** Those of the Latin letters, looked up once. */
const latin = Array.from({ length: 0x180 }, (_, code) => widthOfLetter(String.fromCharCode(code)))

function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += latin[letter.codePointAt(0)!] ?? widthOfLetter(letter)
  return width
}

/**
 * The same table in as many columns as fit with every word whole. Only what one column does not show either, such as a
 * very long address, is in pieces.
 */
export function narrow(given: Rows): Rows {
  const rows = inFewerColumns(given, fits)
  return rows.head.length > 1 ? rows : { ...rows, body: rows.body.map((row) => row.map(broken)) }
}

const fits = (rows: Rows): boolean =>
  rows.head.reduce((sum, _, at) => sum + widestIn(rows, at), 0) <= room(rows.head.length)

function widestIn({ head, body }: Rows, column: number): number {
  const widest = (cells: string[]) => Math.max(0, ...cells.flatMap((cell) => cell.split(/[\s-]/).map(widthOf)))
  return Math.max(bold * widest([head[column] ?? '']), widest(body.map((row) => row[column] ?? '')))
}

const broken = (cell: string): string => cell.split('\n').flatMap(inPieces).join('\n')

/** The line in pieces that fit, where it has words that are wider than the only column. */
function inPieces(line: string): string[] {
  const most = line.split(' ').map((word) => Math.floor((word.length * room(1)) / Math.max(room(1), widthOf(word))))
  const cut = line.split(' ').map((word, at) => (most[at]! < word.length ? most[at]! : line.length))
  return piecesOf(line, Math.min(...cut))
}
