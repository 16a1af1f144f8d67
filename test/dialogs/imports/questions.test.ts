import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { columns, headers } from '../../../src/files/table/names.ts'
import { removeOld } from '../../../src/verification/records/retention.ts'
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
const sent = (file: { name: string; bytes: Uint8Array }) => product.say('owner', 'importera', [file])
const press = (card: Card, says: string) => {
  const button = card.buttons!.find((one) => 'say' in one && (one.say.endsWith(says) || one.say.startsWith(says)))
  expect(button, `${says} on ${JSON.stringify(card.buttons)}`).toBeDefined()
  return product.say('owner', (button as { say: string }).say)
}
/** Imports what is planned; who of it would be mailed, and why others are not. */
async function imported(planned: Card) {
  const done = await press(planned, 'bekräfta')
  return (await product.say('owner', `verifiera konton import=${done.data!.plan}`)).data
}
const note = (card: Card) => card.note ?? ''
const facts = (card: Card) => Object.fromEntries(card.facts!)

describe('a column that may say who has left', () => {
  it('is read, and the leaver is not to be mailed', async () => {
    const planned = await sent(
      csv([`${header};Sista anställningsdag`, '100;Acme AB;A1;Li;Ek;li@acme.example;2020-01-31']),
    )
    expect(await imported(planned)).toMatchObject({ mail: 0, leftOut: { employment_ended: 1 } })
  })

  it('is asked about in words, accepted by one press, and remembered', async () => {
    const lines = (from: number) => [
      `${header};Status`,
      `100;Acme AB;B${from};Bo;Ek;b${from}@acme.example;Anställd`,
      `100;Acme AB;B${from + 1};Eva;Ek;b${from + 1}@acme.example;Slutat`,
      `100;Acme AB;B${from + 2};Ida;Ek;b${from + 2}@acme.example;Tjänstledig`,
    ]
    const asked = await sent(csv(lines(1)))
    expect(asked).toMatchObject({ kind: 'question', data: { refused: 'unclear_columns' } })
    expect(asked.text).toContain('slutat eller är skyddade: Status.')
    const planned = await press(asked, ' ja')
    expect(planned.data).toMatchObject({ rows: 3, outcomes: { created: 3 } })
    // Who is on leave may still have to be left alone: nothing is guessed.
    expect(facts(planned)['varken ja eller nej']).toBe('1 cell (Aktiv, rad 4)')
    expect(await imported(planned)).toMatchObject({ mail: 2, leftOut: { inactive: 1 } })
    const again = await sent(csv(lines(4)))
    expect(again.data).toMatchObject({ rows: 3, outcomes: { created: 3 } })
    expect(note(again)).toContain('som förra gången')
  })

  it('is left out only when somebody says so, and then named', async () => {
    const asked = await sent(csv([`${header};Slutat`, '100;Acme AB;C1;Bo;Ek;c1@acme.example;Ja']))
    const without = await press(await press(asked, ' aktiv'), ' aktiv 0')
    const planned = await press(without, ' ja')
    expect(note(planned)).toContain('Kolumner som inte läses: Slutat.')
    const withIt = await press(await press(asked, ' aktiv'), ' aktiv 7')
    expect(await imported(await press(withIt, ' ja'))).toMatchObject({ mail: 0, leftOut: { inactive: 1 } })
  })
})

describe('an answer that cannot be meant', () => {
  const sendUnnamed = () => sent(csv(['100;Acme AB;E1;Eva;Ek;e1@acme.example', '100;Acme AB;E2;Bo;Ek;e2@acme.example']))

  it.each(['99', '-1', 'fyra'])('asks again which column, by buttons: epost %s', async (value) => {
    const { data } = await sendUnnamed()
    const again = await product.say('owner', `tolka ${data!.file} epost ${value}`)
    expect(again).toMatchObject({ kind: 'question', data: { refused: 'not_understood' } })
    expect(again.text).toContain(`ingen kolumn ”${value}”. Kolumnerna har nummer 1 till 6.`)
    expect((await press(again, ' epost 6')).data?.columns).toContain('email')
  })

  it('is said, and one press shows the question again', async () => {
    const asked = await sendUnnamed()
    const refused = await product.say('owner', `tolka ${asked.data!.file} kanske`)
    expect(refused.data?.refused).toBe('not_understood')
    const again = await press(refused, `tolka ${asked.data!.file}`)
    expect([again.title, again.rows, again.buttons]).toEqual([asked.title, asked.rows, asked.buttons])
  })
})

