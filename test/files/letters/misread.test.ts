import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { describe, expect, it, vi } from 'vitest'
import { type PeopleFile, readPeopleFile } from '../../../src/files/people-file.ts'

// Each workbook is read in a thread of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (name: string, i: number) => {
  const [given = '', family = ''] = name.split(' ')
  return ['100', 'Acme AB', `00${i}`, given, family, `p${i}@acme.example`]
}
const rowsOf = (names: readonly string[]) => [header, ...names.map(person)]
const textOf = (names: readonly string[]) =>
  rowsOf(names)
    .map((cells) => cells.join(';'))
    .join('\r\n')

async function read(bytes: Uint8Array) {
  const answer = await readPeopleFile(bytes)
  if (!answer.ok) throw new Error(answer.problem.code)
  return answer.file
}
const namesOf = ({ rows }: PeopleFile) => [...rows].map(({ cells }) => `${cells.givenName} ${cells.familyName}`)

const swedish = ['Björn Åkesson', 'Åsa Öberg', 'Märta Älg', 'André Sjöström', 'ÖRJAN ÅKERLÖF', 'Anna Ek']
/**
 * Text that a program has read in the wrong encoding. What that leaves open becomes a control character, or, in
 * LibreOffice, one of U+F100 and above.
 */
const misread = (text: string, is: string, as: string, open = 0) =>
  [...iconv.encode(text, is)]
    .map((byte) => iconv.decode(Buffer.from([byte]), as).replace('\ufffd', String.fromCharCode(open + byte)))
    .join('')
const workbook = (rows: string[][]) => writeXlsx({ sheets: [{ name: 'Personal', rows }] })

const pairs = [
  ['utf8', 'windows-1252'],
  ['utf8', 'macroman'],
  ['utf8', 'cp437'],
  ['utf8', 'cp850'],
  ['windows-1252', 'cp850'],
  ['windows-1252', 'cp437'],
  ['windows-1252', 'macroman'],
  ['macroman', 'windows-1252'],
  ['macroman', 'latin1'],
  ['cp437', 'windows-1252'],
  ['cp437', 'latin1'],
  ['cp850', 'windows-1252'],
  ['macroman', 'cp437'],
] as const

describe('letters that had become others before the file was saved', () => {
  it.each(pairs)('are put right in a text: %s taken for %s', async (is, as) => {
    const file = await read(Buffer.from(misread(textOf(swedish), is, as)))
    expect(namesOf(file)).toEqual(swedish)
    expect(file).toMatchObject({ mended: true, doubtful: [] })
  })

  it.each(pairs)('are put right in a workbook: %s taken for %s', async (is, as) => {
    // As often, the header has been typed anew.
    for (const isTyped of [false, true]) {
      const cells = rowsOf(swedish).map((row) => row.map((cell) => misread(cell, is, as, isTyped ? 0xf100 : 0)))
      const head = isTyped ? header : cells[0]!
      const file = await read(await workbook([head, ...cells.slice(1)]))
      expect(namesOf(file)).toEqual(swedish)
      expect(file).toMatchObject({ mended: true, doubtful: [] })
    }
  })

  it('are put right in a single row that was encoded twice, which is named', async () => {
    const file = await read(await workbook(rowsOf(['Åsa Öberg', 'Märta Älg', 'BjÃ¶rn Ek', 'André Sjöström'])))
    expect(namesOf(file)).toEqual(['Åsa Öberg', 'Märta Älg', 'Björn Ek', 'André Sjöström'])
    expect(file).toMatchObject({ mended: false, doubtful: [4] })
  })

  it.each([
    ['Bj÷rn Ek', 'G÷ran S÷der'],
    ['Bj”rn Ek', 'G”ran S”der'],
  ])('are put right in some rows if several words prove it: %s', async (one, other) => {
    const file = await read(await workbook(rowsOf(['Åsa Öberg', one, 'Märta Älg', other])))
    expect(namesOf(file)).toEqual(['Åsa Öberg', 'Björn Ek', 'Märta Älg', 'Göran Söder'])
    expect(file).toMatchObject({ mended: false, doubtful: [3, 5] })
  })

  it.each(['Bj÷rn Ek', 'Bj”rn Ek'])('are named and left in a single word, which proves nothing: %s', async (name) => {
    const names = ['Åsa Öberg', 'Märta Älg', name]
    for (const bytes of [Buffer.from(textOf(names)), await workbook(rowsOf(names))]) {
      const file = await read(bytes)
      expect(namesOf(file)).toEqual(names)
      expect(file).toMatchObject({ mended: false, doubtful: [4] })
    }
  })

  it('are left in an address', async () => {
    const rows = rowsOf(swedish).map((row) => row.map((cell) => misread(cell, 'cp437', 'windows-1252')))
    rows[1]![5] = 'o‘brien@acme.example'
    const file = await read(await workbook(rows))
    expect(namesOf(file)).toEqual(swedish)
    expect([...file.rows][0]?.cells.email).toBe('o‘brien@acme.example')
  })

  it('are named where it cannot be told what they have been', async () => {
    const names = ['Åsa Öberg', 'Bjšrn Ek', 'Gö÷ran Ek', 'Tomáš Ek', 'Bo \uf181\uf190ke', '\u0081\u0090sa Ek']
    expect(await read(await workbook(rowsOf(names)))).toMatchObject({ mended: false, doubtful: [3, 4, 6, 7] })
  })
})

