import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'

// Each workbook is read in a thread of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const first = ['Företagsnr', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post privat', 'E-post Visma Connect']
const person = ['100', 'A1', 'Åsa', 'Ek', 'asa@home.example', 'asa@acme.example']

/** The rows of the same table as a text and as a workbook. */
async function readBoth(...rows: string[][]) {
  const found = []
  for (const bytes of [
    Buffer.from(rows.map((cells) => cells.join(';')).join('\n')),
    await writeXlsx({ sheets: [{ name: 'Personal', rows }] }),
  ]) {
    const read = await readPeopleFile(bytes)
    if (!read.ok) throw new Error(read.problem.code)
    found.push([...read.file.rows])
  }
  return found
}
const swapped = (cells: readonly string[], i: number, j: number) =>
  cells.map((cell, at) => (at === i ? cells[j]! : at === j ? cells[i]! : cell))

describe('a header that comes again', () => {
  it.each([
    ['the addresses', 4, 5],
    ['the names', 2, 3],
    ['a name and an address', 3, 5],
    ['the numbers', 0, 1],
  ])('in another order is followed: %s', async (_, i, j) => {
    const later = ['100', 'A2', 'Bo', 'Öberg', 'bo@home.example', 'bo@acme.example']
    for (const rows of await readBoth(first, person, swapped(first, i, j), swapped(later, i, j), first, person)) {
      expect(rows.map(({ problem }) => problem)).toEqual([undefined, 'header', undefined, 'header', undefined])
      expect(rows[1 + 1]?.cells).toEqual({
        companyNumber: '100',
        number: 'A2',
        givenName: 'Bo',
        familyName: 'Öberg',
        email: 'bo@acme.example',
      })
      expect(rows[4]?.cells).toEqual(rows[0]?.cells)
    }
  })

  it.each([
    ['email', ['Företagsnr', 'Anställningsnr', 'Efternamn', 'Förnamn', 'E-post privat']],
    ['companyNumber', ['Anställningsnr', 'Efternamn', 'Förnamn', 'E-post Visma Connect']],
    ['number', ['Företagsnr', 'Efternamn', 'Förnamn', 'E-post Visma Connect']],
  ])('names what the rows below it lack, up to a whole one: %s', async (lacking, names) => {
    const later = names.map((_, i) => `x${i}`)
    for (const rows of await readBoth(first, person, names, later, first, person)) {
      expect(rows.map(({ problem, lacks }) => problem ?? lacks ?? 'read')).toEqual([
        'read',
        'header',
        lacking,
        'header',
        'read',
      ])
      expect(rows[2]!.cells.familyName).toBe(later[names.indexOf('Efternamn')])
    }
  })

  it('without a column that a row can do without leaves it empty', async () => {
    const names = ['Efternamn', 'Företagsnr', 'Anställningsnr', 'E-post Visma Connect']
    for (const rows of await readBoth(first, person, names, ['Öberg', '100', 'A2', 'bo@acme.example']))
      expect(rows[2]).toMatchObject({ cells: { number: 'A2', familyName: 'Öberg', email: 'bo@acme.example' } })
  })

  it('is wider than the first: nothing below it is read by the first one', async () => {
    const wider = [...first.slice(0, 3), 'Titel', ...first.slice(3)]
    const row = ['100', 'A2', 'Bo', 'Chef', 'Öberg', 'bo@home.example', 'bo@acme.example']
    for (const rows of await readBoth(first, person, wider, row))
      expect(rows.map(({ problem, cells }) => problem ?? cells.number).slice(0, 2)).toEqual(['A1', 'header'])
  })
})

describe('quotes within a cell of a text', () => {
  it.each([
    ['"Bo" Bengt', '"Bo" Bengt'],
    ['"Anna \\"Ann\\""', 'Anna "Ann"'],
  ])('are part of it: %s', async (cell, name) => {
    const text = [first, ['100', 'A1', cell, 'Ek', '', 'a@acme.example'], person].map((cells) => cells.join(';'))
    const read = await readPeopleFile(Buffer.from(text.join('\n')))
    if (!read.ok) throw new Error(read.problem.code)
    const [row] = read.file.rows
    expect(row).toMatchObject({ cells: { givenName: name, familyName: 'Ek', email: 'a@acme.example' } })
    expect(row?.problem).toBeUndefined()
  })
})

describe('a text whose columns are padded with spaces', () => {
  it('is refused for its lack of a delimiter', async () => {
    const rows = [first, person].map((cells) => cells.map((cell) => cell.padEnd(26)).join(''))
    expect(await readPeopleFile(Buffer.from(rows.join('\n')))).toEqual({ ok: false, problem: { code: 'no_delimiter' } })
    const padded = rows.map((row) => row.replace(/ {2,}/g, (spaces) => `${spaces};`))
    expect(await readPeopleFile(Buffer.from(padded.join('\n')))).toMatchObject({ ok: true })
  })
})