describe('every column that is read', () => {
  const cells = '100;Acme AB;D1;Dan;Ek;d1@acme.example;x;y;z'
  const ask = () => sent(csv([cells, cells.replaceAll('1', '2')]))

  it.each([...columns, 'wholeName'])('is chosen by presses: %s', async (column) => {
    const asked = await ask()
    const words: Record<string, string> = { company: 'företagsnamn', companyNumber: 'företagsnr', number: 'anstnr' }
    const label = `Ändra ${headers[column as keyof typeof headers]}`
    const findIn = (card: Card) => card.buttons!.find((one) => one.label === label) as { say: string } | undefined
    const change = findIn(asked) ?? findIn(await press(asked, ' annat'))
    expect(change, label).toBeDefined()
    if (words[column]) expect(change!.say).toContain(` ${words[column]}`)
    const which = await product.say('owner', change!.say)
    const chosen = await press(which, ' 8')
    expect((chosen.data!.columns as string[])[7]).toBe(column)
  })

  it.each([
    ['aktiv', 'active'],
    ['active', 'active'],
    ['skyddad', 'protected'],
    ['till', 'endsOn'],
    ['slutdatum', 'endsOn'],
    ['email', 'email'],
    ['"anställd från"', 'startsOn'],
    ['SPRÅK', 'language'],
  ])('is chosen by a line: %s', async (word, column) => {
    const { file } = (await ask()).data!
    const chosen = await product.say('owner', `tolka ${file} ${word} 8`)
    expect((chosen.data!.columns as string[])[7]).toBe(column)
  })
})

describe('two columns with addresses', () => {
  it('are named, that of work is proposed, and the other is one press away', async () => {
    const names = 'Företagsnr;Anställningsnr;E-post privat;Jobbmejl'
    const asked = await sent(
      csv([names, '100;E1;eli@gmail.com;eli@acme.example', '100;E2;eva@gmail.com;eva@acme.example']),
    )
    expect(asked.text).toContain('E-post privat, Jobbmejl. Jag skulle läsa dem ur Jobbmejl.')
    expect(asked.data).toMatchObject({ columns: ['companyNumber', 'number', null, 'email'] })
    const other = await press(asked, ' epost 3')
    expect(other.data).toMatchObject({ columns: ['companyNumber', 'number', 'email', null] })
    expect(other.text).toContain('ur E-post privat.')
  })

  it('are asked about in words that are true when the header is the same', async () => {
    const asked = await sent(
      csv([`${header};E-post Visma Connect`, '100;Acme AB;F1;Bo;Ek;a@acme.example;b@acme.example']),
    )
    expect(asked.title).toBe('Flera kolumner har rubriken E-post Visma Connect. Stämmer det här?')
    expect((await press(await press(asked, ' epost 7'), ' ja')).data).toMatchObject({ outcomes: { created: 1 } })
  })
})

describe('a large file', () => {
  it('is kept in parts, read again whole with each answer, and gone after a day', async () => {
    const unit = 'Räkenskaper'.repeat(7)
    const people = Array.from({ length: 4000 }, (_, n) => `100;H${n};Ö${n};h${n}@acme.example;${unit};Anställd`)
    const names = 'Företagsnr;Anställningsnr;Efternamn;E-post;Enhet;Status'
    const asked = await sent(csv([names, ...people]))
    for (const _ of ['planned', 'planned again'])
      expect((await press(asked, ' ja')).data).toMatchObject({ rows: 4000, outcomes: { created: 4000 } })
    const { db } = product.database
    const parts = await rows<{ n: number; most: number }>(
      db,
      sql`select count(*)::int as n, max(octet_length(bytes)) as most from import_file_parts`,
    )
    // What is sent to the database is held several times over, in the driver and in the database.
    expect(parts).toEqual([{ n: 3, most: 256 * 1024 }])
    product.clock.forward(25 * 3_600_000)
    await removeOld(product.app.service)
    expect(await rows(db, sql`select from import_file_parts`)).toEqual([])
  })
})

describe('a workbook with a hidden sheet', () => {
  it('says so, and the sheet is one press away', async () => {
    const rows = (number: string) =>
      textRows([header.split(';'), ['100', 'Acme AB', number, 'Li', 'Ek', `${number}@acme.example`]])
    const parts = workbookParts([rows('G1'), rows('G2')]).map(({ name, content }) => ({
      name,
      content: String(content)
        .replace('name="Blad1"', 'name="Gamla" state="hidden"')
        .replace('name="Blad2"', 'name="Personal"'),
    }))
    const planned = await sent({ name: 'personal.xlsx', bytes: zip(parts) })
    expect(facts(planned)['Läst som']).toBe('Excelarbetsbok, bladet ”Personal”, rubrik på rad 1')
    expect(note(planned)).toContain(
      'Ett annat blad läses inte. Det här ser också ut som en personallista: det dolda bladet ”Gamla”.',
    )
    expect(planned.rows!.body[0]![1]).toContain('G2')
    const old = await press(planned, ' blad 1')
    expect(old.rows!.body[0]![1]).toContain('G1')
    expect(facts(old)['Läst som']).toContain('det dolda bladet ”Gamla”')
    expect((await product.say('owner', `tolka ${lineOf(old).split(' ')[1]} blad 7`)).data).toMatchObject({
      refused: 'no_sheet',
    })
    expect((await press(old, ' blad 2')).rows!.body[0]![1]).toContain('G2')
  })

  const lineOf = (card: Card) =>
    card.buttons!.flatMap((one) => ('say' in one && one.say.includes(' blad ') ? [one.say] : []))[0]!
})

