import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Card, factsOf, importsInto, linesOf } from '../../support/imports.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

const { sent, press, confirmed } = importsInto(() => product)
const fileOf = async (card: Card) => {
  const { files } = await press(card, 'rätta')
  return Buffer.from(files![0]!.bytes).toString('utf8').slice(1).trim().split('\r\n')
}
const numbersIn = async (company: string) => {
  const { rows } = await product.say('owner', `lista företag=${company}`)
  return JSON.stringify(rows)
}

describe('a number that is none', () => {
  const wrong = ['2837.5', '2842-', 'TRUE', 'vikarie', '#N/A']
  const missing = ['-', '--', 'N/A', 'NULL', 'None', 'saknas', 'okänt']

  it('makes nobody, and is named with what the cell says', async () => {
    const planned = await sent(...[...wrong, ...missing].map((n, i) => `100;Acme AB;${n};Li;Ek;n${i}@acme.example`))
    expect(planned.data).toMatchObject({ rows: 12, outcomes: { unreadable: 12 } })
    expect(factsOf(planned)['kan inte vara ett nummer']).toBe(
      '4 celler (Anställningsnr, rad 2 ”2837.5”, 3 ”2842-”, 4 ”TRUE”, 5 ”vikarie”)',
    )
    expect(factsOf(planned).saknas).toContain('7 celler (Anställningsnr')
    expect(planned.rows!.body[0]).toEqual(['rad som inte går att läsa', 'Li Ek\n2837.5', 'Acme AB\nrad 2'])
    const back = await fileOf(planned)
    expect(back).toHaveLength(13)
    expect(back[1]).toMatch(
      /^100;Acme AB;2837\.5;Li;Ek;n0@acme\.example;2;Anställningsnr: ingenting;.*kan inte vara ett nummer/,
    )
  })

  it('is not shown of somebody who is protected, or may be', async () => {
    for (const word of ['Ja', 'kanske']) {
      const line = `100;Acme AB;4711.5;Li;Ek;li@acme.example;${word}`
      const planned = await product.say('owner', 'importera', [csv([`${header};Skyddad`, line])])
      expect(planned.data).toMatchObject({ outcomes: { unreadable: 1 } })
      expect(JSON.stringify(planned)).not.toContain('4711')
    }
  })

  it('founds no company', async () => {
    const planned = await sent(
      'TRUE;;1;Li;Ek;a@acme.example',
      '-;saknas;2;Li;Ek;b@acme.example',
      'NULL;NULL;3;Li;Ek;c@acme.example',
      '#N/A;;4;Li;Ek;d@acme.example',
      '100,00;Acme AB;5;Li;Ek;e@acme.example',
    )
    expect(planned.data).toMatchObject({ outcomes: { unreadable: 4, created: 1 } })
    expect(planned.text).toMatch(/^Filen skapar ett nytt företag: Acme AB \(100\)\./)
  })

  it('is read where it is one in another dress, and said to be cleaned', async () => {
    await confirmed('110;Beta AB;2837;Li;Ek;li@beta.example', '110;Beta AB;A-1002;Bo;Ek;bo@beta.example')
    for (const dress of ['2,837', '2 837,00', '2837,00 kr', '２８３７', '٢٨٣٧', 'nr 2837']) {
      const planned = await sent(`110;Beta AB;${dress};Li;Ek;li@beta.example`)
      expect([dress, planned.data!.outcomes]).toEqual([dress, { unchanged: 1 }])
      expect(factsOf(planned).städad).toContain('Anställningsnr')
    }
    expect((await sent('110;Beta AB;A-1002;Bo;Ek;bo@beta.example')).data!.outcomes).toEqual({ unchanged: 1 })
  })
})

