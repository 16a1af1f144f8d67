import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { type Product, startProduct } from '../../support/product.ts'

interface Line {
  what: string
  reference?: string
  began?: string
  [detail: string]: unknown
}

let product: Product
const lines: Line[] = []
const saying = (what: string) => lines.filter((line) => line.what === what)

beforeAll(async () => {
  product = await startProduct({
    environment: { DEMO: 'on' },
    log: (line) => lines.push(JSON.parse(line)),
  })
  await product.say('owner', 'importera', [
    {
      name: 'personal.csv',
      bytes: Buffer.from(
        'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect\n7;Reda;1;Ada;Ek;ada@reda.example\n7;Reda;2;Bo;Lind;bo@reda.example\n',
      ),
    },
  ])
  const [plan] = await rows<{ code: string }>(product.database.db, sql`select code from plans order by id desc limit 1`)
  await product.say('owner', `bekräfta ${plan!.code}`)
}, 60_000)
afterAll(() => product.stop())

it('is one from the message to its plan, the confirm, each letter and the end of the send', async () => {
  const planned = await product.say('owner', 'verifiera konton företag=7')
  const { reference } = saying('A message was answered').at(-1)!
  expect(reference).toMatch(/^[0-9a-f]{12}$/)
  const code = String(planned.data!.plan)
  await product.say('owner', `bekräfta ${code}`)
  const confirmed = saying('A message was answered').at(-1)!
  expect(confirmed).toMatchObject({ command: 'bekräfta', reference, began: expect.not.stringMatching(reference!) })
  await product.settled()
  const letters = saying('A letter was handed to the mail server')
  expect(letters.map((line) => line.reference)).toEqual([reference, reference])
  expect(saying('A send has ended').at(-1)).toMatchObject({ code, reference })

  const history = await product.say('owner', `historik ${reference}`)
  const events = history.data!.events as { action: string; code: string; details: { reference: string } }[]
  expect(events.map(({ action }) => action)).toContain('send.confirm')
  expect(new Set(events.map((event) => event.details.reference))).toEqual(new Set([reference]))
  expect(new Set(events.map((event) => event.code))).toEqual(new Set([code]))
})

it('is another for every message, and that of a single letter is the message’s', async () => {
  await product.say('owner', 'verifiera ada@reda.example igen=ja')
  const { reference } = saying('A message was answered').at(-1)!
  await product.settled()
  expect(saying('A letter was handed to the mail server').at(-1)).toMatchObject({ reference })
  const answered = saying('A message was answered').map((line) => line.reference)
  const began = saying('A message was answered').map((line) => line.began ?? line.reference)
  expect(new Set(began).size).toBe(answered.length)
})

it('is what an error shows and what its line in the log says', async () => {
  const { db } = product.database
  await rows(db, sql`alter table audit rename to audit_away`)
  const failed = await product
    .say('owner', 'historik')
    .finally(() => rows(db, sql`alter table audit_away rename to audit`))
  const { reference } = failed.data as { reference: string }
  expect(failed.text).toContain(reference)
  expect(saying('A message could not be answered').at(-1)).toMatchObject({ reference })
  expect(saying('A message was answered').at(-1)).toMatchObject({ outcome: 'failed', reference })
})