describe('letters that are right', () => {
  it.each([
    ['Swedish', swedish],
    ['Czech', ['Miloš Dvořák', 'Šárka Nováková', 'Jiří Kříž', 'Zdeněk Růžička', 'Aleš Vlček', 'Žofie Štěpánová']],
    ['Polish', ['Łukasz Wójcik', 'Małgorzata Dąbrowska', 'Święta Gęś', 'Zażółć Źdźbło', 'Kamil Ćwik']],
    ['of the Balkans', ['Saša Kovačević', 'Željko Đurić', 'Dušan Krč', 'Ćiro Šešelj', 'Živko Žunić']],
    ['Estonian', ['Tõnu Kõiv', 'Õie Jõgi', 'Ülo Põld', 'Jüri Mägi']],
    ['Norwegian and Danish', ['Jørgen Kjær', 'Øystein Bø', 'Åse Ødegård', 'Søren Næss']],
    ['Icelandic', ['Þór Guðmundsson', 'Úlfar Ísaksson', 'Ásdís Ólafsdóttir']],
    ['French and Spanish', ['Hélène Noël', 'François Lefèvre', 'Núñez Muñoz', 'Zoë Beyoncé', 'Íñigo Peña']],
    ['Portuguese', ['JOÃO SILVA', 'SEBASTIÃO MAGALHÃES', 'João Simões', 'LEÃO CONCEIÇÃO', 'Camões Guimarães']],
    ['Portuguese beside Swedish', [...swedish, 'JOÃO SILVA', 'Ana MAGALHÃES']],
    ['with signs', ['Sean O‘Brien', 'Mary O´Neil', 'Anna† Ek', 'Bo† Ek', 'D‘Arc Ek', 'Åsa Ek']],
    ['Turkish', ['İbrahim Yıldız', 'Ayşe Çağlar', 'Gülşen Öztürk']],
    ['Hungarian and Romanian', ['Győző Szűcs', 'Ștefan Țurcanu', 'Bălan Măriuca']],
    ['German', ['Jörg Weiß', 'Käthe Müller', 'Straßer Groß']],
    ['Greek and Cyrillic', ['Γιώργος Παπάς', 'Ольга Иванова', 'Σοφία Μέγα']],
    ['decomposed', swedish.map((name) => name.normalize('NFD'))],
  ])('are left alone: %s', async (_, names) => {
    for (const bytes of [Buffer.from(textOf(names)), await workbook(rowsOf(names))]) {
      const file = await read(bytes)
      expect(namesOf(file)).toEqual(names)
      expect(file).toMatchObject({ mended: false, doubtful: [] })
    }
  })

  it('are left alone between signs that people write', async () => {
    const units = [
      '”Väst”',
      '“syd”',
      '”ost”',
      '…och',
      '…samt',
      '…eller',
      'D’Arc',
      "O'Brien",
      'A–B',
      '500 €',
      'm²',
      '½',
      'Bo®',
    ]
    const rows = [[...header, 'Enhet'], ...units.map((unit, i) => [...person('Åsa Öberg', i), unit])]
    const file = await read(await workbook(rows))
    expect([...file.rows].map(({ cells }) => cells.unit)).toEqual(units)
    expect(file).toMatchObject({ mended: false, doubtful: [] })
  })
})

