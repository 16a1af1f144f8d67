import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { damaged, odd, runs, written } from '../support/payloads/payloads.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'
import fc from '../support/seeded.ts'
import { ask, keepLog, startWeb } from './parts.ts'

// Each request goes through the whole product and its database.
vi.setConfig({ testTimeout: 3_600_000 })

const address = 'anna@acme.example'
const log = keepLog()
let product: Product
let token: string
let site: Awaited<ReturnType<typeof startWeb>>
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [csv([header, `100;Acme AB;001;Anna;Ek;${address}`])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  await product.say('owner', 'verifiera 001')
  await product.settled()
  token = await product.linkTo(address)
  site = await startWeb({ page: product.app.page, log })
})
afterAll(async () => {
  await site.close()
  await product.stop()
})

const text = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(address, 'sv', 'en'))
const paths = fc.constantFrom('/v', '/v/resend', '/fel', '/akta', '/v/', '/fel/', '/brev/', '/')

/** Fields as a browser sends them in its two forms, and as nobody's browser does. */
const bodies = (fields: fc.Arbitrary<Record<string, unknown>>) =>
  fc.oneof(
    fields.map((given) => ({ body: new URLSearchParams(strings(given)).toString(), type: urlencoded })),
    fields.map((given) => ({ body: multipart(strings(given)), type: 'multipart/form-data; boundary=b' })),
    fc.record({ body: fc.string({ unit: 'binary', maxLength: 300 }), type: fc.constantFrom(urlencoded, 'text/plain') }),
    fc.record({
      body: fc.string({ unit: 'binary-ascii', maxLength: 300 }).map((junk) => `--b\r\n${junk}`),
      type: fc.constantFrom('multipart/form-data; boundary=b', 'multipart/form-data', 'multipart/form-data; boundary='),
    }),
  )
const urlencoded = 'application/x-www-form-urlencoded'
const strings = (given: Record<string, unknown>): [string, string][] =>
  Object.entries(given ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : written(value)])
const multipart = (given: [string, string][]) =>
  `${given.map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--b--`

it('any request is answered, and is no fault of ours', async () => {
  const right = { token, lang: 'sv', email: address, end: token.slice(-8) }
  const fields = fc.oneof(damaged(right) as fc.Arbitrary<Record<string, unknown>>, fc.dictionary(text, text))
  const request = fc.record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT'),
    path: fc.tuple(paths, fc.option(text, { nil: '' }), fc.constantFrom('', '?lang=en', '?lang=%00', '?lang=a&lang=b')),
    body: bodies(fields),
    language: fc.constantFrom('sv', 'en;q=2', '*;q=-1', ',,;', 'x'.repeat(3000)),
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path: [start, end, query], body, language }) => {
      const path = `${start}${encodeURIComponent(end.toWellFormed())}${query}`
      const headers = { 'content-type': body.type, 'accept-language': language }
      const answer = await ask(site.port, method, path, headers, method === 'GET' ? undefined : body.body)
      expect(answer.status).toBeLessThan(500)
      expect(answer.body).not.toBe('')
    }),
    { numRuns: runs(10_000) },
  )
  expect(log.lines.filter((line) => !line.includes('"what":"http request"'))).toEqual([])
})
