import { inFewerColumns, piecesOf, type Rows } from '#bot'

/**
 * In characters: the longest words of all columns together that a telephone of 320 pixels shows beside each other. A
 * column is as wide as its longest word, and what is wider than the screen has to be moved by a finger.
 */
const room = (columns: number): number => 38 - 5 * columns

/**
 * The same table in as many columns as fit with every word whole. Only what one column does not show either, such as a
 * very long address, is in pieces.
 */
export function narrow(given: Rows): Rows {
  const rows = inFewerColumns(given, fits)
  return rows.head.length > 1
    ? rows
    : { ...rows, body: rows.body.map((row) => row.map((cell) => broken(cell, room(1)))) }
}

const fits = (rows: Rows): boolean =>
  rows.head.reduce((sum, _, at) => sum + longestIn(rows, at), 0) <= room(rows.head.length)

const longestIn = ({ head, body }: Rows, column: number): number =>
  Math.max(...[head, ...body].flatMap((row) => (row[column] ?? '').split(/[\s-]/).map((word) => [...word].length)))

const broken = (cell: string, most: number): string =>
  cell
    .split('\n')
    .flatMap((line) => piecesOf(line, most))
    .join('\n')
