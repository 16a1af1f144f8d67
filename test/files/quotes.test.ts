import { describe, expect, it } from 'vitest'
import { readPeopleFile } from '../../src/files/people-file.ts'

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (i: number, ...more: string[]) => [
  '100',
  'Acme; Bygg AB',
  `00${i}`,
  'Åsa',
  ...more,
  `a${i}@acme.example`,
]

async function rowsOf(text: string) {
  const read = await readPeopleFile(Buffer.from(text))
  if (!read.ok) throw new Error(read.problem.code)
  return [...read.file.rows].map(({ cells }) => Object.values(cells))
}

describe('quotes behind spaces', () => {
  const rows = [person(1, 'Öberg'), person(2, "d'Aubigné")]
  it.each([
    ['; ', ';'],
    [' ; ', ';'],
    [',  ', ','],
    ['\t ', '\t'],
  ])('enclose a cell all the same: %j', async (between, delimiter) => {
    const lines = rows.map((cells) => cells.map((cell) => `"${cell}"`).join(between))
    expect(await rowsOf([header.join(delimiter), ...lines].join('\r\n'))).toEqual(rows)
    expect(await rowsOf([header.map((name) => `"${name}"`).join(between), ...lines].join('\n'))).toEqual(rows)
  })

  it('stay as they are where a cell only holds some', async () => {
    const name = 'Öberg, ""Lilla"", ""Kate"", dotter'
    const [cells] = await rowsOf(`${header.join(';')}\n100;"Acme; Bygg AB";001;Åsa;"${name}";a1@acme.example`)
    expect(cells?.[4]).toBe('Öberg, "Lilla", "Kate", dotter')
  })
})