describe('a number that has lost its zeros', () => {
  beforeAll(async () => {
    await confirmed(
      '0200;Gamma AB;002837;Anna;Berg;anna@gamma.example',
      '0200;Gamma AB;002838;Bo;Ek;bo@gamma.example',
      '0200;Gamma AB;002839;Cia;Alm;cia@gamma.example',
    )
  })

  it('is proposed though name and address have changed, where others of the company have lost theirs', async () => {
    const planned = await sent(
      '0200;Gamma AB;2837;Eva;Nygren;eva@gamma.example',
      '0200;Gamma AB;2.838;Bo;Ek;bo@gamma.example',
      '0200;Gamma AB;4000;Ny;Person;ny@gamma.example',
    )
    expect(planned.data!.outcomes).toEqual({ looks_like: 2, created: 1 })
    expect((await fileOf(planned)).slice(1).map((row) => row.split(';').at(-1))).toEqual(['002837', '002838'])
    const shown = planned.rows!.body.map(([what]) => what)
    expect(shown).toContain('liknar 002837, Anna Berg')
    expect(shown).toContain('liknar 002838')
    const done = await press(planned, 'bekräfta')
    expect(done.data!.outcomes).toEqual({ looks_like: 2, created: 1 })
    expect(await numbersIn('0200')).not.toMatch(/"2837|\\n2837/)
    const accepted = await press(
      await sent('0200;Gamma AB;2837;Eva;Nygren;eva@gamma.example', '0200;Gamma AB;2838;Bo;Ek;bo@gamma.example'),
      'liknande ja',
    )
    // The one press is about all; whoever has another name and address is left out of it.
    expect(accepted.data!.outcomes).toEqual({ looks_like: 1, unchanged: 1 })
    expect(factsOf(accepted)['Liknande nummer, men annat namn och annan adress']).toMatch(/^1 rad; den ändrar ingen/)
    expect(linesOf(accepted).join()).not.toContain('liknande')
    const after = await product.say('owner', `bekräfta ${accepted.data!.plan}`)
    expect(after.data!.outcomes).toEqual({ looks_like: 1, unchanged: 1 })
    expect(await numbersIn('0200')).toContain('Anna')
  })

  it('is proposed by the number alone where several have lost theirs, or no name is said', async () => {
    const renamed = ['2837', '2838', '2839'].map((n) => `0200;Gamma AB;${n};Ny;Namn${n};ny${n}@gamma.example`)
    expect((await sent(...renamed)).data!.outcomes).toEqual({ looks_like: 3 })
    expect((await sent('0200;Gamma AB;2839;;;annan@gamma.example')).data!.outcomes).toEqual({ looks_like: 1 })
    // Somebody else, who alone has such a number.
    const alone = await sent('0200;Gamma AB;2839;Ny;Person;annan@gamma.example')
    expect(alone.data!.outcomes).toEqual({ created: 1 })
    expect(factsOf(alone)['Nästan samma nummer']).toMatch(/^1 ny person \(rad 2\) .* en känd person/)
  })

  it('is doubtful within one file, whichever comes first, and one press takes them for the longest', async () => {
    const rows = [
      '300;Delta AB;7;Dan;Ek;dan@delta.example',
      '300;Delta AB;0007;Dan;Ek;dan@delta.example',
      '300;Delta AB;007;;;',
      '300;Delta AB;008;Eva;Ek;eva@delta.example',
    ]
    const planned = await sent(...rows)
    expect(planned.data!.outcomes).toEqual({ looks_like: 2, created: 2 })
    expect((await fileOf(planned)).slice(1).map((row) => row.split(';').at(-1))).toEqual(['0007', '0007'])
    const others = await press(planned, 'liknande nej')
    expect(others.data!.outcomes).toEqual({ created: 4 })
    const accepted = await product.say('owner', linesOf(planned).find((line) => line.endsWith('liknande ja'))!)
    expect(accepted.data!.outcomes).toEqual({ created: 2, duplicate_in_file: 2 })
    expect((await press(accepted, 'bekräfta')).data!.outcomes).toEqual({ created: 2, duplicate_in_file: 2 })
    expect((await confirmed(...rows)).data!.outcomes).toEqual({ looks_like: 2, unchanged: 2 })
    // The other answer has each be somebody, also when it is carried out.
    const own = await press(await press(await sent(...rows), 'liknande nej'), 'bekräfta')
    expect(own.data!.outcomes).toEqual({ created: 2, unchanged: 2 })
    expect((await sent(...rows)).data!.outcomes).toEqual({ unchanged: 4 })
  })

  it('is somebody else’s within one file where name and address say so, and that is said', async () => {
    const planned = await sent(
      '310;Epsilon AB;00217;Åsa;Öberg;asa@epsilon.example',
      '310;Epsilon AB;217;Gösta;Öberg;gosta@epsilon.example',
    )
    expect(planned.data!.outcomes).toEqual({ created: 2 })
    expect(factsOf(planned)['Nästan samma nummer']).toMatch(/^1 ny person \(rad 3\) har samma nummer som en annan rad/)
  })

  it('of a company founds no second one, and its proposal stands in the file', async () => {
    const rows = ['700;Eta AB;1;Li;Ek;li@eta.example', '0700;Eta AB;2;Bo;Ek;bo@eta.example', '700;;3;Bo;Alm;']
    const planned = await sent(...rows)
    expect(planned.data!.outcomes).toEqual({ looks_like: 2, created: 1 })
    expect(planned.text).toMatch(/^Filen skapar ett nytt företag: Eta AB \(0700\)\./)
    expect((await fileOf(planned)).slice(1).map((row) => row.split(';').at(-1))).toEqual(['0700', '0700'])
    const accepted = await press(planned, 'liknande ja')
    expect(accepted.data!.outcomes).toEqual({ created: 3 })
    expect((await press(accepted, 'bekräfta')).data!.outcomes).toEqual({ created: 3 })
    // Now it is a stored one.
    const later = await sent('700;Eta AB;1;Li;Ek;li@eta.example')
    expect(later.data!.outcomes).toEqual({ looks_like: 1 })
    expect((await fileOf(later))[1]).toMatch(/;0700$/)
  })
})

it('a company that a file calls by its number alone is that one, and founds none with the number as its name', async () => {
  await confirmed('940;Jota AB;1;Li;Ek;li@jota.example')
  const planned = await sent(';940;2;Bo;Ek;bo@jota.example', ';940.0;3;Ida;Ek;', ';0940;4;My;Ek;', ';941;5;Jo;Ek;')
  expect(planned.data!.outcomes).toEqual({ created: 3, looks_like: 1 })
  expect(planned.text).toMatch(/^Filen skapar ett nytt företag: 941\./)
  await press(planned, 'bekräfta')
  expect(await numbersIn('940')).toMatch(/Bo Ek.*Ida Ek.*Li Ek/)
  // One whose name is digits is still called so.
  await confirmed('950;1177;1;Li;Ek;li@kappa.example')
  expect((await sent(';1177;2;Bo;Ek;bo@kappa.example')).text).not.toContain('nytt företag')
})

it('a company that a cell calls by its number and its name is that one, in either column', async () => {
  await confirmed('0960;Lambda Syd AB;1;Li;Ek;li@lambda.example')
  const cells = [
    '0960 Lambda Syd AB;',
    ';0960 Lambda Syd AB',
    ';0960 - lambda syd ab',
    ';Lambda Syd AB (0960)',
    '0960;0960 Lambda Syd AB',
  ]
  const planned = await sent(...cells.map((company, i) => `${company};${i + 2};Bo${i};Ek;`))
  expect(planned.data!.outcomes).toEqual({ created: 5 })
  expect(planned.text).not.toContain('nytt företag')
  await press(planned, 'bekräfta')
  expect(await numbersIn('0960')).toMatch(/Bo0 Ek.*Bo4 Ek/)
  // One of them differs: nothing is founded without a press of its own.
  for (const company of [';0960 Lambda Nord', ';960 Lambda Syd AB', ';0961 - Lambda Syd AB'])
    expect((await sent(`${company};9;My;Ek;`)).data!.outcomes).toEqual({ ambiguous_person: 1 })
  // A new one has its number, and a name that begins with digits stays one.
  const founded = await sent(';0970 - My Bolag AB;1;Li;Ek;', ';0970 My Bolag AB;2;Bo;Ek;', ';24 Timmar AB;1;Jo;Ek;')
  expect(founded.text).toMatch(/My Bolag AB \(0970\)/)
  expect(founded.text).toMatch(/24 Timmar AB \(\d+\)/)
  expect((await press(founded, 'bekräfta')).data!.outcomes).toEqual({ created: 3 })
  expect(await numbersIn('0970')).toMatch(/Bo Ek.*Li Ek/)
})

it('a number that lost its zeros is found also where the file names the company in two ways', async () => {
  const planned = await sent(
    '930;My AB;0007;Dan;Ek;dan@my.example',
    ';My AB;7;Dan;Ek;dan@my.example',
    '930;;8;Eva;Ek;eva@my.example',
  )
  expect(planned.data!.outcomes).toEqual({ looks_like: 1, created: 2 })
})

describe('a number that is shorter than nearly all others of its company, which are filled up with zeros', () => {
  const people = (company: string, ...numbers: string[]) =>
    numbers.map((number, i) => `${company};Ny ${company} AB;${number};Li;Ek${i};li${i}@ny${company}.example`)
  const filled = Array.from({ length: 18 }, (_, i) => String(2837 + 3 * i).padStart(6, '0'))

  it('makes nobody until somebody has said so', async () => {
    const planned = await sent(...people('940', ...filled, '3760', '4060'))
    expect(planned.data!.outcomes).toEqual({ created: 18, looks_like: 2 })
    expect((await fileOf(planned)).slice(1).map((row) => row.split(';').at(-1))).toEqual(['003760', '004060'])
    const own = await press(planned, 'liknande nej')
    expect(own.data!.outcomes).toEqual({ created: 20 })
    expect(factsOf(own)).not.toHaveProperty('Nästan samma nummer')
    const accepted = await product.say('owner', linesOf(planned).find((line) => line.endsWith('liknande ja'))!)
    expect(accepted.data!.outcomes).toEqual({ created: 20 })
    await press(accepted, 'bekräfta')
    expect(await numbersIn('940')).toContain('003760')
  })

  it('is asked about when it is typed anew in a spreadsheet that takes the zeros from all of them', async () => {
    const rows = [...people('943', ...filled, '1,23E+05')].map((row, i) => (i < 2 ? row.replace(/@.*/, '') : row))
    const planned = await confirmed(...rows)
    const back = (await fileOf(planned)).map((row) =>
      row
        .replace(/^(943;[^;]*);0+/, '$1;')
        .replace('1,23E+05', '3760')
        .replace(/;(li\d+);/, ';$1@pi.example;'),
    )
    const again = await product.say('owner', 'importera', [csv(back)])
    expect(again.data).toMatchObject({ rows: 3, outcomes: { updated: 2, looks_like: 1 }, corrects: { done: 2 } })
    await press(await press(again, 'liknande ja'), 'bekräfta')
    expect(await numbersIn('943')).toContain('003760')
  })

  it('is taken as it is where the others have no width in common, or are few', async () => {
    const mixed = people('941', ...filled, '3760', '4060', '5060', '6060')
    expect((await sent(...mixed)).data!.outcomes).toEqual({ created: 22 })
    expect((await sent(...people('942', ...filled.slice(0, 6), '3760'))).data!.outcomes).toEqual({ created: 7 })
  })
})

it('a number that is shaped as a personal identity number with a wrong check digit is said, and not given back', async () => {
  const rows = ['811228-1234', '19811228-1234', '240301-0001', '811299-1234', '2401010001', 'A-1002'].map(
    (number, i) => `960;Rho AB;${number};Li;Ek${i};li${i}@rho.example`,
  )
  const planned = await sent(...rows)
  expect(planned.data).toMatchObject({ outcomes: { created: 6 } })
  expect(factsOf(planned)['ser ut som ett felskrivet personnummer; kontrollera']).toBe(
    '3 celler (Anställningsnr, rad 2, 3, 4)',
  )
  const back = await fileOf(planned)
  expect(back).toHaveLength(4)
  expect(back.join()).not.toMatch(/1228|240301/)
})
