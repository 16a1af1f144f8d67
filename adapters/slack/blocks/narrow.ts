import { piecesOf, type Rows } from '#bot'

/**
 * In characters: the longest words of all columns together that a telephone of 320 pixels shows beside each other. A
 * column is as wide as its longest word, and what is wider than the screen has to be moved by a finger.
 */
const room = (columns: number): number => 38 - 5 * columns
/** In characters: shorter pieces of an address could not be read. */
const shortest = 16

/** The same table in at most two columns if three do not fit, and long addresses in pieces. */
export function narrow(given: Rows): Rows {
  const rows = fits(given) ? given : stacked(given)
  const others = rows.head.slice(1).reduce((sum, _, at) => sum + longestIn(rows, at + 1), 0)
  const most = Math.max(shortest, room(rows.head.length) - others)
  return { ...rows, body: rows.body.map((row) => row.map((cell) => broken(cell, most))) }
}

const fits = (rows: Rows): boolean => {
  const words = rows.head.map((_, at) => (at ? longestIn(rows, at) : Math.min(shortest, longestIn(rows, at))))
  return rows.head.length !== 3 || words.reduce((sum, one) => sum + one, 0) <= room(3)
}

/** The third column stands below the second. A number says what it counts. */
function stacked({ head, body, numbers = [], ...rest }: Rows): Rows {
  const [first = '', second = '', third = ''] = head
  const named = numbers.includes(2)
  return {
    ...rest,
    head: [first, named ? second : `${second}\n${third}`],
    body: body.map(([one = '', two = '', three = '']) => {
      const below = named && isSaid(three) ? `${third}: ${three}` : three
      return [one, isSaid(three) ? `${two}\n${below}` : two]
    }),
    numbers: numbers.filter((column) => column < 2),
  }
}

const isSaid = (cell: string): boolean => cell !== '' && cell !== '–'

const longestIn = ({ head, body }: Rows, column: number): number =>
  Math.max(...[head, ...body].flatMap((row) => (row[column] ?? '').split(/[\s-]/).map((word) => [...word].length)))

const broken = (cell: string, most: number): string =>
  cell
    .split('\n')
    .flatMap((line) => piecesOf(line, most))
    .join('\n')
