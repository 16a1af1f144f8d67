import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { removeOld } from '../../../src/verification/records/retention.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  await confirmed(csv([header, '100;Acme AB;1;Första;Ek;forsta@acme.example']))
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
const confirmed = async (file: Sent) => press(await sent(file), 'bekräfta')
const fileOf = ({ files }: Card): Sent => ({ name: files![0]!.name, bytes: files![0]!.bytes })
const textOf = (file: Sent) => Buffer.from(file.bytes).toString('utf8').slice(1)
const changed = (file: Sent, change: (text: string) => string): Sent => ({
  name: file.name,
  bytes: Buffer.from(`\ufeff${change(textOf(file))}`),
})
const facts = (card: Card) => Object.fromEntries(card.facts!)
const xlsx = async (rows: string[][]): Promise<Sent> => ({
  name: 'anställda.xlsx',
  bytes: await writeXlsx({ sheets: [{ name: 'Personal', rows }] }),
})
const cellsOf = async (file: Sent) => (await readXlsx(file.bytes)).sheets[0]!.rows.map((row) => row.map(String))

describe('rows to be corrected', () => {
  const lines = [
    'Personal 2026',
    'Efternamn,Jobbmail,Förnamn,Lönnummer,Bolagskod,Anställd till',
    'Berg,"anna6@acme,se",Anna,6001,100,',
    'Ek,bo6@acme.example,Bo,6002,100,tills vidare',
    'Ek,cia6@acme.example,Cia,6003,100,',
    'Ek,dan6@acme.example och dan@acme.example,Dan,6004,100,',
  ]
  const file = { name: 'personal.csv', bytes: Buffer.from(lines.join('\r\n')) }

  it('come back in the sender’s own columns and form, with where, how, why and what instead', async () => {
    const planned = await press(await sent(file), ' ja')
    expect(planned.data).toMatchObject({ rows: 4, outcomes: { created: 2, invalid_email: 2 } })
    const code = planned.data!.plan
    const back = fileOf(await press(planned, 'rätta'))
    expect(back.name).toBe(`att-ratta-${code}.csv`)
    expect(textOf(back).split('\r\n').slice(0, 2)).toEqual([
      `Efternamn,Jobbmail,Förnamn,Lönnummer,Bolagskod,Anställd till,Rad i ${code},Läst som,Vad som är fel,Förslag`,
      'Berg,"anna6@acme,se",Anna,6001,100,,3,E-post Visma Connect: ingenting,"ogiltig e-post, adressen sparas inte; E-post Visma Connect: trolig felskrivning i adressen",anna6@acme.se',
    ])
    expect(textOf(back)).not.toContain('6003')
    const others = await product.say('admin', `rätta ${code}`)
    expect(others.data!.refused).toBe('not_yours')
    expect(others.title).toContain('bara för den som skickade filen')
    await product.say('owner', `stoppa ${code}`)
  })

  it('are an admin’s too where the file slips in the name or number of a company of theirs, but not those of others', async () => {
    const file = {
      name: 'feltryck.csv',
      bytes: Buffer.from(
        [
          'Företagsnr;Företag;Anställningsnr;E-post Visma Connect',
          '930;Tall & Gran AB;1;siv@tall.example',
          ';Tall och Gran AB;2;bo@tall.example',
          '903;Tall & Gran AB;3;cia@tall.example',
          '977;Kungsfiskaren AB;4;dan@fiskaren.example',
        ].join('\r\n'),
      ),
    }
    const first = await sent({ ...file, bytes: file.bytes.subarray(0, file.bytes.indexOf(';Tall och') - 2) })
    await press(first, 'bekräfta')
    const planned = await sent(file, 'admin')
    expect(planned.data).toMatchObject({ rows: 4, outcomes: { unchanged: 1, outside_your_scope: 3 } })
    expect(facts(planned)['finns inte bland dina företag, men liknar ett av dem']).toContain('rad 3, 4')
    const back = fileOf(await press(planned, 'rätta', 'admin'))
    expect(textOf(back)).not.toContain('Kungsfiskaren')
    const [head, bo, cia] = textOf(back).split('\r\n')
    expect([bo, cia].map((line) => line!.split(';').at(-1))).toEqual(['Tall & Gran AB', '930'])
    const right = changed(back, () =>
      [head, bo!.replace('Tall och Gran', 'Tall & Gran'), cia!.replace('903', '930')].join('\r\n'),
    )
    const again = await sent(right, 'admin')
    expect(again.data).toMatchObject({ rows: 2, outcomes: { created: 2 }, corrects: { rows: 2, done: 2 } })
  })

  it('are judged alone when they are sent again, and counted against the first import until none is left', async () => {
    // The headers are remembered from before.
    const planned = await sent(file)
    const code = planned.data!.plan as string
    await press(planned, 'bekräfta')
    const back = fileOf(await press(planned, 'rätta'))
    const some = changed(back, (text) => text.replace('"anna6@acme,se"', 'anna6@acme.example'))
    const first = await sent(some)
    expect(first.data).toMatchObject({ rows: 3, corrects: { plan: code, rows: 3, done: 1 } })
    expect(facts(first)[`Rader att rätta i ${code}`]).toBe('1 av 3 stämmer nu; 2 återstår')
    expect(first.note).not.toContain('läses inte')
    const done = await press(first, 'bekräfta')
    expect(facts(done)[`Rader att rätta i ${code}`]).toBe('2 återstår')
    expect((await product.say('owner', 'status 6001 företag=100')).data!.person).toMatchObject({
      email: 'anna6@acme.example',
    })
    // What is left can be had from either import, and is counted against the first.
    for (const from of [planned, done]) {
      const rest = fileOf(await press(from, 'rätta'))
      expect(textOf(rest)).toContain(`Rad i ${code}`)
      expect(textOf(rest)).not.toContain('6001')
      expect(textOf(rest)).toMatch(/6002,100,tills vidare,4,.*\r\n.*6004,100,,6,/)
    }
    const last = changed(fileOf(await press(done, 'rätta')), (text) =>
      text.replace('tills vidare', '').replace(' och dan@acme.example', ''),
    )
    const end = await press(await sent(last), 'bekräfta')
    expect(facts(end)[`Rader att rätta i ${code}`]).toBe('alla är rättade')
    expect((await product.say('owner', `rätta ${code}`)).data).toMatchObject({ rows: 0 })
    // Sent once more, it is a file like any other.
    expect((await sent(last)).data).not.toHaveProperty('corrects')
  })

  it('have their zeros again that a spreadsheet took when it opened the file', async () => {
    const planned = await sent(
      csv([
        header,
        '100;Acme AB;006301;Liv;Ek;liv',
        '100;Acme AB;006302;Mia;Ek;mia@acme.example',
        '100;Acme AB;006302;Mia;Berg;mia.berg@acme.example',
        '100;Acme AB;6303;Nils;Alm;nils@acme.example;',
        '100;Acme AB;006303;Nils;Alm;nils',
      ]),
    )
    await press(planned, 'bekräfta')
    const back = fileOf(await press(planned, 'rätta'))
    const opened = changed(back, (text) =>
      text.replace(/;0+(?=\d)/g, ';').replace(/;(liv|nils);/g, ';$1@acme.example;'),
    )
    const again = await sent(opened)
    // Who comes twice still does; where it was asked whether the zeros belong there, it is asked again.
    const outcomes = { updated: 2, duplicate_in_file: 1, looks_like: 1 }
    expect(again.data).toMatchObject({ outcomes, corrects: { plan: planned.data!.plan } })
    await press(again, 'bekräfta')
    expect(JSON.stringify(await product.say('owner', 'status 006301'))).toContain('liv@acme.example')
  })

  it('and people without an address are counted so that the numbers add up, and offered one after the other', async () => {
    const planned = await sent(
      csv([
        `${header};Anställd till`,
        '100;Acme AB;6401;Ola;Ek;ola',
        '100;Acme AB;6402;Pia;Ek;pia@acme.example;tills vidare',
        '100;Acme AB;6403;Rut;Ek;',
        '100;Acme AB;6404;Sia;Ek;sia@acme.example;',
      ]),
    )
    expect(facts(planned)).toMatchObject({
      'Utan e-postadress': '1 av de nya personerna; adressen kan du fylla i när filen är inläst',
      'Rader att rätta': '2: 1 av raderna ovan, och 1 som läses in men har celler att se över',
    })
    const done = await press(planned, 'bekräfta')
    expect(facts(done)).toMatchObject({
      'Utan e-postadress': '2 personer; rätta raderna först, sedan kan du fylla i det som återstår',
      'Rader att rätta': '2: 1 av raderna ovan, och 1 som är inlästa men har celler att se över',
    })
    expect(JSON.stringify(done.buttons)).not.toContain('fyll i')
    const back = fileOf(await press(done, 'rätta'))
    const right = changed(back, (text) => text.replace(';ola;', ';ola@acme.example;').replace('tills vidare', ''))
    const corrected = await press(await sent(right), 'bekräfta')
    expect(facts(corrected)).toMatchObject({ 'Utan e-postadress': '1 person' })
    expect(textOf(fileOf(await press(corrected, 'fyll i import=')))).toMatch(/^[^\n]*\n100;[^\n]*;6403;[^\n]*\n$/)
  })

  it('say that the first import was never carried out', async () => {
    const planned = await sent(csv([header, '100;Acme AB;6101;Eva;Ek;eva', '100;Acme AB;6102;Fia;Ek;fia@acme.example']))
    const back = fileOf(await press(planned, 'rätta'))
    const again = await sent(changed(back, (text) => text.replace(';eva;', ';eva@acme.example;')))
    expect(again.text).toContain(`Importen ${planned.data!.plan}, som raderna kommer från, är inte genomförd.`)
  })

  it('are ordinary rows in anybody else’s hands, and after seven days', async () => {
    const planned = await sent(csv([header, '100;Acme AB;6201;Gun;Ek;gun']))
    await press(planned, 'bekräfta')
    const back = fileOf(await press(planned, 'rätta'))
    const right = changed(back, (text) => text.replace(';gun;', ';gun@acme.example;'))
    expect((await sent(right, 'admin')).data).not.toHaveProperty('corrects')
    product.clock.forward(8 * 86_400_000)
    await removeOld(product.app.service)
    expect((await product.say('owner', `rätta ${planned.data!.plan}`)).data).toMatchObject({ rows: 0 })
    expect((await sent(right)).data).not.toHaveProperty('corrects')
  })

  it('of a workbook are a workbook, and of rows without a company name the company that was said', async () => {
    const rows = [
      ['Anst.nr', 'Namn', 'Visma Connect'],
      ['007001', 'Hans', 'hans@acme.example'],
      ['007002', '=Ida', 'ida at acme'],
    ]
    const asked = await sent(await xlsx(rows))
    const planned = await press(asked, 'företag 100')
    expect(planned.data).toMatchObject({ rows: 2, outcomes: { created: 1, invalid_email: 1 } })
    await press(planned, 'bekräfta')
    const back = fileOf(await press(planned, 'rätta'))
    expect(back.name).toMatch(/\.xlsx$/)
    const cells = await cellsOf(back)
    expect(cells[0]!.slice(0, 4)).toEqual(['Företagsnr', 'Anst.nr', 'Visma Connect', `Rad i ${planned.data!.plan}`])
    expect(cells[1]!.slice(0, 4)).toEqual(['100', '007002', 'ida at acme', '3'])
    cells[1]![2] = 'ida@acme.example'
    const corrected = await sent(await xlsx(cells))
    expect(corrected.data).toMatchObject({ rows: 1, outcomes: { updated: 1 }, corrects: { rows: 1, done: 1 } })
  })

  it('name the stored number that a mangled one looks like', async () => {
    await confirmed(csv([header, '100;Acme AB;008001;Jan;Ek;jan@acme.example']))
    const planned = await sent(csv([header, '100;Acme AB;8001;Jan;Ek;jan@acme.example']))
    expect(textOf(fileOf(await press(planned, 'rätta')))).toMatch(/;8001;.*;008001\r\n/)
  })
})

