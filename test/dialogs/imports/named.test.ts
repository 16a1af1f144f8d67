import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { textRows, workbookParts, zip } from '../../support/files/workbook.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

type Card = Awaited<ReturnType<Product['say']>>
interface Sent {
  name: string
  bytes: Uint8Array
}
const sent = (file: Sent, as = 'owner') => product.say(as, 'importera', [file])
const press = (card: Card, says: string, as = 'owner') => {
  const button = card.buttons!.find((one) => 'say' in one && one.say.includes(says))
  expect(button, `${says} on ${JSON.stringify(card.buttons)}`).toBeDefined()
  return product.say(as, (button as { say: string }).say)
}
const lines = (card: Card) => card.buttons!.flatMap((one) => ('say' in one ? [one.say] : []))
const facts = (card: Card) => Object.fromEntries(card.facts!)
const fileOf = ({ files }: Card): Sent => ({ name: files![0]!.name, bytes: files![0]!.bytes })
const rowsOf = async (file: Sent) => (await readXlsx(file.bytes)).sheets[0]!.rows.map((row) => row.map(String))
const xlsx = (bytes: Uint8Array): Sent => ({ name: 'anställda.xlsx', bytes })
const written = async (rows: string[][]) => xlsx(await writeXlsx({ sheets: [{ name: 'Personal', rows }] }))
const cells = header.split(';')

