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

const { sent } = importsInto(() => product)
const dated = (...lines: string[]) =>
  product.say('owner', 'importera', [csv([`${header};Anställd från;Anställd till`, ...lines])])
const confirmed = (card: Card) => product.say('owner', `bekräfta ${card.data!.plan}`)
const listed = async (filter: string) => JSON.stringify((await product.say('owner', `lista ${filter}`)).rows)

describe('a name', () => {
  beforeAll(async () => {
    await confirmed(await sent('100;Acme AB;1;Anna;Öberg;anna@acme.example', '100;Acme AB;2;Bo;Ek;bo@acme.example'))
  })

  it('is none where an address stands, which is named and proposed', async () => {
    const planned = await sent(
      '100;Acme AB;1;Anna;ny@acme.example',
      '100;Acme AB;2;bosse@acme.example;Ek;',
      '100;Acme AB;3;Cia;cia@acme.example',
    )
    expect(planned.data!.outcomes).toEqual({ unchanged: 2, created: 1 })
    expect(factsOf(planned)['e-postadress i fel kolumn, sparas inte']).toMatch(/^3 celler \(.*rad 2, 3, 4\)/)
    const { files } = await product.say('owner', linesOf(planned).find((say) => say.startsWith('rätta'))!)
    const back = Buffer.from(files![0]!.bytes).toString('utf8').trim().split('\r\n')
    expect(back[1]).toMatch(/;ny@acme\.example$/)
    await confirmed(planned)
    const people = await listed('företag=100')
    expect(people).toMatch(/Öberg/)
    expect(people).toMatch(/Cia/)
    expect(people).not.toMatch(/(ny|bosse|cia)@/)
  })

  it.each(['N/A;null', '-;-', 'saknas;?', '(tom);(blank)', '0;0', '123;2026-01-01'])(
    'is kept where the file has %s',
    async (name) => {
      const planned = await sent(`100;Acme AB;1;${name};anna@acme.example`)
      expect(planned.data!.outcomes).toEqual({ unchanged: 1 })
      const isNamed = /\d/.test(name)
      expect(Object.keys(factsOf(planned)).includes('kan inte vara ett namn, sparas inte')).toBe(isNamed)
    },
  )
})

describe('days', () => {
  const row = (i: number, from: string, to = '') => `110;Beta AB;${i};Li;Ek${i};li${i}@beta.example;${from};${to}`

  it.each([
    [['03/14/2026', '14/03/2026', '05/06/2026']],
    [['14/03/2026', '03/14/2026', '05/06/2026']],
    [['05/06/2026', '03/14/2026', '14/03/2026']],
  ])('that contradict each other are asked about: %s', async (days) => {
    const planned = await dated(...days.map((day, i) => row(i + 1, day)))
    expect(factsOf(planned)['datum som går att läsa på två sätt']).toMatch(/^1 cell/)
    const asked = linesOf(planned).filter((say) => say.includes(' datum '))
    expect(asked.map((say) => say.split(' ').at(-1))).toEqual(['dmy', 'mdy'])
    const said = await product.say('owner', asked[0]!)
    expect(factsOf(said)).not.toHaveProperty('datum som går att läsa på två sätt')
  })

  it('of an end before the beginning are named', async () => {
    const planned = await dated(row(1, '2026-03-01', '2026-02-01'), row(2, '2026-03-01', '2026-03-01'))
    expect(factsOf(planned)['slutar före första dagen']).toBe('1 cell (Anställd till, rad 2)')
  })
})
