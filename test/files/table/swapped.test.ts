import { describe, expect, it } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { headerKey, nothingKnown } from '../../../src/files/table/known.ts'
import type { Column } from '../../../src/files/table/names.ts'

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (i: number) => ['100', 'Acme AB', `00${i}`, 'Åsa', 'Öberg', `a${i}@acme.example`]
const file = (cells: string[][], names = header) =>
  Buffer.from([names, ...cells].map((row) => row.join(';')).join('\n'))
const swap = (row: readonly string[], i: number, j: number) =>
  row.map((cell, at) => (at === i ? row[j]! : at === j ? row[i]! : cell))
const read = (bytes: Uint8Array, columns?: readonly (Column | null)[]) =>
  readPeopleFile(bytes, () => false, { choices: { columns } })

describe('cells that have changed places below a right header', () => {
  it.each([
    ['Företagsnr, Anställningsnr', 0, 2],
    ['Företagsnr, Företag', 0, 1],
  ])('are asked about, and proposed as they look: %s', async (columns, i, j) => {
    const bytes = file([1, 2, 3, 4].map((n) => swap(person(n), i, j)))
    const asked = await read(bytes)
    expect(asked).toMatchObject({ ok: false, problem: { code: 'swapped_columns', columns } })
    if (asked.ok || !asked.proposal) throw new Error('no proposal')
    const answer = await read(
      bytes,
      asked.proposal.columns.map(({ column }) => column),
    )
    if (!answer.ok) throw new Error(answer.problem.code)
    expect([...answer.file.rows][1]!.cells).toMatchObject({ companyNumber: '100', company: 'Acme AB', number: '002' })
  })

  it.each([
    ['two people', [1, 2].map((n) => swap(person(n), 0, 2))],
    ['the first person of each company', [1, 2, 3].map((n) => [`${n}00`, `Bolag ${n} AB`, '1', 'Åsa', 'Ek', ''])],
    ['companies called by a number and by a name', [['100', '3', '1', 'Åsa', 'Ek', '']]],
    ['companies with letters in their numbers', [['SE01', 'Acme AB', '1', 'Åsa', 'Ek', '']]],
  ])('are not %s', async (_, rows) => {
    expect(await read(file(rows))).toMatchObject({ ok: true })
  })
})

it('what was accepted for cells that had changed places is not remembered for those that have not', async () => {
  const names = [...header, 'Status']
  const rows = [1, 2, 3].map((n) => [...person(n), n === 2 ? 'Slutat' : 'Aktiv'])
  const accepted: (Column | null)[] = ['number', 'company', 'companyNumber', 'givenName', 'familyName', 'email', null]
  const known = { ...nothingKnown, remembered: new Map([[headerKey(names), accepted]]) }
  expect(await readPeopleFile(file(rows, names), () => false, { known })).toMatchObject({
    ok: false,
    problem: { code: 'unclear_columns', columns: 'Status' },
  })
})

describe('what is proposed', () => {
  const proposed = async (bytes: Uint8Array) => {
    const answer = await read(bytes)
    if (answer.ok || !answer.proposal) throw new Error('nothing is asked')
    return answer.proposal.columns.map(({ column }) => column)
  }

  it('is everybody’s own address, not the manager’s before it', async () => {
    const rows = [1, 2, 3, 4, 5, 6].map((n) => [
      '100',
      `00${n}`,
      'Åsa',
      'Öberg',
      `chef${n % 2}@acme.example`,
      n === 4 ? '' : `a${n}@acme.example`,
    ])
    expect(await proposed(Buffer.from(rows.map((row) => row.join(';')).join('\n')))).toEqual([
      'companyNumber',
      'number',
      'givenName',
      'familyName',
      null,
      'email',
    ])
  })

  it.each(['Skapad', 'Senast ändrad', 'Uppdaterad', 'Created', 'Lönedatum'])(
    'is no first day below %s',
    async (name) => {
      const names = ['Bolagskod', 'Anst.nr', 'Förnamn', 'Efternamn', 'Epost', name]
      const rows = [1, 2].map((n) => ['100', `00${n}`, 'Åsa', 'Öberg', `a${n}@acme.example`, `2024-01-0${n}`])
      expect((await proposed(file(rows, names))).at(-1)).toBe(null)
    },
  )
})
