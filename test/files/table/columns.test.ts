import { describe, expect, it } from 'vitest'
import { columnOf, mapColumns } from '../../../src/files/table/columns.ts'
import { propose } from '../../../src/files/table/propose.ts'

describe('a header that speaks of protection', () => {
  it.each([
    'Skyddad',
    'Skyddad id',
    'SKYDDAD IDENTITET',
    'Skyddade personuppgifter',
    'Sekretess',
    'Sekretessmarkerad',
    'Sekretessmarkering',
    'Sekretesskydd',
    'Protected person',
    'Confidential',
  ])('is taken at its word: %s', (header) => expect(columnOf(header)).toBe('protected'))

  it.each(['Skyddsombud', 'Skyddsskor', 'Sekretessavtal', 'Sekretessavtal undertecknat', 'Aktiv'])(
    'is not %s',
    (header) => expect(columnOf(header)).not.toBe('protected'),
  )
})

describe('a column without a header', () => {
  const known = { companyNumbers: new Set<string>(), companyNames: new Set<string>(), remembered: new Map() }
  const guessed = (...answers: string[][]) =>
    propose(
      [],
      answers.map((cells, n) => ['100', 'Acme AB', `00${n + 1}`, 'Åsa', 'Öberg', `p${n}@acme.example`, ...cells]),
      null,
      known,
    )
      ?.columns.map(({ column }) => column)
      .slice(6)

  it('of yes and no says who is active where most say yes', () =>
    expect(guessed(['Ja'], ['Ja'], ['Nej'], ['Ja'])).toEqual(['active']))
  it('of yes and no says who is protected where most say no, for nobody must be shown by a guess', () =>
    expect(guessed(['Nej'], ['Ja'], ['Nej'], ['Nej'])).toEqual(['protected']))
  it('of yes and no may stand beside another', () =>
    expect(guessed(['Ja', 'Nej'], ['Ja', 'Nej'], ['Nej', 'Nej'])).toEqual(['active', 'protected']))
  it('is the last day only where days stand in it, not the form of employment', () => {
    expect(guessed(['Tillsvidare', '2020-01-31', ''], ['Tillsvidare', '2021-02-28', '2026-05-31'])).toEqual([
      null,
      'startsOn',
      'endsOn',
    ])
    expect(guessed(['2020-01-31', 'tills vidare'], ['2021-02-28', '2026-05-31'])).toEqual(['startsOn', 'endsOn'])
  })
})

