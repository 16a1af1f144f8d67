import { writeXlsx } from 'hucre/xlsx'
import { expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { isRefusedCell } from '../../../src/verification/people/personnummer.ts'

// Each file is read in a thread of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const people = Array.from({ length: 300 }, (_, i) => [
  '100',
  'Acme AB',
  `00${i}`,
  'Åsa',
  `Öberg ${i}`,
  `a${i}@acme.example`,
])
const book = (rows: string[][]) => writeXlsx({ sheets: [{ name: 'Personal', rows }] })
const read = async (rows: string[][]) => readPeopleFile(await book(rows), isRefusedCell)
const twice = (text: string) => Buffer.from(Buffer.from(text)).toString('latin1')

it.each<[string, (line: string) => string[]]>([
  [';', (line) => [line]],
  ['\t', (line) => [line]],
  ['|', (line) => [line]],
  // Opened in another encoding as well.
  [';', (line) => [twice(`${line.startsWith('Företagsnr') ? '\ufeff' : ''}${line}`)]],
])('whole records in the first column are divided by %j', async (by, cellsOf) => {
  const answer = await read([header, ...people].map((cells) => cellsOf(cells.join(by))))
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  const rows = [...answer.file.rows]
  expect(rows).toHaveLength(300)
  expect(rows.map(({ cells }) => Object.values(cells))).toEqual(people)
  expect(rows.at(-1)?.line).toBe(301)
})

it('a comma in one of them does not divide it, nor do quotes', async () => {
  const answer = await read([
    [header.join(';')],
    ['100;Acme AB;001;Åsa;Öberg', ' född Ek;a@acme.example'],
    ['100;"Acme; Bygg AB";002;Bo;Ek;b@acme.example'],
    ...people.slice(3, 12).map((cells) => [cells.join(';')]),
  ])
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  const [one, two] = [...answer.file.rows].map(({ cells }) => cells)
  expect(one).toMatchObject({ familyName: 'Öberg, född Ek', email: 'a@acme.example' })
  expect(two).toMatchObject({ company: 'Acme; Bygg AB', number: '002', email: 'b@acme.example' })
})

it('a personal identity number in one of them refuses the file, and a list of one column is none', async () => {
  const rows = [[header.join(';')], ...people.slice(0, 250).map((cells) => [cells.join(';')])]
  const last = ['100;Acme AB;811228-9874;Åsa;Öberg;x@acme.example']
  expect(await read([...rows, last])).toEqual({ ok: false, problem: { code: 'refused', line: 252 } })
  expect(await read([['Anteckningar'], ['ring Anna; Bo, och Cia'], ['klart']])).toMatchObject({ ok: false })
})