describe('whole names in one column', () => {
  const head = 'Företagsnr;Anst.nr;Namn;Visma Connect'
  const storedAs = async (number: string) =>
    (await product.database.db.query.people.findFirst({ where: (p, { eq }) => eq(p.number, number) }))!
  const stored = async (number: string) => {
    const { givenName, familyName } = await storedAs(number)
    return `${givenName} | ${familyName}`
  }

  it('are divided as the card says, by a press the other way round, and remembered for that header', async () => {
    await imported(await sent(csv([header, '100;Acme AB;W1;Anna;Berg Lind;w1@acme.example'])))
    const rows = ['100;W1;Anna Berg Lind;w1@acme.example', '100;W2;Ek Li;w2@acme.example']
    const planned = await sent(csv([head, ...rows, '100;W3;von Essen, Carl-Johan;w3@acme.example']))
    expect(facts(planned)['Hela namn i en kolumn']).toBe(
      '2 namn, förnamnet först; läses som förnamn | efternamn: Anna | Berg Lind, Ek | Li',
    )
    const turned = await press(planned, ' namn efternamn')
    expect(facts(turned)['Hela namn i en kolumn']).toContain('efternamnet först; läses som förnamn | efternamn:')
    expect(facts(turned)['Hela namn i en kolumn']).toContain('1 känd person har namnen tvärtom och behåller dem')
    expect(turned.data!.outcomes).toEqual({ created: 2, unchanged: 1 })
    await imported(turned)
    expect(await Promise.all(['W1', 'W2', 'W3'].map(stored))).toEqual([
      'Anna | Berg Lind',
      'Li | Ek',
      'Carl-Johan | von Essen',
    ])
    const again = await sent(csv([head, '100;W4;Alm Ida;w4@acme.example']))
    expect(facts(again)['Hela namn i en kolumn']).toContain(
      'efternamnet först; läses som förnamn | efternamn: Ida | Alm',
    )
  })

  it('are in the order that each file shows, where nobody has said it', async () => {
    const unit = 'Företagsnr;Anst.nr;Namn;Visma Connect;Enhet'
    const orderIn = async (row: string) => facts(await sent(csv([unit, row])))['Hela namn i en kolumn']
    expect(await orderIn('100;W8;Ek Siv;siv.ek@acme.example;Lager')).toContain('efternamnet först')
    expect(await orderIn('100;W9;Siv Ek;siv.ek@acme.example;Lager')).toContain('förnamnet först')
  })

  it('that can be divided in several ways are named, and come back whole among the rows to be corrected', async () => {
    const planned = await sent(
      csv([`${head};Enhet`, '100;W5;Anna Maria Berg;w5@acme.example;Lager', '100;W6;Bo Ek;w6;Lager']),
    )
    expect(facts(planned)['delat på gissning i förnamn | efternamn']).toBe(
      '1 cell (Förnamn och efternamn, rad 2 ”Anna Maria | Berg”)',
    )
    await imported(planned)
    const { files } = await press(planned, 'rätta')
    const [, row] = Buffer.from((files![0] as { bytes: Uint8Array }).bytes)
      .toString()
      .split('\r\n')
    expect(row).toMatch(/^100;W6;Bo Ek;w6;Lager;3;/)
  })

  it('are proposed with how they would be divided', async () => {
    const asked = await sent(csv(['Företagsnr;Anst.nr;Namn;E-post', '100;W7;Ek Li;li.ek@acme.example']))
    const names = () => asked.rows!.body.map((cells) => String(cells[1])).find((cell) => cell.includes(' | '))
    expect(names()).toBe('Efternamn och förnamn\nLi | Ek')
    const turned = await press(asked, ' namn förnamn')
    expect(turned.rows!.body.map((cells) => cells[1])).toContain('Förnamn och efternamn\nEk | Li')
    await imported(await press(turned, ' ja'))
    expect(await stored('W7')).toBe('Ek | Li')
  })
})