describe('a cell that cannot be read is named', () => {
  it('when it is a language in which nothing is written, from a text and from a workbook', async () => {
    const head = [...cells, 'Språk']
    const person = (n: number, language: string) => [
      '100',
      'Acme AB',
      `L${n}`,
      'Li',
      'Ek',
      `l${n}@acme.example`,
      language,
    ]
    const people = ['Finska', 'norska', 'Klingon', 'Svenska', 'en-GB', 'svenska (Sverige)', ''].map((l, i) =>
      person(i, l),
    )
    const text = csv([head, ...people].map((row) => row.join(';')))
    for (const file of [text, await written([head, ...people])]) {
      const planned = await sent(file)
      expect(planned.data).toMatchObject({ rows: 7, outcomes: { created: 7 } })
      expect(facts(planned)['språk som inte är svenska eller engelska']).toBe('3 celler (Språk, rad 2, 3, 4)')
      expect((await press(planned, 'rätta')).data).toMatchObject({ rows: 3 })
    }
  })

  it('when it is a text of which only the beginning is stored', async () => {
    const planned = await sent(csv([header, `100;Acme AB;L20;${'x'.repeat(150)};Ek;x@acme.example`]))
    expect(facts(planned)['för lång text']).toBe('1 cell (Förnamn, rad 2)')
    // What the database cannot hold does not take the row with it.
    const cut = await sent(csv([header, `100;Acme AB;L21;${'x'.repeat(1024)}😀;E\0k;inte en adress`]))
    expect(cut.data).toMatchObject({ outcomes: { invalid_email: 1 } })
  })

  it('when it is a formula whose result was never stored', async () => {
    const rows = textRows([cells, ['100', 'Acme AB', 'F1', 'Fia', 'Ek', 'fia@acme.example']]).replace(
      /<c r="F2".*?<\/c>/,
      '<c r="F2" t="str"><f>A1</f></c>',
    )
    const planned = await sent(xlsx(zip(workbookParts([rows]))))
    expect(facts(planned)['formel utan resultat']).toBe('1 cell (E-post Visma Connect, rad 2)')
    expect((await press(planned, 'rätta')).data).toMatchObject({ rows: 1 })
  })

  it('when it is empty and the row needs it, on the card and in the file to correct, with what to do', async () => {
    const planned = await sent(
      csv([
        header,
        '100;Acme AB;;Mia;Ek;mia@acme.example',
        ';;M2;Mio;Ek;mio@acme.example',
        '100;Acme AB;M3;Moa;Ek;moa@acme.example',
      ]),
    )
    expect(planned.data).toMatchObject({ outcomes: { unreadable: 2, created: 1 } })
    expect(facts(planned).saknas).toBe('2 celler (Anställningsnr, Företagsnr, rad 2, 3)')
    expect(JSON.stringify(planned)).not.toContain('citattecken')
    const back = Buffer.from(fileOf(await press(planned, 'rätta')).bytes).toString()
    expect(back).toContain('Anställningsnr: saknas";fyll i Anställningsnr')
    expect(back).toContain('Företagsnr: saknas";fyll i Företagsnr')
  })

  it('when it is an error or a day in place of a number, and nobody is made of it', async () => {
    const wrong = [
      '#SAKNAS!',
      '#N/A',
      '#NAMN?',
      '####',
      '12-jan',
      'maj-24',
      '2024-05-01 00:00:00',
      '1/5/2024',
      '1,2E+15',
    ]
    const planned = await sent(
      csv([header, ...wrong.map((number, i) => `100;Acme AB;${number};Li;Ek;e${i}@acme.example`)]),
    )
    expect(planned.data).toMatchObject({ rows: 9, outcomes: { unreadable: 9 } })
    expect(facts(planned)['felvärde i cellen']).toContain('4 celler')
    expect(facts(planned)['numret har blivit ett datum eller ett klockslag i kalkylarket']).toContain('4 celler')
    // What a spreadsheet keeps of long numbers is fifteen digits.
    const long = (number: number | string) =>
      writeXlsx({ sheets: [{ name: 'P', rows: [cells, ['100', 'Acme AB', number, 'Li', 'Ek', '']] }] })
    expect((await sent(xlsx(await long(Number('12345678901234567890'))))).data).toMatchObject({
      outcomes: { unreadable: 1 },
    })
    expect((await sent(xlsx(await long(123456789012345)))).data).toMatchObject({ outcomes: { created: 1 } })
    expect((await sent(xlsx(await long('12345678901234567890')))).data).toMatchObject({ outcomes: { created: 1 } })
  })

  it('when a name or a unit is an error, or begins with a letter that was lost', async () => {
    const texts = ['#VÄRDEFEL!;Ek', '?sa;Ek', 'Bo;Sj?', 'Bo;?berg']
    const planned = await sent(
      csv([header, ...texts.map((names, i) => `100;Acme AB;T${i};${names};t${i}@acme.example`)]),
    )
    expect(planned.data).toMatchObject({ outcomes: { created: 4 } })
    expect(facts(planned)['bokstäver har gått förlorade']).toContain('3 celler')
    expect(facts(planned)['felvärde i cellen']).toContain('1 cell ')
  })

  it('and days are read as people and spreadsheets write them', async () => {
    const days = [
      '2026\u201108\u201129',
      '2026\u201308\u201329',
      "'2026-08-29",
      '29/8 -26',
      '29/8 26',
      'lör 29 aug 2026',
      'Sat Aug 29 2026',
      'onsdag, 29 augusti 2026',
      'den 29 augusti 2026',
      'lördagen den 29 augusti 2026',
      '991231',
    ]
    const planned = await sent(
      csv([`${header};Anställd från`, ...days.map((day, i) => `100;Acme AB;Y${i};Li;Ek;y${i}@acme.example;${day}`)]),
    )
    expect(planned.data).toMatchObject({ outcomes: { created: 11 } })
    expect(JSON.stringify(planned.facts)).not.toContain('datum')
    const two = await sent(csv([`${header};Anställd från`, '100;Acme AB;Z1;Li;Ek;z1@acme.example;260829']))
    expect(
      lines(two)
        .filter((line) => line.includes(' datum '))
        .map((line) => line.split(' ').at(-1)),
    ).toEqual(['ymd', 'dmy'])
  })

  it('and a row without cells is told of its shape', async () => {
    const planned = await sent(
      csv([header, '100;Acme AB;M4;Max;Ek;max@acme.example', '100;Acme;AB;M5;Mo;Ek;mo@acme.example;x;y']),
    )
    expect(planned.data).toMatchObject({ outcomes: { unreadable: 1, created: 1 } })
    expect(facts(planned)['rad som inte går att läsa']).toBe('1 (se efter citattecken och antal kolumner)')
    const back = Buffer.from(fileOf(await press(planned, 'rätta')).bytes).toString()
    expect(back).toContain('rad som inte går att läsa: se efter citattecken och antal kolumner')
  })
})

