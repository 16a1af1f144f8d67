import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { storable } from '#bot'
import { csvFiles } from '../../support/payloads/csv-files.ts'
import { isStored, odd, runs } from '../../support/payloads/payloads.ts'
import { workbooks } from '../../support/payloads/workbooks.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import fc from '../../support/seeded.ts'

// Each file goes through the whole product and its database; a workbook has a thread of its own.
vi.setConfig({ testTimeout: 3_600_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;001;Carl;Berg;carl@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

async function importOf(name: string, bytes: Uint8Array) {
  const card = await product.say('owner', 'importera', [{ name, bytes }])
  expect([String(card.data?.refused), card.title, isStored({ ...card, files: undefined })]).toEqual([
    expect.not.stringMatching(/^failed$/),
    expect.stringMatching(/\S/),
    true,
  ])
  // What is to be corrected can be fetched, and so be read again.
  if (card.data?.plan) await corrected(String(card.data.plan))
}

async function corrected(plan: string) {
  const answer = await product.say('owner', `rätta ${plan}`)
  expect(answer.data?.refused).not.toBe('failed')
  for (const { name, bytes } of answer.files ?? []) {
    const again = await product.say('owner', 'importera', [{ name, bytes: new Uint8Array(bytes) }])
    expect(again.data?.refused).not.toBe('failed')
  }
}

it('any file as text becomes a plan, a question, or a refusal in words', async () => {
  await fc.assert(
    fc.asyncProperty(csvFiles, odd, (bytes, name) => importOf(storable(`${name}.csv`), bytes)),
    { numRuns: runs(10_000) },
  )
})

it('any workbook becomes a plan, a question, or a refusal in words', async () => {
  await fc.assert(
    fc.asyncProperty(workbooks, (bytes) => importOf('a.xlsx', bytes)),
    { numRuns: runs(10_000, 30) },
  )
})

describe('one value that a database or a program chokes on', () => {
  const row = (number: string, email: string, more = '') => `100;Acme AB;${number};Bo;Alm;${email}${more}`

  it.each([
    ['half a sign where a cell is cut', [header, row('002', `${'a'.repeat(1024)}😀`)]],
    ['NUL in a cell that is kept', [header, row('003', 'no\0address')]],
    [
      'a delimiter of which half a sign would be read',
      ['sep=😀', ...[header, row('010', 'bo@acme.example')].map((line) => `"${line.replaceAll(';', '"😀"')}"`)],
    ],
    ['NUL in a header', [`${header}\0`, row('004', 'bo@acme.example')]],
    ['a line that is none', [`${header};Rad i K7QM`, row('005', 'none', ';1e300'), row('006', 'none', ';1.5')]],
    ['many columns', [`${header}${';x'.repeat(200_000)}`, row('007', 'bo@acme.example')]],
    ['many columns that are one', [`${header}${';E-post Visma Connect'.repeat(15_000)}`, row('008', 'b@acme.example')]],
    ['a wide row without a header', [';'.repeat(400_000), row('009', 'bo@acme.example', ';x'.repeat(200_000))]],
  ])('%s', { timeout: 20_000 }, async (_, lines) => {
    await importOf('a.csv', csv(lines).bytes)
  })
})
