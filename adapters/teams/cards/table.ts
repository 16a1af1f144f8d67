import type { Rows } from '#bot'
import { action, type Element, words } from './elements.ts'
import { weigh } from './text.ts'

/** A table with as many rows as fit into at most `budget` bytes; `shown` is their number. */
export function table(rows: Rows, budget: number): { element: Element; shown: number } {
  const head = row(rows.head.map((cell) => [words(cell, 120, { weight: 'Bolder' })]))
  const columns = rows.head.map((cell, index) => ({
    width: widthOf(cell, rows.body, index),
    ...(rows.numbers?.includes(index) && { horizontalCellContentAlignment: 'Right' }),
  }))
  const element = { type: 'Table', firstRowAsHeaders: true, showGridLines: true, columns, rows: [head] }
  let left = budget - weigh(element)
  for (const [at, body] of rows.body.entries()) {
    const made = row(
      rows.head.map((_, index) => lines(body[index] ?? '')),
      rows.press?.[at],
    )
    left -= weigh(made) + 1
    if (left < 0) break
    element.rows.push(made)
  }
  return { element, shown: element.rows.length - 1 }
}

/** Labels and values side by side: as many as fit into at most `budget` bytes. */
export function pairs(given: readonly (readonly [string, string])[], budget: number): Element {
  const rows: Element[] = []
  let left = budget
  for (const [label, value] of given) {
    const made = row([[words(label, 120, { weight: 'Bolder' })], [words(value, 900)]])
    left -= weigh(made) + 1
    if (left < 0) break
    rows.push(made)
  }
  return { type: 'Table', columns: [{ width: 2 }, { width: 3 }], showGridLines: false, firstRowAsHeaders: false, rows }
}

/** `press`: the line that pressing the first cell says. */
function row(cells: Element[][], press?: string): Element {
  const selectAction = press && action({ label: press, say: press })
  return {
    type: 'TableRow',
    cells: cells.map((items, index) => ({
      type: 'TableCell',
      items,
      ...(index === 0 && selectAction && { selectAction }),
    })),
  }
}

/** What belongs to the first line of a cell stands below it, smaller. */
function lines(cell: string): Element[] {
  const [first = '', ...rest] = cell.split('\n')
  return [
    words(first, 240),
    ...rest.map((line) => ({ ...words(line, 240, { size: 'Small', isSubtle: true }), spacing: 'None' })),
  ]
}

/** A column is wider if the lines in its first cells are longer, up to a point, so that others keep their place. */
function widthOf(head: string, body: readonly string[][], index: number): number {
  const cells = [head, ...body.slice(0, 20).map((row) => row[index] ?? '')]
  const longest = Math.max(...cells.flatMap((cell) => cell.split('\n').map((line) => line.length)))
  return Math.min(8, Math.max(3, Math.ceil(longest / 4)))
}
