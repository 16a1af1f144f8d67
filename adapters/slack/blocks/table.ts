import type { Rows } from '#bot'
import type { ContainerBlock } from '../bolt/sdk.ts'
import { LIMIT } from './blocks.ts'
import { narrow } from './narrow.ts'
import { clean, cut, lengthOf } from './text.ts'

/** As many of the first rows as fit into `budget` characters: a table block, or fixed-width lines when `classic`. */
export function table(
  given: Rows,
  budget: number,
  classic: boolean,
): { blocks: ContainerBlock['child_blocks']; shown: number } {
  const first = { ...given, body: given.body.slice(0, LIMIT.rows) }
  const rows = classic ? first : narrow(first)
  const head = rows.head.slice(0, LIMIT.columns).map((cell) => cut(clean(cell), LIMIT.cell))
  const body: string[][] = []
  let left = budget - lengthOfRow(head)
  for (const source of rows.body) {
    const row = head.map((_, column) => cut(clean(source[column] ?? ''), LIMIT.cell))
    left -= lengthOfRow(row)
    if (left < 0) break
    body.push(row)
  }
  if (head.length === 0 || body.length === 0) return { blocks: [], shown: 0 }
  return { blocks: [classic ? asLines(head, body) : asTable(head, body, rows.numbers)], shown: body.length }
}

/** Each cell counts two more, for the spaces between fixed-width cells. */
const lengthOfRow = (row: string[]) => row.reduce((sum, cell) => sum + lengthOf(cell) + 2, 0)

function asTable(head: string[], body: string[][], numbers: number[] = []): ContainerBlock['child_blocks'][number] {
  return {
    type: 'table',
    column_settings: head.map((_, at) => ({
      is_wrapped: true,
      ...(numbers.includes(at) && { align: 'right' as const }),
    })),
    rows: [head.map(bold), ...body.map((row) => row.map((text) => ({ type: 'raw_text' as const, text })))],
  }
}

function bold(text: string) {
  const elements = [{ type: 'text' as const, text, style: { bold: true } }]
  return { type: 'rich_text' as const, elements: [{ type: 'rich_text_section' as const, elements }] }
}

function asLines(head: string[], body: string[][]): ContainerBlock['child_blocks'][number] {
  const line = (row: string[]) => row.map((cell) => cell.replaceAll('\n', ' ')).join('  ')
  const text = [head, ...body].map(line).join('\n')
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] }
}