describe('people without an address', () => {
  it('get one by a file in the form of the last import, in four presses', async () => {
    const people = Array.from({ length: 31 }, (_, i) => ['500', `00${900 + i}`, 'Li', i % 2 ? 'Ek' : 'Ask', ''])
    const head = ['Företagsnr', 'Anst.nr', 'Förnamn', 'Efternamn', 'Visma Connect']
    await confirmed(await xlsx([head, ...people, ['500', '00999', 'Bo', 'Ek', 'bo@femhundra.example']]))
    const list = await product.say('owner', 'lista epost=saknas företag=500')
    expect(list.buttons![0]).toMatchObject({ label: 'Ladda ner och fyll i 31 adresser' })
    const back = fileOf(await press(list, 'fyll i'))
    const cells = await cellsOf(back)
    expect(cells[0]).toEqual(head)
    const numbers = cells.slice(1).map((row) => row[1])
    expect(numbers.sort()).toEqual(people.map((row) => row[1]))
    for (const row of cells.slice(1)) row[4] = `p${row[1]}@femhundra.example`
    const planned = await sent(await xlsx(cells))
    expect(planned.data).toMatchObject({ rows: 31, outcomes: { updated: 31 } })
    const done = await press(planned, 'bekräfta')
    expect(done.buttons![0]).toMatchObject({ label: 'Skicka till de 31 nya' })
    const plan = await press(done, 'verifiera konton')
    expect(plan.data).toMatchObject({ matching: 31, mail: 31 })
    expect((await product.say('owner', 'fyll i företag=500')).data).toEqual({ total: 0 })
  })
})

