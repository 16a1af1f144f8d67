import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { completed } from '../../../src/bot/index.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  await press(await send(csv([header, '700;Sju AB;1;Första;Ek;forsta@sju.example'])), 'bekräfta')
})
afterAll(() => product.stop())

type Card = Awaited<ReturnType<Product['say']>>
const send = (file: { name: string; bytes: Uint8Array }, as = 'owner') => product.say(as, 'importera', [file])
const press = (card: Card, says: string, as = 'owner') => {
  const button = card.buttons!.find((one) => 'say' in one && one.say.includes(says))
  expect(button, `${says} on ${JSON.stringify(card.buttons)}`).toBeDefined()
  return product.say(as, (button as { say: string }).say)
}

/** A positional export; `order` says where its columns go. */
function rows(from: number, order = [0, 1, 2, 3, 4, 5]): string[][] {
  return Array.from({ length: 30 }, (_, i) => {
    const given = ['Anna', 'Bo', 'Cia', 'Dan', 'Eva', 'Åke', 'Märta'][i % 7]!
    const family = ['Ek', 'Berg', 'Ask', 'Lind', 'Sjö'][i % 5]!
    const email = `${given}.${family}`.toLowerCase().replace('å', 'a').replace('ä', 'a').replace('ö', 'o')
    const cells = ['700', `00${from + i}`, given, family, ['Lager', 'Kök'][i % 2]!, `${email}@sju.example`]
    return order.map((at) => cells[at]!)
  })
}
const text = (cells: string[][]) => csv(cells.map((row) => row.join(';')))
const usual = ['companyNumber', 'number', 'givenName', 'familyName', null, 'email']

it('is asked about each time, and proposed as it was accepted, a change by hand included', async () => {
  const asked = await send(text(rows(1000)))
  expect(asked.data).toMatchObject({ columns: usual })
  expect(asked.text).not.toContain('förra gången')
  // Somebody says that what looks like a family name is none: the cells looked so then, too.
  const changed = await press(await press(asked, ' efternamn'), ' efternamn 5')
  const accepted = ['companyNumber', 'number', 'givenName', null, 'familyName', 'email']
  expect(changed.data).toMatchObject({ columns: accepted })
  await press(await press(changed, ' ja'), 'bekräfta')

  const again = await send(text(rows(2000)))
  expect(again).toMatchObject({ kind: 'question', data: { columns: accepted } })
  expect(again.text).toContain('förra gången')
  expect(again.data).not.toHaveProperty('moved')
  const planned = await press(again, ' ja')
  expect(planned.data).toMatchObject({ rows: 30, outcomes: { created: 30 } })
})

it('has two columns that changed places since then noticed, by what their cells look like', async () => {
  for (const [order, moved, columns] of [
    [
      [0, 5, 2, 3, 4, 1],
      ['number', 'email'],
      ['companyNumber', 'email', 'givenName', 'familyName', null, 'number'],
    ],
    [
      [0, 1, 3, 2, 4, 5],
      ['givenName', 'familyName'],
      ['companyNumber', 'number', 'familyName', 'givenName', null, 'email'],
    ],
  ] as const) {
    const asked = await send(text(rows(1000, [...order])))
    expect(asked.data).toMatchObject({ columns, moved })
    expect(asked.text).toContain('bytt plats')
    expect(asked.text).not.toContain('förra gången en fil')
  }
})

it('in which no column names the company, belong to one that exists or to a new one, as somebody says', async () => {
  const without = (from: number) => send(text(rows(from).map((row) => row.slice(1))))
  const asked = await without(5000)
  expect(asked.data).toMatchObject({
    refused: expect.any(String),
    columns: ['number', 'givenName', 'familyName', null, 'email'],
  })
  const code = asked.data!.file
  const input = asked.buttons!.find((one) => 'input' in one && one.input === 'company') as { say: string }
  const said = (company: string) => product.say('owner', completed(input.say, company))
  expect(JSON.stringify(await said('Åtta AB'))).toContain(`tolka ${code} företag 100`)
  expect((await said('8 Åtta AB')).facts).toContainEqual(['Företag', '8 Åtta AB'])
  // As it is typed on the local page.
  expect((await product.say('owner', `${input.say}8 Åtta AB`)).facts).toContainEqual(['Företag', '8 Åtta AB'])
  const founded = await product.say('owner', `tolka ${code} ja`)
  expect(founded.text).toContain('Åtta AB (8)')
  await press(founded, 'bekräfta')
  expect((await product.say('owner', 'status 005000 företag="åtta ab"')).data!.person).toMatchObject({ company: '8' })
  const again = await without(6000)
  const byName = await product.say('owner', `tolka ${again.data!.file} företag åtta`)
  expect(byName.facts).toContainEqual(['Företag', '8'])
  expect((await press(byName, ' ja')).data).toMatchObject({ outcomes: { created: 30 } })
})

it('of another width, and a workbook, are judged by themselves', async () => {
  const wider = await send(text(rows(1000).map((row) => [...row, 'x'])))
  expect(wider.data).toMatchObject({ columns: [...usual, null] })
  const book = await writeXlsx({ sheets: [{ name: 'Blad1', rows: rows(1000) }] })
  const asked = await send({ name: 'personal.xlsx', bytes: book })
  expect(asked.data).toMatchObject({ columns: ['companyNumber', 'number', 'givenName', null, 'familyName', 'email'] })
  expect(asked.text).toContain('förra gången')
})

it('what looks like a personal identity number is not shown of a column that is not read', async () => {
  const rows = ['1204', '1214', '1224'].map((four, i) => `100;90${i};Li;Ek${i};li${i}@acme.example;811228-${four}`)
  const card = await product.say('owner', 'importera', [csv(rows)])
  expect(JSON.stringify(card)).toContain('••••••-••••')
  expect(JSON.stringify(card)).not.toContain('811228')
})
