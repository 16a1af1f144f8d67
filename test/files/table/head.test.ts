import { describe, expect, it } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'

const header = 'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect'
const people = ['100;Acme AB;001;Åsa;Öberg;asa@acme.example', '100;Acme AB;002;Bo;Ek;bo@acme.example']

async function read(lines: readonly string[]) {
  const answer = await readPeopleFile(Buffer.from(lines.join('\r\n')))
  return answer.ok ? { ...answer.file, rows: [...answer.file.rows] } : answer
}

describe('a header far down', () => {
  it.each([11, 14, 30, 55])('is found below %i titles', async (n) => {
    const titles = Array.from({ length: n }, (_, i) => `Rad ${i};;Kontakt hr@acme.example`)
    expect(await read([...titles, header, ...people])).toMatchObject({
      header: n + 1,
      rows: [{ cells: { number: '001' } }, { cells: { number: '002' } }],
    })
  })

  it('is found below somebody to ask, and with remarks', async () => {
    const titles = Array.from({ length: 12 }, (_, i) => (i === 3 ? 'Frågor;HR;hr@acme.example' : `Rad ${i}`))
    const names = header.replace('Anställningsnr', 'Anställningsnr *').replace('Connect', 'Connect (obligatorisk)')
    const file = await read([
      ...titles,
      `${names};Anställd till (ÅÅÅÅ-MM-DD)`,
      ...people.map((one) => `${one};2020-01-31`),
    ])
    expect(file).toMatchObject({ header: 13, rows: [{ cells: { number: '001', endsOn: '2020-01-31' } }, {}] })
  })

  it('is none where people stand above it', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `100;Acme AB;1${i + 10};Åsa;Öberg;a${i}@acme.example`)
    expect(await read([...many, header, ...people])).toMatchObject({ ok: false, proposal: { header: null } })
  })
})

describe('a header over two rows', () => {
  it.each([
    ['with the names of groups', ';;;Person;;Kontakt', header, 2],
    [
      'that only say together what a column is',
      'Företagsnr;Företag;Anställningsnr;Person;;E-post Visma Connect;Anställd;',
      ';;;Förnamn;Efternamn;;från;till',
      2,
    ],
    [
      'whose words are broken',
      'Företags-;Före-;Anställnings-;För-;Efter-;E-post',
      'nr;tag;nr;namn;namn;Visma Connect',
      2,
    ],
    ['with one group', ';;;;;;Anställd', `${header};från;till`, 2],
  ])('%s', async (_, above, below, line) => {
    const rows = people.map((person) => `${person};2020-01-01;2099-12-31`)
    const file = await read([above, below, ...rows])
    expect(file).toMatchObject({
      header: line,
      rows: [{ line: 3, cells: { number: '001', givenName: 'Åsa', email: 'asa@acme.example' } }, { line: 4 }],
    })
    if (/Anställd(;|$)/.test(above))
      expect(file).toMatchObject({ rows: [{ cells: { startsOn: '2020-01-01', endsOn: '2099-12-31' } }, {}] })
  })

  it('does not swallow a person, however little the row holds', async () => {
    expect(await read([header, '100;;001', ...people])).toMatchObject({ header: 1, rows: [{ line: 2 }, {}, {}] })
  })

  it('does not take somebody’s manager for the person', async () => {
    const above = 'Anställd;;;;;;Chef;;'
    const below = `${header};Förnamn;Efternamn;E-post Visma Connect`
    const answer = await read([above, below, ...people.map((person) => `${person};Eva;Ek;eva@acme.example`)])
    expect(answer).toMatchObject({ ok: false, problem: { code: 'header_twice' } })
  })
})
