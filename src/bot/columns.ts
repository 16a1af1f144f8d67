import type { Rows } from './card.ts'

/** No chat has room for more rows in one message, so that only these are measured. */
const most = 300

/** The first rows of the same table in as many of its columns as fit: three, two or one. */
export function inFewerColumns(all: Rows, fits: (rows: Rows) => boolean): Rows {
  const given = all.body.length > most ? { ...all, body: all.body.slice(0, most) } : all
  if (given.head.length < 2 || fits(given)) return given
  const two = given.head.length > 2 ? inTwo(given) : given
  return two !== given && fits(two) ? two : inOne(given)
}

/** The other columns stand below the second. A number says what it counts. */
function inTwo({ head, body, numbers = [], chips: _, ...rest }: Rows): Rows {
  const [first = '', second = '', ...others] = head
  const isNumber = (at: number) => numbers.includes(at + 2)
  return {
    ...rest,
    head: [first, [second, ...others.filter((__, at) => !isNumber(at))].join('\n')],
    body: body.map(([one = '', two = '', ...more]) => {
      const below = more.flatMap((cell, at) => counted(others[at], cell, isNumber(at)))
      return [one, [two, ...below].join('\n')]
    }),
    numbers: numbers.filter((column) => column < 2),
  }
}

/** In characters: what a telephone shows in one line. */
const line = 36

/** What each cell says first stands in one line, if that is short, and below it what the cells say besides. */
function inOne({ head, body, numbers = [], chips: _, ...rest }: Rows): Rows {
  const isNumber = (at: number) => at > 0 && numbers.includes(at)
  return {
    ...rest,
    head: [head.filter((__, at) => !isNumber(at)).join(' · ')],
    body: body.map((row) => {
      const cells = row.flatMap((cell, at) => counted(head[at], cell, isNumber(at))).map((cell) => cell.split('\n'))
      return [[...joined(cells.map(([first = '']) => first)), ...cells.flatMap(([, ...below]) => below)].join('\n')]
    }),
  }
}

function joined(texts: string[]): string[] {
  const lines: string[] = []
  for (const text of texts) {
    const together = `${lines.at(-1)} · ${text}`
    if (lines.length > 0 && together.length <= line) lines[lines.length - 1] = together
    else lines.push(text)
  }
  return lines
}

const counted = (name: string | undefined, cell: string, isNumber: boolean): string[] =>
  cell === '' || cell === '–' ? [] : [isNumber ? `${name}: ${cell}` : cell]
