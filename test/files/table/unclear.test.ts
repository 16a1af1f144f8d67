import { describe, expect, it } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import type { Column } from '../../../src/files/table/names.ts'

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (i: number) => ['100', 'Acme AB', `00${i}`, 'Åsa', 'Öberg', `a${i}@acme.example`]
const file = (names: string[], ...cells: string[][]) =>
  Buffer.from(
    [[...header, ...names], ...cells.map((more, i) => [...person(i), ...more])].map((row) => row.join(';')).join('\n'),
  )

async function read(bytes: Uint8Array, columns?: (Column | null)[]) {
  const answer = await readPeopleFile(bytes, () => false, { choices: { columns } })
  return answer.ok ? { ...answer.file, rows: [...answer.file.rows] } : answer
}

describe('a column that may protect somebody', () => {
  it.each(['Slutdatum', 'Anställning t.o.m.', 'Sista anställningsdag', 'Anställd t o m', 'End date', 'Sluttdato'])(
    'is read where its header is plain: %s',
    async (name) =>
      expect(await read(file([name], ['2020-01-31'], ['']))).toMatchObject({
        rows: [{ cells: { endsOn: '2020-01-31' } }, { cells: { endsOn: '' } }],
      }),
  )

  it.each([
    ['Status', ['Aktiv', 'Slutat', 'Tjänstledig'], 'active'],
    ['Anställningsstatus', ['A', 'S'], 'active'],
    ['Worker Status', ['Active', 'Terminated'], 'active'],
    ['Slutat', ['Ja', ''], 'active'],
    ['Slutat', ['2020-01-31', ''], 'endsOn'],
    ['Inaktiv', ['Nej', 'Ja'], 'active'],
    ['Avslutad', ['', 'x'], 'active'],
    ['Sista dag', ['tills vidare', '2020-01-31'], 'endsOn'],
    ['Uppsagd t.o.m.', ['', '31 maj'], 'endsOn'],
    ['Hemlig adress', ['Nej', 'Ja'], 'protected'],
    ['Spärrmarkering', ['', ''], 'protected'],
    ['Kvarskriven', ['', 'Ja'], 'protected'],
    ['Fortrolig', ['Nei', 'Ja'], 'protected'],
  ])('is asked about where its header only suggests it: %s %j', async (name, cells, column) => {
    const answer = await read(file([name], ...cells.map((cell) => [cell])))
    expect(answer).toMatchObject({ ok: false, problem: { code: 'unclear_columns', columns: name } })
    expect('proposal' in answer && answer.proposal?.columns.at(-1)?.column).toBe(column)
  })

  it.each([
    ['Statusrapport', ['x', 'y']],
    ['Aktivitet', Array.from({ length: 12 }, (_, i) => `Gren ${'abcdefghijkl'[i]}`)],
    ['Tillgodo', ['1', '2']],
    ['Skyddsombud', ['Ja', 'Nej']],
    ['Sekretessavtal', ['Ja', 'Nej']],
    ['Skostorlek', ['43', '41']],
    ['Till', ['Lager', 'Kök']],
  ])('is not seen in any other: %s', async (name, cells) =>
    expect(await read(file([name], ...cells.map((cell) => [cell])))).toMatchObject({ ignoredColumns: [name] }),
  )

  it('is asked about beside another that is read, and then left as somebody says', async () => {
    const bytes = file(['Aktiv', 'Anställningsstatus'], ['Ja', 'Slutat'])
    expect(await read(bytes)).toMatchObject({ ok: false, problem: { columns: 'Anställningsstatus' } })
    const columns = ['companyNumber', 'company', 'number', 'givenName', 'familyName', 'email', 'active', null] as const
    expect(await read(bytes, [...columns])).toMatchObject({ rows: [{ cells: { active: 'Ja' } }] })
  })

  it('is never proposed as something else', async () => {
    const answer = await read(file(['Anställd till', 'Avslutad'], ['', '2020-01-31'], ['', '']))
    expect('proposal' in answer && answer.proposal?.columns.slice(6).map(({ column }) => column)).toEqual([
      'endsOn',
      null,
    ])
  })

  it('in which yes means no longer is read so', async () => {
    const bytes = file(['Slutat'], ['Ja'], ['x'], ['Nej'], [''], ['2020'])
    const columns = ['companyNumber', 'company', 'number', 'givenName', 'familyName', 'email', 'active'] as const
    const read1 = await read(bytes, [...columns])
    expect('rows' in read1 && read1.rows.map(({ cells }) => cells.active)).toEqual([
      'Inaktiv',
      'Inaktiv',
      'Aktiv',
      '',
      '2020',
    ])
  })
})

describe('two columns with addresses', () => {
  const names = ['Företagsnr', 'Anställningsnr']
  const rows = (one: string, other: string) =>
    Buffer.from(
      [[...names, one, other], ...[1, 2, 3].map((i) => ['100', `00${i}`, `a${i}@gmail.com`, `a${i}@acme.example`])]
        .map((row) => row.join(';'))
        .join('\n'),
    )

  it.each([
    ['E-post privat', 'E-post arbete'],
    ['E-post hem', 'Jobbmejl'],
    ['Private e-mail', 'Work e-mail'],
    ['E-post', 'E-post tjänst'],
    ['E-post 1', 'E-post 2'],
    ['Mejl', 'Mail'],
  ])('are asked about, that of work first: %s, %s', async (one, other) => {
    for (const [bytes, at] of [
      [rows(one, other), 3],
      [rows(other, one), 3],
    ] as const) {
      const answer = await read(bytes)
      if (!('proposal' in answer)) throw new Error('not asked')
      expect(answer.proposal).toMatchObject({ addresses: [2, 3] })
      const swapped = bytes.includes(`${other};${one}`)
      // Where the headers do not say which is private, the addresses do.
      const named = /privat|hem|tjänst/i.test(one + other)
      expect(answer.proposal?.columns.findIndex(({ column }) => column === 'email')).toBe(swapped && named ? 2 : at)
    }
  })

  it('without a header, too', async () => {
    const lines = [1, 2, 3].map((i) => ['100', `00${i}`, `a${i}@gmail.com`, `a${i}@acme.example`].join(';'))
    const answer = await read(Buffer.from(lines.join('\n')))
    expect('proposal' in answer && answer.proposal?.columns[3]?.column).toBe('email')
  })

  it('are asked about when both are certain', async () => {
    const bytes = file(['Visma Connect'], ['b@acme.example'])
    expect(await read(bytes)).toMatchObject({ ok: false, problem: { code: 'unclear_columns' } })
  })
})
