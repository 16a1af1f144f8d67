import { inFewerColumns, type Rows } from '#bot'
import { sayAction } from './actions.ts'
import { type Element, words } from './elements.ts'
import { clean, cut, weigh } from './text.ts'
import { fitted, widthOf } from './widths.ts'

/** A table with as many rows as fit into at most `budget` bytes; `shown` is their number. */
export function table(given: Rows, budget: number): { element: Element; shown: number } {
  const rows = inFewerColumns(given, fits)
  const head = row(rows.head.map((cell) => cell.split('\n').map((line) => words(line, 120, { weight: 'Bolder' }))))
  const shares = sharesOf(rows)
  const columns = shares.map((width, index) => ({
    width,
    ...(rows.numbers?.includes(index) && { horizontalCellContentAlignment: 'Right' }),
  }))
  const room = roomsOf(shares)
  const element = { type: 'Table', firstRowAsHeaders: true, showGridLines: true, columns, rows: [head] }
  let left = budget - weigh(element)
  for (const [at, body] of rows.body.entries()) {
    const made = row(
      rows.head.map((_, index) => lines(body[index] ?? '', 240, room[index]!)),
      rows.press?.[at],
    )
    left -= weigh(made) + 1
    if (left < 0) break
    element.rows.push(made)
  }
  return { element, shown: element.rows.length - 1 }
}

/** Whether each word of the rows is shown whole. */
function fits(rows: Rows): boolean {
  const rooms = roomsOf(sharesOf(rows))
  return rows.body.every((row) => rooms.every((room, at) => (row[at] ?? '').split('\n').every(isWholeIn(room))))
}

const isWholeIn = (room: number) => (line: string, at: number) =>
  line.split(/\s/).every((word) => widthOf(word, at ? 12 : 14) <= room)

function sharesOf({ head, body }: Rows): number[] {
  const widest = head.length > 2 ? 16 : 20
  return head.map((cell, index) => shareOf(cell, body, index, index === 0 ? 20 : widest))
}

const roomsOf = (shares: number[]): number[] =>
  shares.map((share) => pixelsOf(share / shares.reduce((sum, one) => sum + one, 0)))

/**
 * Labels and values side by side, as many as fit into at most `budget` bytes. A value with a long word, such as an
 * address, stands below its label, in one piece if it can, so that it can be copied; and so does one whose label has a
 * long word.
 */
export function pairs(given: readonly (readonly [string, string])[], budget: number): Element[] {
  const elements: Element[] = []
  let rows: Element[] = []
  let left = budget
  for (const [label, value] of given) {
    const name = words(label, 120, { weight: 'Bolder' })
    const isLong =
      value.split(/\s/).some((word) => widthOf(word, 14) > mostValue) ||
      label.split(/\s/).some((word) => widthOf(word, 14, true) > mostLabel)
    const made = isLong
      ? [name, ...lines(value, 900, pixelsOf(1), noSpace)]
      : [row([[name], lines(value, 900, mostValue)])]
    left -= weigh(made) + 1
    if (left < 0) break
    if (isLong) {
      elements.push(...made)
      rows = []
      continue
    }
    if (rows.length === 0) elements.push({ ...plainTable, rows })
    rows.push(...made)
  }
  return elements
}

/** In pixels: the longest words that fit beside each other. */
const mostLabel = 116
const mostValue = 168

const plainTable = {
  type: 'Table',
  columns: [{ width: 2 }, { width: 3 }],
  showGridLines: false,
  firstRowAsHeaders: false,
}
const noSpace = { spacing: 'None' }

/** `press`: the line that pressing the first cell says. */
function row(cells: Element[][], press?: string): Element {
  const selectAction = press && sayAction(cut(clean(press), 120), { say: press })
  return {
    type: 'TableRow',
    cells: cells.map((items, index) => ({
      type: 'TableCell',
      items,
      ...(index === 0 && selectAction && { selectAction }),
    })),
  }
}

/**
 * What belongs to the first line of a cell stands below it, smaller. A word that is wider than the column, such as an
 * address, goes on in a line of its own, because clients let it stick out.
 */
function lines(cell: string, bytes: number, pixels: number, begin: Record<string, unknown> = {}): Element[] {
  const [first = [], ...rest] = cell
    .split('\n')
    .map((line, at) => fitted(cut(clean(line), bytes), pixels, at ? 12 : 14))
  const small = { size: 'Small', isSubtle: true }
  return [
    ...first.map((line, at) => ({ ...words(line, bytes), ...(at > 0 ? noSpace : begin) })),
    ...rest.flat().map((line) => ({ ...words(line, bytes, small), ...noSpace })),
  ]
}

/** In characters. A column is as wide as its longest word, and wider if its lines are longer, up to a point. */
function shareOf(head: string, body: readonly string[][], index: number, widest: number): number {
  const cells = body.slice(0, 20).map((row) => row[index] ?? '')
  const longest = (pieces: string[]) => Math.max(0, ...pieces.map((piece) => piece.length))
  const word = Math.max(longest(head.split(/\s/)) * 1.3, longest(cells.flatMap((cell) => cell.split(/\s/))))
  const line = longest(cells.flatMap((cell) => cell.split('\n')))
  return Math.ceil(Math.min(widest, Math.max(5, word, Math.min(line, 14))))
}

/** In pixels: what a column with this share of a card of 320 has for words. */
const pixelsOf = (share: number): number => 296 * share - cellEdges
const cellEdges = 8