describe('a row is corrected when what was wrong with it is right', () => {
  const faulty = (at: string) => `<c r="${at}" t="e"><v>#N/A</v></c>`
  const book = () =>
    textRows([
      [...cells, 'Skyddad identitet'],
      ['100', 'Acme AB', 'R1', 'Rut', 'Ek', '', 'Nej'],
      ['100', 'Acme AB', 'R2', 'Roy', 'Ek', 'roy at acme', 'Nej'],
      ['100', 'Acme AB', 'R3', 'Rio', 'Ek', 'rio@acme.example', ''],
    ])
      .replace(/<c r="F2".*?<\/c>/, faulty('F2'))
      .replace(/<c r="G4".*?<\/c>/, faulty('G4'))

  it('and not when our own file with its empty cell comes back untouched', async () => {
    const planned = await sent(xlsx(zip(workbookParts([book()]))))
    // Nobody knows whether the third is protected.
    expect(planned.data).toMatchObject({ rows: 3, outcomes: { created: 1, invalid_email: 1, unreadable: 1 } })
    const code = planned.data!.plan as string
    await press(planned, 'bekräfta')
    const back = fileOf(await press(planned, 'rätta'))
    const untouched = await sent(back)
    expect(untouched.data).toMatchObject({ rows: 3, corrects: { plan: code, rows: 3, done: 0 } })
    expect(facts(untouched)['felvärde i cellen']).toContain('2 celler')
    const anyway = await product.say('owner', `bekräfta ${untouched.data!.plan}`)
    expect(facts(anyway)[`Rader att rätta i ${code}`]).toBe('3 återstår')
    const right = await rowsOf(fileOf(await product.say('owner', `rätta ${code}`)))
    right[1]![5] = 'rut@acme.example'
    right[3]![6] = 'Nej'
    const some = await sent(await written(right))
    expect(some.data).toMatchObject({ corrects: { rows: 3, done: 2 }, outcomes: { updated: 1, created: 1 } })
    expect(facts(await press(some, 'bekräfta'))[`Rader att rätta i ${code}`]).toBe('1 återstår')
  })

  it('and not when a row that repeats another comes back alone', async () => {
    const planned = await sent(
      csv([header, '100;Acme AB;D1;Dan;Ek;dan@acme.example', '100;Acme AB;D1;Dag;Alm;dag@acme.example']),
    )
    const code = planned.data!.plan as string
    await press(planned, 'bekräfta')
    const back = fileOf(await press(planned, 'rätta'))
    const untouched = await sent(back)
    expect(untouched.data).toMatchObject({ outcomes: { duplicate_in_file: 1 }, corrects: { rows: 1, done: 0 } })
    await product.say('owner', `bekräfta ${untouched.data!.plan}`)
    expect((await product.say('owner', 'status D1 företag=100')).title).toContain('Dan Ek')
    const changed = Buffer.from(back.bytes).toString().replace(';D1;', ';D2;')
    const done = await press(await sent({ ...back, bytes: Buffer.from(changed) }), 'bekräfta')
    expect(facts(done)[`Rader att rätta i ${code}`]).toBe('alla är rättade')
  })
})

