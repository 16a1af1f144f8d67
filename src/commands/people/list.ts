import type { Button, Input } from '#bot'
import { listPeople } from '../../verification/people/lists.ts'
import type { Person } from '../../verification/people/people.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { nameOverAddress, whoIs } from '../words.ts'
import { exportName, selectionFile } from './people-file.ts'
import { select } from './selection.ts'
import { looks, stateChip } from './state-words.ts'

export const pageSize = 20
export const filterKeys = ['company', 'unit', 'role', 'status', 'email', 'active', 'sent', 'send', 'import'] as const

const list: BotCommand = command({
  name: 'lista',
  also: { sv: [], en: ['list'] },
  need: 'admin',
  keys: [...filterKeys, 'page'],
  words: 'free',
  usage: { sv: '[filter]', en: '[filter]' },
  examples: {
    sv: ['lista epost=saknas', 'lista företag=100 status=utgången'],
    en: ['list email=missing', 'list company=100 status=expired'],
  },
  async run(turn, input) {
    const { say } = turn
    const page = Number(input.filter.terms.find((t) => t.key === 'page')?.values[0] ?? 1)
    const { people, total } = await listPeople(
      turn.ctx,
      await select(turn, list, input),
      (page - 1) * pageSize,
      pageSize,
    )
    const from = (page - 1) * pageSize
    return {
      kind: 'list',
      tone: 'info',
      title: say('list.title', { n: total }),
      rows: {
        head: [say('list.head.name'), say('list.head.state'), say('list.head.number')],
        body: people.map((p) => [nameOverAddress(say, p), stateChip(turn, p), numberWithin(p, people)]),
        press: people.map((p) => `status ${whoIs(p)}`),
        chips: { column: 1, looks: people.map(({ state }) => looks[state]) },
      },
      buttons: [
        ...fillButton(turn, input, total),
        ...everybodyButton(turn, input, total, 'lista'),
        ...pageButtons(turn, input.line.replace(/ sida=\d+/, ''), page, total),
      ],
      note: pageNote(turn, from, people.length, total),
      data: { total },
    }
  },
})

/** The employment number, and the company when it differs within the list. */
export const numberWithin = ({ number, companyNumber, companyName }: Person, people: Person[]): string =>
  people.every((other) => other.companyNumber === companyNumber) ? number : `${number}\n${companyName}`

/** Who is listed for lacking an address can be given one by a file. */
function fillButton({ say }: Turn, { line, filter }: Input, total: number): Button[] {
  const asks = { email: 'missing', status: 'missing_email' } as Partial<Record<string, string>>
  const missing = filter.terms.some(({ key, operator, values }) => operator === '=' && values.join() === asks[key])
  if (!missing || total === 0) return []
  const fill = line.replace(/^lista/, 'fyll i').replace(/ sida=\d+/, '')
  return [{ label: say('list.button.fill', { n: total }), say: fill, effect: 'primary' }]
}

/** Where a filter has found nobody, the way to everybody; where there is nobody, the way to add them. */
export const everybodyButton = (
  { say }: Turn,
  { filter }: Pick<Input, 'filter'>,
  total: number,
  line: 'lista' | 'status' | 'studsar',
): Button[] => {
  if (total) return []
  if (filter.terms.length + filter.words.length) return [{ label: say('intent.everybody'), say: line }]
  return line === 'studsar' ? [] : [{ label: say('intent.import'), say: 'hjälp importera', effect: 'primary' }]
}

/** The line that exports what the line lists. */
const exportLine = (line: string): string =>
  line.startsWith('studsar')
    ? `${line.replace(/^studsar/, 'exportera')} status=studsad`
    : line.replace(/^lista/, 'exportera')

const pagesOf = (total: number) => Math.ceil(total / pageSize)

/** Which part of a list is shown; behind its end, how many pages there are. */
export function pageNote({ say }: Turn, from: number, shown: number, total: number): string | undefined {
  if (shown) return say('list.page', { from: from + 1, to: from + shown, total })
  return total ? say('list.beyond', { n: pagesOf(total) }) : undefined
}

/** Buttons to the pages before and after this one of a list, and to the list as a file. */
export function pageButtons(turn: Turn, line: string, page: number, total: number): Button[] {
  const previous = Math.min(page - 1, pagesOf(total))
  return [
    ...(previous ? [{ label: turn.say('list.button.previous'), say: `${line} sida=${previous}` }] : []),
    ...(page * pageSize < total ? [{ label: turn.say('list.button.next'), say: `${line} sida=${page + 1}` }] : []),
    ...(total ? [{ label: turn.say('list.button.export'), say: exportLine(line) }] : []),
  ]
}

const exportPeople: BotCommand = command({
  name: 'exportera',
  also: { sv: [], en: ['export'] },
  need: 'admin',
  keys: filterKeys,
  words: 'free',
  usage: { sv: '[filter]', en: '[filter]' },
  examples: {
    sv: ['exportera företag=100', 'exportera epost=saknas'],
    en: ['export company=100', 'export email=missing'],
  },
  rereads: true,
  async run(turn, input) {
    const { file, total } = await selectionFile(turn, await select(turn, exportPeople, input), exportName(turn))
    return {
      kind: 'file',
      tone: total ? 'good' : 'info',
      title: turn.say('export.title', { n: total }),
      text: total ? turn.say('export.text') : undefined,
      files: [file],
      data: { total },
    }
  },
})

export const peopleCommands = [list, exportPeople]
