import { describe, expect, it } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { csv } from '../../support/product.ts'

const named = 'Företagsnr;Anst.nr;Visma Connect'
const people = [
  ['Anna Berg', 'anna.berg'],
  ['Bo Carl Ek', 'bo.ek'],
  ['Åsa Öberg', 'asa.oberg'],
] as const
const turnedOf = (name: string) => name.split(' ').reverse().join(' ')

/** What the column of names is read as: directly, or as proposed. */
async function readAs(header: string, names: readonly string[], rest = named) {
  const rows = people.map(([, local], i) => `100;00${i};${local}@acme.example;${names[i]}`)
  const read = await readPeopleFile(csv([`${rest};${header}`, ...rows]).bytes)
  if (read.ok) return read.file.layout.columns.at(-1)
  return read.proposal?.columns.at(-1)?.column
}

const given = people.map(([name]) => name)
const asked = 'Företagsnr;Anst.nr;E-post'

describe('a column of whole names', () => {
  it.each([
    'Namn',
    'Name',
    'Hela namnet',
    'Fullständigt namn',
    'Full name',
    'Anställd namn',
    'Medarbetare',
    'För- och efternamn',
  ])('is read below its header, and proposed: %s', async (header) => {
    expect(await readAs(header, given)).toBe('wholeName')
    expect(await readAs(header, given, asked)).toBe('wholeName')
  })

  it('is proposed by what its cells look like', async () => {
    for (const header of ['Person', 'Vem']) expect(await readAs(header, given, asked)).toBe('wholeName')
    expect(await readAs('Vem', given)).toBeNull()
    for (const header of ['Chef', 'Ansvarig']) expect(await readAs(header, given, asked)).toBeNull()
  })

  it('has the order that the addresses show, or the header says', async () => {
    expect(await readAs('Namn', given.map(turnedOf))).toBe('turnedName')
    expect(await readAs('Efternamn, förnamn', ['Ek Li', 'Ask Bo', 'Alm Ida'])).toBe('turnedName')
    expect(await readAs('Efternamn Förnamn', ['Ek Li', 'Ask Bo', 'Alm Ida'], asked)).toBe('turnedName')
    expect(await readAs('Namn', ['von Berg, Anna', 'av Ek, Bo', 'Öberg, Åsa'])).toBe('wholeName')
    expect(await readAs('Förnamn efternamn', given.map(turnedOf))).toBe('wholeName')
    expect(await readAs('Namn', ['Ek Li', 'Ask Per', 'Alm Ida'])).toBe('wholeName')
  })

  it('is one whatever else stands in it', async () => {
    for (const other of ['-', '#SAKNAS!', 'Bj?rn Ek', 'bo@acme.example', ''])
      expect(await readAs('Namn', ['Anna Berg', other, other])).toBe('wholeName')
  })

  it('is none beside a column of names, or with words or companies in it', async () => {
    expect(await readAs('Namn', given, 'Företagsnr;Anst.nr;Visma Connect;Efternamn')).toBeNull()
    expect(await readAs('Namn', ['Acme Bygg AB', 'Acme Drift AB', 'Acme El AB'])).toBeNull()
    expect(await readAs('Namn', ['Anna', 'Bo', 'Åsa'])).toBeNull()
  })

  it('is found in a file without a header', async () => {
    const rows = people.map(([name, local], i) => `100;00${i};${name};${local}@acme.example`)
    const read = await readPeopleFile(csv(rows).bytes)
    expect(read.ok ? [] : read.proposal?.columns.map(({ column }) => column)).toContain('wholeName')
  })
})

describe('names in other columns than their headers say', () => {
  /** What the columns of names are proposed as; null if nothing is asked. */
  async function askedOf(header: string, rows: readonly string[]) {
    const lines = rows.map((names, i) => `100;00${i};${people[i]![1]}@acme.example;${names}`)
    const read = await readPeopleFile(csv([`${named};${header}`, ...lines]).bytes)
    if (read.ok) return null
    expect(read.problem.code).toBe('unclear_names')
    return read.proposal?.columns.slice(3).map(({ column }) => column)
  }

  it.each([
    ['Förnamn', given, ['wholeName']],
    ['Förnamn;Efternamn', given.map((name) => `${name};`), ['wholeName', 'familyName']],
    ['Förnamn;Efternamn', ['Anna Berg;Berg', 'Bo Carl Ek;Ek', 'Åsa Öberg;Öberg'], ['wholeName', 'familyName']],
    ['Förnamn;Efternamn', given.map((name) => `${name};${name}`), ['wholeName', 'familyName']],
    ['Förnamn;Efternamn', given.map((name) => `;${turnedOf(name)}`), ['givenName', 'turnedName']],
    ['Efternamn', ['Berg, Anna', 'Ek, Bo Carl', 'Öberg, Åsa'], ['wholeName']],
    ['First name', given, ['wholeName']],
    ['Namn;Namn', ['Anna;Berg', 'Bo;Ek', 'Åsa;Öberg'], ['givenName', 'familyName']],
    ['Namn;Namn2', ['Berg;Anna', 'Ek;Bo', 'Öberg;Åsa'], ['familyName', 'givenName']],
    ['Namn;;Enhet', ['Anna;Berg;Lager', 'Bo;Ek;Lager', 'Åsa;Öberg;Lager'], ['givenName', 'familyName', 'unit']],
  ])('are asked about: %s', async (header, rows, columns) => {
    expect(await askedOf(header, rows)).toEqual(columns)
  })

  it.each([
    ['Förnamn', ['Anna', 'Bo Carl', 'Åsa']],
    ['Förnamn;Efternamn', ['Anna Maria;Berg', 'Bo Carl;Ek', 'Åsa Li;Öberg']],
    ['Förnamn;Efternamn', ['Anna Berg;', 'Bo;Ek', 'Åsa;Öberg']],
    ['Namn;Chef', ['Anna;Siv', 'Bo;Siv', 'Åsa;Siv']],
    ['Namn;Namn', ['Anna Berg;Lager', 'Bo Ek;Kontor', 'Åsa Öberg;Kontor']],
    ['Namn;;Enhet', ['Anna;12;Lager', 'Bo;13;Lager', 'Åsa;14;Lager']],
  ])('are none where nothing contradicts: %s', async (header, rows) => {
    expect(await askedOf(header, rows)).toBeNull()
  })
})