describe('a question has only answers that help', () => {
  const days = (...texts: string[]) =>
    csv([`${header};Anställd från`, ...texts.map((day, i) => `100;Acme AB;Q${i};Li;Ek;q${i}@acme.example;${day}`)])
  it.each([
    [['03/04/2026'], ['dmy', 'mdy']],
    [['03-04-05'], ['dmy', 'mdy', 'ymd']],
    [
      ['03-04-05', '13-04-05'],
      ['dmy', 'ymd'],
    ],
    [
      ['03/04/2026', '03-04-05'],
      ['dmy', 'mdy'],
    ],
    // Read in either way, it is the same day.
    [
      ['03/03/2026', '03-04-05'],
      ['dmy', 'mdy', 'ymd'],
    ],
    [['03/04/2026', '13/04/2026'], []],
  ])('for %j', async (texts, orders) => {
    const planned = await sent(days(...texts))
    const offered = lines(planned).filter((line) => line.includes(' datum '))
    expect(offered.map((line) => line.split(' ').at(-1)).sort()).toEqual(orders)
    for (const line of offered) {
      const read = await product.say('owner', line)
      expect(lines(read).filter((say) => say.includes(' datum '))).toEqual([])
    }
  })

  it('and a file of people who are all as they were is not done while it is open', async () => {
    const line = '100;Acme AB;Q90;Li;Ek;q90@acme.example'
    await press(await sent(csv([header, line])), 'bekräfta')
    expect((await sent(csv([header, line]))).title).toBe('Raden i filen är redan inläst')
    const open = await sent(csv([`${header};Anställd från`, `${line};03/04/2026`]))
    expect(open.title).toBe('1 rad i filen')
    expect(lines(open).join()).toMatch(/datum dmy.*datum mdy/)
    expect(lines(open).join()).not.toContain('bekräfta')
  })

  it('and a yes that cannot be taken is told why', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `100;Y${1000 + i};Bo;Ek;y${i}@acme.example`)
    const asked = await sent(csv(rows))
    const file = asked.data!.file
    const without = await product.say('owner', `tolka ${file} anstnr 0`)
    expect(without.title).toContain('Stämmer det här?')
    const refused = await product.say('owner', `tolka ${file} ja`)
    expect(refused.title).toContain('ingen kolumn är vald som Anställningsnr')
    expect(refused.data).toMatchObject({ refused: 'missing_columns' })
    expect((await product.say('owner', `tolka ${file} anstnr 2`)).title).toContain('Stämmer det här?')
    expect((await product.say('owner', `tolka ${file} ja`)).data).toMatchObject({ outcomes: { created: 9 } })
  })
})

describe('the words after an import', () => {
  it('name as many people as there are', async () => {
    await press(await sent(csv([header, '300;Gamma AB;1;Ali;Ek;'])), 'bekräfta')
    const done = await press(
      await sent(csv([header, '300;Gamma AB;1;Ali;Ek;ali@gamma.example', '300;Gamma AB;2;Bea;Ek;bea@gamma.example'])),
      'bekräfta',
    )
    expect(done.data).toMatchObject({ outcomes: { created: 1, updated: 1 } })
    expect(done.buttons![0]).toMatchObject({ label: 'Skicka till de 2 ej mejlade' })
    expect((await press(done, 'verifiera konton')).data).toMatchObject({ mail: 2 })
  })

  it('are of rows in English, not of lines as well', async () => {
    await product.say('owner', 'språk en')
    const card = await sent(csv([`${header};Aktiv`, '400;Delta AB;1;Ali;Ek;ali;Kanske']))
    await product.say('owner', 'språk sv')
    expect(JSON.stringify(card)).toMatch(/row 2/)
    expect(JSON.stringify(card)).not.toMatch(/\bline\b/)
  })
})

describe('a code that is not that of an import one may see', () => {
  it('is told for what it is', async () => {
    await press(await sent(csv([header, '500;Epsilon AB;1;Ali;Ek;ali@epsilon.example'])), 'bekräfta')
    const plan = await product.say('owner', 'verifiera konton företag=500')
    const code = plan.data!.plan as string
    for (const line of [`rätta ${code}`, `lista import=${code}`])
      expect((await product.say('owner', line)).text ?? '').not.toContain('Det finns ingen')
    expect((await product.say('owner', `rätta ${code}`)).data).toMatchObject({ refused: 'other_kind' })
    await product.say('owner', `bekräfta ${code}`)
    const sentCard = await product.say('owner', `rätta ${code}`)
    expect(JSON.stringify(sentCard)).toContain(`${code} är ett utskick, ingen import.`)
    expect(lines(sentCard)).toContain(`utskick ${code}`)
    expect((await product.say('owner', 'rätta ZZ22')).data).toMatchObject({ refused: 'unknown_code' })
  })

  it('is not denied to an admin whose history shows it', async () => {
    const planned = await sent(csv([header, '600;Zeta AB;1;Ali;Ek;ali@zeta.example']))
    const code = planned.data!.plan as string
    const card = await product.say('admin', `lista import=${code}`)
    expect(JSON.stringify(card)).toContain(`Importen ${code} finns i historiken`)
    expect(JSON.stringify(await product.say('admin', 'lista import=ZZ22'))).toContain('Det finns ingen plan')
  })
})

