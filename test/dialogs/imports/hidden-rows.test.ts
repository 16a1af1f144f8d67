import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { textRows, workbookParts, zip } from '../../support/files/workbook.ts'
import { header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

type Card = Awaited<ReturnType<Product['say']>>
const send = (bytes: Uint8Array) => product.say('owner', 'importera', [{ name: 'personal.xlsx', bytes }])
const labels = (card: Card) => card.buttons!.map(({ label }) => label)
const press = (card: Card, label: string) => {
  const button = card.buttons!.find((one) => one.label === label)
  expect(button, `${label} on ${labels(card)}`).toBeDefined()
  return product.say('owner', (button as { say: string }).say)
}

/** Ten people; a filter hides four of them, and two below it are hidden by hand. */
function book(): Uint8Array {
  const people = Array.from({ length: 10 }, (_, i) => [
    '100',
    'Acme AB',
    `00${i}`,
    'Anna',
    'Ek',
    `anna${i}@acme.example`,
  ])
  const rows = [3, 4, 5, 6, 10, 11].reduce(
    (text, line) => text.replace(`<row r="${line}"`, `<row r="${line}" hidden="1"`),
    textRows([header.split(';'), ...people]),
  )
  const after =
    '<autoFilter ref="A1:F8"><filterColumn colId="3"><filters><filter val="Bo"/></filters></filterColumn></autoFilter>'
  return zip(workbookParts([rows], { after }))
}

it('that a filter hides, and those hidden by hand, are said apart, and each is left out by a press', async () => {
  const all = await send(book())
  expect(all.data).toMatchObject({ rows: 10, outcomes: { created: 10 } })
  expect(all.note).toContain('4 rader syns inte i kalkylbladet, för ett filter döljer dem.')
  expect(all.note).toContain('2 rader är dolda i kalkylbladet.')
  const seen = await press(all, 'Läs utan de 4 filtrerade raderna')
  expect(seen.data).toMatchObject({ rows: 6 })
  expect(labels(seen)).toContain('Läs även de 4 filtrerade raderna')
  const fewest = await press(seen, 'Läs utan de 2 dolda raderna')
  expect(fewest.data).toMatchObject({ rows: 4, outcomes: { created: 4 } })
  const more = await press(fewest, 'Läs även de 4 filtrerade raderna')
  expect(more.data).toMatchObject({ rows: 8 })
  expect((await press(more, 'Läs även de 2 dolda raderna')).data).toMatchObject({ rows: 10 })
})

it('are not spoken of where there are none', async () => {
  const card = await send(
    await writeXlsx({ sheets: [{ name: 'a', rows: [header.split(';'), ['100', '', '1', '', '', '']] }] }),
  )
  expect(labels(card).join()).not.toMatch(/dold|filtr/)
})
