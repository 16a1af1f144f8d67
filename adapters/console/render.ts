import { styleText } from 'node:util'
import type { CardJson } from './card.ts'
import { drawCharts, drawParts } from './charts.ts'

const symbols: Record<string, string> = { good: '✓', warning: '!', bad: '✗', question: '?', info: '·' }

/** How a terminal shows text: its width in columns, and whether it knows colours. */
export interface Look {
  width?: number
  colour?: boolean
}

const colours = { good: 'green', warning: 'yellow', bad: 'red', question: 'cyan', info: 'blue' } as const

/** Renders a card as text. Buttons and files have numbers, with which one presses them in a conversation. */
export function renderText(card: CardJson, { width: columns, colour = false }: Look = {}): string {
  const tone = colours[(card.tone ?? 'info') as keyof typeof colours] ?? 'blue'
  const paint = (style: Parameters<typeof styleText>[0], text: string) => (colour ? coloured(style, text) : text)
  const drawing = { columns, colour, clean, language: card.language ?? 'sv' }
  const blocks = [
    paint(['bold', tone], `${symbols[card.tone ?? 'info'] ?? '·'} ${clean(card.title)}`),
    card.text && clean(card.text),
    card.progress ? '' : drawParts(card, drawing),
    card.facts?.length && alignColumns(card.facts.map(([label, value]) => [`  ${label}`, value])),
    card.progress && `  ${paint(tone, drawBar(card.progress))}`,
    drawCharts(card, drawing),
    card.rows && drawTable(card.rows, columns),
    paint('cyan', listChoices(card).join('\n')),
    card.note && paint('dim', clean(card.note)),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

/** Lists the buttons and then the files, such as `[1] Skicka till 148 → bekräfta K7QM`. */
function listChoices({ buttons = [], files = [] }: CardJson): string[] {
  const lines = buttons.map(({ label, say, open, input }) =>
    say === label ? clean(label) : `${clean(label)} → ${clean(say ?? open ?? '')}${input ? '…' : ''}`,
  )
  return [...lines, ...files.map(({ name }) => `↓ ${clean(name)}`)].map((text, index) => `[${index + 1}] ${text}`)
}

/** `styleText` of Node 20 has no way to colour what is not for a stream; it always does. */
const coloured = (style: Parameters<typeof styleText>[0], text: string): string =>
  text && styleText(style, text, { validateStream: false })

function drawTable({ head, body }: { head: string[]; body: string[][] }, columns?: number): string {
  const lines = alignColumns(
    [head, ...body].map(([first = '', ...rest]) => [`  ${first}`, ...rest]),
    columns,
  ).split('\n')
  const longest = Math.max(...lines.map(width))
  return [lines[0], `  ${'─'.repeat(Math.max(1, longest - 2))}`, ...lines.slice(1)].join('\n')
}

/** `columns`: what the terminal has room for; the widest cells are cut to fit. */
function alignColumns(rows: string[][], columns?: number): string {
  const cells = rows.map((row) => row.map((cell) => clean(cell).replace(/\s*\n\s*/g, ' ')))
  const widths: number[] = []
  for (const row of cells) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell))
  if (columns) narrow(widths, columns)
  return cells
    .map((row) =>
      row
        .map((cell, at) => pad(cut(cell, widths[at]!), widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function narrow(widths: number[], columns: number): void {
  const most = () => widths.indexOf(Math.max(...widths))
  const sum = () => widths.reduce((all, one) => all + one + 2, -2)
  while (sum() > columns && widths[most()]! > 8) widths[most()]! -= 1
}

const cut = (text: string, to: number): string => (width(text) <= to ? text : `${[...text].slice(0, to - 1).join('')}…`)

export function drawBar({ done, total }: { done: number; total: number }): string {
  const share = total > 0 ? Math.min(1, done / total) : 0
  const full = Math.round(share * 30)
  return `${'█'.repeat(full)}${'░'.repeat(30 - full)} ${done} / ${total} (${Math.floor(share * 100)} %)`
}

/** Removes control characters except line breaks, because they could control the terminal. */
const clean = (text: string): string =>
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')

const width = (text: string): number => [...text.normalize('NFC')].length
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)))