describe('names in other columns than their headers say', () => {
  const head = 'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect'
  const row = (n: number, names: string, at = `n${n}`) => `100;Acme AB;N${n};${names};${at}@acme.example`
  const stored = async (n: number) => (await product.say('owner', `visa N${n}`)).title

  it('are divided once somebody has said so, and stay those of people who are known', async () => {
    const first = await sent(csv([head, row(1, 'Anna Maria;Ek Berg')]))
    await press(first, 'bekräfta')
    const rows = [row(1, 'Anna Maria Ek Berg;'), row(2, 'Carl Bo von Essen;von Essen'), row(3, 'Li Ask;Li Ask')]
    const asked = await sent(csv([head, ...rows]))
    expect(asked).toMatchObject({ kind: 'question', data: { refused: 'unclear_names' } })
    // Its headers are right already.
    expect(asked.note).not.toContain('Med de här rubrikerna')
    const planned = await press(asked, ' ja')
    expect(planned.data).toMatchObject({ outcomes: { unchanged: 1, created: 2 } })
    await press(planned, 'bekräfta')
    for (const [n, name] of ['Anna Maria Ek Berg', 'Carl Bo von Essen', 'Li Ask'].entries())
      expect(await stored(n + 1)).toContain(name)
    const { files } = await product.say('owner', 'exportera')
    const text = new TextDecoder().decode(files![0]!.bytes)
    expect(text).toContain('N1;Anna Maria;Ek Berg;')
    expect(text).toContain('N2;Carl Bo;von Essen;')
    // It is remembered for the header, but where the names stand right nothing is asked.
    expect((await sent(csv([head, row(4, 'Bo Li Alm;')]))).data).toMatchObject({ outcomes: { created: 1 } })
    const right = await sent(csv([head, row(5, 'Bo Li;Alm')]))
    await press(right, 'bekräfta')
    expect(await stored(5)).toContain('Bo Li Alm')
  })

  it('are read as then in the rows that come back corrected, and asked about in another file', async () => {
    const rows = [row(21, 'Eva Alm;', 'eva,acme'), row(22, 'Bo Carl Ek;')]
    // It is remembered by now.
    const planned = await sent(csv([head, ...rows]))
    await press(planned, 'bekräfta')
    const [file] = (await press(planned, 'rätta')).files!
    const text = new TextDecoder().decode(file!.bytes).replace(/eva,acme@[^;]*/, 'eva.alm@acme.example')
    const again = await sent({ name: 'rätta.csv', bytes: Buffer.from(text) })
    expect(again.data).toMatchObject({ corrects: { done: 1 } })
    await press(again, 'bekräfta')
    const { files } = await product.say('owner', 'exportera')
    expect(new TextDecoder().decode(files![0]!.bytes)).toContain('N21;Eva;Alm;eva.alm@acme.example')
    // What was said of `Förnamn` does not answer for `Efternamn`.
    const other = await sent(csv([head, row(23, ';Siv Ask')]))
    expect(other.data).toMatchObject({ refused: 'unclear_names' })
  })

  it('change places by a press, when two columns have one header', async () => {
    const twice = 'Företagsnr;Företag;Anställningsnr;Namn;Namn;E-post Visma Connect'
    const asked = await sent(csv([twice, row(11, 'Ask;Bo', 'x'), row(12, 'Alm;Siv', 'y')]))
    expect(asked.data).toMatchObject({ refused: 'unclear_names' })
    const turned = await product.say('owner', `tolka ${(asked.data as { file: string }).file} förnamn 5`)
    await press(await press(turned, ' ja'), 'bekräfta')
    expect(await stored(11)).toContain('Bo Ask')
  })
})
