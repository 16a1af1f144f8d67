import { writeXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { isRefusedCell } from '../../../src/verification/people/personnummer.ts'

const head = ['Företagsnr', 'Anställningsnr', 'E-post Visma Connect']
type Pair = readonly [string, string]
/** Numbers of nobody: the authorities give such to be tried with. */
const one: Pair = ['121212', '1212']
const long: Pair = ['19811228', '9874']
/** A spreadsheet has taken the zeros. */
const short: Pair = ['50101', '102']

async function problem(names: Pair, cells: readonly Pair[]) {
  const rows = [[...head, ...names], ...cells.map((more, i) => ['100', `A${i}`, `a${i}@acme.example`, ...more])]
  const text = await readPeopleFile(Buffer.from(rows.map((row) => row.join(';')).join('\n')), isRefusedCell)
  const book = await readPeopleFile(await writeXlsx({ sheets: [{ name: 'Personal', rows }] }), isRefusedCell)
  const [inText, inBook] = [text, book].map((read) => (read.ok ? null : read.problem))
  expect(inText).toEqual(inBook)
  return inText
}

it.each<[Pair, Pair[]]>([
  [['Född', 'Fyra sista'], [one]],
  [['Född', ''], [long]],
  [
    ['Anmärkning', 'Kod'],
    [long, one],
  ],
  [
    ['Född', 'Sista'],
    [short, one, ['101010', '-1010']],
  ],
  [
    ['Anställd från', 'Kod'],
    [one, ['101010', '1010'], long],
  ],
])('a personal number in the columns %j is refused: %j', async (names, cells) => {
  expect(await problem(names, cells)).toEqual({ code: 'refused', line: 2 })
})

it.each<[string, Pair, Pair[]]>([
  ['a date of employment beside a number', ['Anställd från', 'Avdelningskod'], [one]],
  ['some rows, as chance makes them', ['Född', 'Kod'], [one, ['121212', '1213'], ['121212', '1214']]],
  ['digits that may have lost zeros, or not', ['Avdelning', 'Kod'], [short]],
  ['no date', ['Avdelning', 'Kod'], [['556677', '1212']]],
])('none is seen in %s', async (_, names, cells) => expect(await problem(names, cells)).toBeNull())