describe('a proposal', () => {
  const known = { companyNumbers: new Set<string>(), companyNames: new Set<string>(), remembered: new Map() }
  const proposed = (header: string[], ...rows: string[][]) => propose(header, rows, 1, known)?.columns ?? []
  const nameOf = (column: string, found: ReturnType<typeof proposed>) =>
    found.find((each) => each.column === column)?.name

  it.each([
    'Chefens e-post',
    'Manager email',
    'Anhörigs e-post',
    'Gammal e-post',
    'E-post 2',
    'E-post övrig',
    'Fakturamejl',
    'Privat e-post',
  ])('takes plain E-post, wherever it stands: %s', (other) => {
    const numbers = ['Företagsnr', 'Anst.nr']
    const rows = [1, 2, 3].map((i) => ['1', `00${i}`, 'chef@acme.example', `p${i}@acme.example`])
    expect(nameOf('email', proposed([...numbers, other, 'E-post'], ...rows))).toBe('E-post')
    const turned = rows.map(([company, number, one, two]) => [company!, number!, two!, one!])
    expect(nameOf('email', proposed([...numbers, 'E-post', other], ...turned))).toBe('E-post')
  })

  it.each(['Chefens e-post', 'Manager email', 'Gammal e-post', 'Fakturamejl'])('takes nobody else’s: %s', (other) =>
    expect(proposed(['Företagsnr', 'Anst.nr', other], ['1', '001', 'chef@acme.example'])).toEqual([]),
  )

  it.each(['Namn', 'Name', 'Hela namnet', 'Person', 'Vem'])('takes no whole name for a given name: %s', (header) => {
    const found = proposed(
      ['Företagsnr', 'Anst.nr', header, 'E-post'],
      ['1', '001', 'Anna Öberg', 'anna.oberg@acme.example'],
      ['1', '002', 'Ek, Bo', 'bo.ek@acme.example'],
    )
    expect(found.map(({ column }) => column)).toEqual(['companyNumber', 'number', 'wholeName', 'email'])
  })

  it('takes no word that comes again and again for a name', () => {
    const people = Array.from({ length: 40 }, (_, i) => [
      `00${i}`,
      `Namn ${i}`,
      `p${i}@acme.example`,
      '1',
      ['Tjänsteman', 'Arbetare', 'Chef'][i % 3]!,
    ])
    const header = ['Anst.nr', 'Namn', 'E-post', 'Bolagsnr', 'Personaltyp']
    for (const rows of [people, people.slice(0, 6)]) expect(proposed(header, ...rows).at(-1)?.column).toBeNull()
  })

  it('takes no days of birth for the first day', () => {
    const born = [1980, 1985, 1991, 1978, 1999, 2003].map((year, i) => [
      `00${i}`,
      `p${i}@acme.example`,
      '1',
      `${year}-03-0${i + 1}`,
    ])
    const columnAfter = (name: string, rows: string[][]) =>
      proposed(['Anst.nr', 'E-post', 'Bolagsnr', name], ...rows)[3]?.column
    expect(columnAfter('Fd datum', born.slice(0, 2))).toBeNull()
    expect(columnAfter('Dag', born)).toBeNull()
    expect(columnAfter('Dag', [...born, ['007', 'p7@acme.example', '1', '2024-01-01']])).toBe('startsOn')
  })

  it('knows headers that have lost letters', () => {
    const header = ['F?retagsnr', 'F\ufffdretag', 'Anst?llningsnr', 'F?rnamn', 'Efternamn', 'E-post Visma Connect']
    const found = proposed(header, ['1', 'Acme AB', '001', 'Anna', 'Ek', 'a@acme.example'])
    expect(found.map(({ column }) => column)).toEqual([
      'companyNumber',
      'company',
      'number',
      'givenName',
      'familyName',
      'email',
    ])
  })
})

describe('a list of one person without a header', () => {
  const known = { companyNumbers: new Set<string>(), companyNames: new Set<string>(), remembered: new Map() }
  it.each([
    [
      ['6047', 'Norrbygg AB', '000100', 'Åsa', 'Öhlén', 'a@acme.example'],
      ['companyNumber', 'company', 'number'],
    ],
    [
      ['000100', 'Åsa', 'Öhlén', 'a@acme.example', '6047', 'Norrbygg AB'],
      ['number', 'givenName', 'familyName'],
    ],
  ])('is read by what stands beside the company: %j', (cells, first) =>
    expect(
      propose([], [cells], null, known)
        ?.columns.slice(0, 3)
        .map(({ column }) => column),
    ).toEqual(first),
  )
})

describe('a remark behind a header', () => {
  const columnsOf = (...names: string[]) => mapColumns(names).columns
  it('changes nothing of names and numbers', () =>
    expect(columnsOf('Företagsnr (Flex)', 'Anställningsnr', 'Förnamn\n(tilltal)', 'Efternamn (juridiskt)')).toEqual([
      'companyNumber',
      'number',
      'givenName',
      'familyName',
    ]))
  it('gives way to a header without one, and to doubt', () => {
    expect(columnsOf('Anställningsnr (gammalt)', 'Anställningsnr')).toEqual([null, 'number'])
    expect(columnsOf('Förnamn (alla)', 'Förnamn (tilltal)')).toEqual([null, null])
  })
  it('is not passed over where it may mean another day or address', () =>
    expect(columnsOf('Anställd till (prov)', 'E-post Visma Connect (privat)')).toEqual([null, null]))
})
