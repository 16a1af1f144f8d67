import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Who } from '#bot'
import { loadDemo } from '../../src/runtime/demo/demo.ts'
import { createLog } from '../../src/runtime/log.ts'
import { type Product, startProduct } from '../support/product.ts'

const who = (user: string, email = `${user}@verifiera.example`): Who => ({
  ...{ platform: 'local', workspace: 'local', standing: 'member' },
  ...{ user, email },
})
let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  await loadDemo(product.app, await createLog({ logLevel: 'silent' }))
})
afterAll(() => product?.stop())

const lines = async (line: string, as = who('owner'), language: 'sv' | 'en' = 'sv') =>
  (await product.app.complete(line, as, language)).map((choice) => choice.line)

it.each([
  ['verifiera k', 'verifiera konton '],
  ['FORSOK', 'försök igen '],
  ['verifiera konton st', 'verifiera konton status='],
  ['verifiera konton status=utg', 'verifiera konton status=utgången '],
  ['verifiera konton status=skickad,utg', 'verifiera konton status=skickad,utgången '],
  ['verifiera konton företag=norr', 'verifiera konton företag="Norrsken Vård AB" '],
  ['verifiera konton företag="Acme B', 'verifiera konton företag="Acme Bygg AB" '],
  ['status Olof Mo', 'status 0001 företag=100'],
])('%s goes on as %s', async (typed, line) => {
  expect(await lines(typed)).toContain(line)
})

it('completes English with English', async () => {
  expect(await lines('verify a', who('owner'), 'en')).toContain('verify accounts ')
})

it('offers nobody a command, a company or a person beyond their rights', async () => {
  const employee = who('employee:olof.moberg@acme.example', 'olof.moberg@acme.example')
  expect(await lines('verif', employee)).toEqual([])
  expect(await lines('status Östen', employee)).toEqual([])
  expect(await lines('status företag=', employee)).toEqual([])
  expect(await lines('skicka', employee)).toEqual(['skicka länk '])
})

it.each([
  '',
  ' ',
  '"',
  '=',
  'x'.repeat(5000),
  'status "',
  'verifiera konton status=,,',
  '\u0000',
  'lista företag=<@U1',
])('answers anything, and never changes what was typed before: %j', async (typed) => {
  for (const line of await lines(typed)) expect(line.length).toBeGreaterThan(0)
})
