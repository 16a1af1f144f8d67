import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { lines } from '../../support/payloads/lines.ts'
import { isStored, runs } from '../../support/payloads/payloads.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import fc from '../../support/seeded.ts'

// Each line goes through the whole product and its database.
vi.setConfig({ testTimeout: 3_600_000 })

let product: Product
const logged: string[] = []
/** Of an import, a send, and a plan that is open at first. */
const codes: string[] = []
beforeAll(async () => {
  product = await startProduct({ idle: true, log: (line) => logged.push(line) })
  const people = ['001;Carl;Berg;carl@acme.example', 'A1;Anna;Ek;anna@acme.example', '003;Bo;Alm;']
  const plan = await product.say('owner', 'importera', [csv([header, ...people.map((each) => `100;Acme AB;${each}`)])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const done = await product.say('owner', 'verifiera konton epost=carl@acme.example')
  await product.say('owner', `bekräfta ${done.data!.plan}`)
  const open = await product.say('owner', 'verifiera konton')
  codes.push(...[plan, done, open].map((card) => String(card.data!.plan)))
})
afterAll(() => product.stop())

const speakers = fc.constantFrom(
  'owner',
  'admin',
  'operator',
  'employee:anna@acme.example',
  'employee:new@acme.example',
)

it('whoever says whatever gets an answer that can be stored, and never that something failed', async () => {
  await fc.assert(
    fc.asyncProperty(speakers, lines, async (as, written) => {
      const line = written.replace(/KOD([123])/g, (_, n) => codes[Number(n) - 1]!)
      logged.length = 0
      const { card } = await product.said(as, line)
      if (card.data?.refused === 'failed') throw new Error(logged.join('\n'))
      expect([String(card.data?.refused), card.title, isStored({ ...card, files: undefined })]).toEqual([
        expect.not.stringMatching(/^failed$/),
        expect.stringMatching(/\S/),
        true,
      ])
    }),
    { numRuns: runs(10_000) },
  )
})