it('what looks like a personal identity number is not given back, and its row is still to be corrected', async () => {
  const planned = await sent(
    csv([
      header,
      '100;Acme AB;811228-1234;Li;Ek;none',
      '100;Acme AB;8301;811228 1234;Ek;none',
      '100;Acme AB;8302;Li;Ek;none',
    ]),
  )
  const code = planned.data!.plan
  await press(planned, 'bekräfta')
  const back = fileOf(await product.say('owner', `rätta ${code}`))
  expect(textOf(back)).not.toMatch(/8112/)
  expect(textOf(back)).toContain('100;Acme AB;;Li;Ek;none;2;')
  expect(textOf(back)).toContain('Anställningsnr: ser ut som ett personnummer och visas inte')
  expect(textOf(back)).toContain('100;Acme AB;8302;Li;Ek;none;4;')
  expect((await sent(back)).data).toMatchObject({ rows: 3, outcomes: { unreadable: 1 }, corrects: { done: 0 } })
})

it('rows that are sent back are no complete list, of which people are missing', async () => {
  const row = (n: number, email: string, active = '') => `950;Pi AB;${n};Li;Ek${n};${email};${active}`
  const all = Array.from({ length: 40 }, (_, i) => row(i, `p${i}@pi.example`, i < 12 ? 'kanske' : ''))
  const planned = await sent(csv([`${header};Aktiv`, ...all]))
  await press(planned, 'bekräfta')
  const back = fileOf(await press(planned, 'rätta'))
  const again = await sent(changed(back, (text) => text.replaceAll('kanske', 'Ja')))
  expect(again.data).toMatchObject({ rows: 12, corrects: { rows: 12, done: 12 } })
  expect(facts(again)).not.toHaveProperty('Saknas i filen')
})
