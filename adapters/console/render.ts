import type { CardJson } from './card.ts'

const symbols: Record<string, string> = { good: '✓', warning: '!', bad: '✗', question: '?', info: '·' }

/** Renders a card as plain text. Buttons and files have numbers, with which one presses them in a conversation. */
export function renderText(card: CardJson): string {
  const blocks = [
    `${symbols[card.tone ?? 'info'] ?? '·'} ${clean(card.title)}`,
    card.text && clean(card.text),
    card.facts?.length && alignColumns(card.facts.map(([label, value]) => [`  ${label}`, value])),
    card.progress && `  ${drawBar(card.progress)}`,
    card.rows && drawTable(card.rows),
    listChoices(card).join('\n'),
    card.note && clean(card.note),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

/** Lists the buttons and then the files, such as `[1] Skicka till 148 → bekräfta K7QM`. */
function listChoices({ buttons = [], files = [] }: CardJson): string[] {
  const lines = buttons.map(({ label, say, open }) =>
    say === label ? clean(label) : `${clean(label)} → ${clean(say ?? open ?? '')}`,
  )
  return [...lines, ...files.map(({ name }) => `↓ ${clean(name)}`)].map((text, index) => `[${index + 1}] ${text}`)
}

function drawTable({ head, body }: { head: string[]; body: string[][] }): string {
  const lines = alignColumns([head, ...body].map(([first = '', ...rest]) => [`  ${first}`, ...rest])).split('\n')
  const longest = Math.max(...lines.map(width))
  return [lines[0], `  ${'─'.repeat(Math.max(1, longest - 2))}`, ...lines.slice(1)].join('\n')
}

function alignColumns(rows: string[][]): string {
  const cells = rows.map((row) => row.map((cell) => clean(cell).replace(/\s*\n\s*/g, ' ')))
  const widths: number[] = []
  for (const row of cells) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell))
  return cells
    .map((row) =>
      row
        .map((cell, at) => pad(cell, widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function drawBar({ done, total }: { done: number; total: number }): string {
  const share = total > 0 ? Math.min(1, done / total) : 0
  const full = Math.round(share * 30)
  return `${'█'.repeat(full)}${'░'.repeat(30 - full)} ${done} / ${total} (${Math.floor(share * 100)} %)`
}

/** Removes control characters except line breaks, because they could control the terminal. */
const clean = (text: string): string =>
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')

const width = (text: string): number => [...text.normalize('NFC')].length
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)))
