import { clean, cut, LIMIT, weigh } from './blocks.ts'
import type { KnownBlock } from './sdk.ts'

export interface Rows {
  head: string[]
  body: string[][]
}

/** The first rows that fit the budget: as Slack's table, or as fixed-width lines where tables are not known. */
export function table(rows: Rows, budget: number, classic: boolean): { blocks: KnownBlock[]; shown: number } {
  const head = rows.head.slice(0, LIMIT.columns).map((cell) => cut(clean(cell), LIMIT.cell))
  const body: string[][] = []
  let left = budget - weighRow(head)
  for (const source of rows.body.slice(0, LIMIT.rows)) {
    const row = head.map((_, column) => cut(clean(source[column] ?? ''), LIMIT.cell))
    left -= weighRow(row)
    if (left < 0) break
    body.push(row)
  }
  if (head.length === 0 || body.length === 0) return { blocks: [], shown: 0 }
  return { blocks: [classic ? asLines(head, body) : asTable(head, body)], shown: body.length }
}

/** Two more a cell: the fixed-width lines stand as far apart. */
const weighRow = (row: string[]) => row.reduce((sum, cell) => sum + weigh(cell) + 2, 0)

function asTable(head: string[], body: string[][]): KnownBlock {
  return {
    type: 'table',
    column_settings: head.map(() => ({ is_wrapped: true })),
    rows: [head.map(bold), ...body.map((row) => row.map((text) => ({ type: 'raw_text' as const, text })))],
  }
}

function bold(text: string) {
  const elements = [{ type: 'text' as const, text, style: { bold: true } }]
  return { type: 'rich_text' as const, elements: [{ type: 'rich_text_section' as const, elements }] }
}

function asLines(head: string[], body: string[][]): KnownBlock {
  const line = (row: string[]) => row.map((cell) => cell.replaceAll('\n', ' ')).join('  ')
  const text = [head, ...body].map(line).join('\n')
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] }
}