describe('a text in an old encoding', () => {
  it.each([
    ['iso-8859-15', 'ISO-8859-15', ['Šárka Björk', 'Žofie Åkesson', 'Aleš Öberg', 'Œuvre Ÿlg']],
    ['windows-1250', 'Windows-1250', ['Łukasz Björk', 'Šárka Öberg', 'Agnieszka Dąbrowska', 'Jiří Dvořák', 'Märta Ek']],
    ['windows-1250', 'Windows-1250', ['Jiří Dvořák', 'Petr Kříž', 'Šárka Nováková', 'Zdeněk Havlíček']],
    ['windows-1250', 'Windows-1250', ['Anna Kowalska', 'Małgorzata Wójcik', 'Björn Sjöberg']],
    ['windows-1252', 'Windows-1252', ['Hélène Åkesson', 'Jørgen Kjær', 'Šárka Öberg', 'Miloš Ek', 'Muñoz Nuñez']],
    ['windows-1252', 'Windows-1252', ['Jørgen Ødegaard', 'Søren Kjær', 'Bø Næss']],
    ['windows-1252', 'Windows-1252', ['Björn Ek', 'Guðrún Þórsdóttir']],
    ['windows-1252', 'Windows-1252', ['Björn Ek', 'João Simões', 'Guðrún Þórsdóttir', 'MÕTUS KÕIV', 'JOÃO CONCEIÇÃO']],
    ['windows-1252', 'Windows-1252', [...swedish, 'JOÃO SILVA', 'Guðrún Ýr']],
    ['windows-1250', 'Windows-1250', ['Ana Đurić', 'Željko Kovačević']],
    ['macroman', 'Mac Roman', ['Zoë Noël', 'Bo Ek']],
    ['cp437', 'IBM437', ['Jürgen Müller', 'Bo Ek']],
    ['macroman', 'Mac Roman', swedish],
    ['cp850', 'IBM437', swedish],
  ] as const)('is read as %s', async (encoding, name, names) => {
    const file = await read(iconv.encode(textOf(names), encoding))
    expect(namesOf(file)).toEqual(names)
    expect(file).toMatchObject({ encoding: name, mended: false, doubtful: [] })
  })

  it('whose letters could be others is read, and the lines are named', async () => {
    // Written in Windows-1250, but so little of it tells.
    const names = ['Anna Ek', 'Zdeněk Ek', 'Bo Alm']
    const file = await read(
      iconv.encode(
        textOf(names).replace(header.join(';'), 'Company no;Company;Employee no;First name;Last name;Visma Connect'),
        'windows-1250',
      ),
    )
    expect(file.doubtful).toEqual([3])
  })
})

it('UTF-8 that was encoded twice in some lines leaves their addresses as they are, and names the lines', async () => {
  const lines = [header.join(';'), ...['BjÃ¶rn Ek', 'Björn Ek'].map((name, i) => person(name, i).join(';'))]
  const mixed = lines.join('\n').replace('p0@', 'bjÃ¶rn@')
  for (const file of [
    await read(Buffer.from(mixed)),
    await read(await workbook(mixed.split('\n').map((l) => l.split(';')))),
  ]) {
    expect(file).toMatchObject({ mended: false, doubtful: [2] })
    expect([...file.rows].map(({ cells }) => [cells.givenName, cells.email])).toEqual([
      ['Björn', 'bjÃ¶rn@acme.example'],
      ['Björn', 'p1@acme.example'],
    ])
  }
})
