import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Card } from '#bot'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Employment numbers that mean something else in a line, as far as an import takes them. */
const numbers = [
  ...['K7QM', 'ABCD', '2345', '100', 'A=1', 'företag=100', 'sida=2', '7 igen=ja', 'epost=7', 'A,1', '1|2', '1/2', '#1'],
  ...['+46701', '<@U7>', '_1_', '~1~', '1.', '1!', '-1', "'1'", 'A"1', 'A 1', '!=1', '7', '0', '1e5', '%41', '&amp;1'],
]
/** Companies are called by words, too. */
const companies = ['7 igen=ja', 'A,B', 'Butik 12', '_7_', 'x=y']

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = [
    ...numbers.map((number, i) => `700;Udda AB;${quoted(number)};Kim;Udda;k${i}@udda.example`),
    ...companies.map((company, i) => `${quoted(company)};Bolag ${'ABCDE'[i]};9${i};Mio;Udda;m${i}@udda.example`),
  ]
  const plan = await product.say('owner', 'importera', [csv([header, ...rows])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

const linesOf = (card: Card): string[] =>
  (card.buttons ?? []).flatMap((b) => ('say' in b && !('input' in b && b.input) ? [b.say] : []))

it('every button that is about a person means that person, whatever the numbers look like', async () => {
  const list = await product.say('admin', 'lista')
  const rows = list.rows as { body: string[][]; press: string[] }
  const lines = [...rows.press]
  for (const sida of [2, 3]) lines.push(...((await product.say('admin', `lista sida=${sida}`)).rows?.press ?? []))
  expect(lines.length).toBeGreaterThan(25)
  const met = new Set<unknown>()
  for (const line of lines) {
    const card = await product.say('admin', line)
    const { email } = (card.data?.person ?? {}) as { email?: string }
    expect(email, line).toBeDefined()
    met.add(email)
    for (const next of linesOf(card)) {
      const { data } = await product.say('admin', next)
      const refused = String(data?.refused ?? '')
      expect(['', 'recently_sent', 'not_connected'], `${line} → ${next}`).toContain(refused)
      const about = (data?.person ?? data?.verified) as { email?: string; number?: string } | undefined
      if (about?.email) expect(about.email, next).toBe(email)
      if (about?.number) expect((card.data!.person as { number: string }).number, next).toBe(about.number)
    }
  }
  expect(met.size).toBe(lines.length)
})
