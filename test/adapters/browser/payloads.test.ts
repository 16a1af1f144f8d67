import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readLine } from '../../../adapters/browser/incoming/read.ts'
import { damaged, damagedBytes, isStored, runs, written } from '../../support/payloads/payloads.ts'
import fc from '../../support/seeded.ts'
import { startLocal } from './parts.ts'

vi.setConfig({ testTimeout: 600_000 })

const body = {
  as: 'employee:anna@acme.example',
  say: 'status',
  language: 'sv',
  file: { name: 'a.csv', base64: 'YQ==' },
}

let local: Awaited<ReturnType<typeof startLocal>>
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local.close())

it('a line is read as it is, and damaged in any way it is read or refused, never more', () => {
  expect(readLine(body)).not.toBeNull()
  fc.assert(
    fc.property(damaged(body), (payload) => {
      const line = readLine(payload)
      if (line) expect(isStored([line.as, line.say, line.file?.name])).toBe(true)
    }),
    { numRuns: runs(10_000) },
  )
})

it.each(['xowner', 'ownerx', 'Owner', ' admin', 'employee:', 'employee:anna@acme.example\nowner', 'operator'])(
  'nobody is %j',
  (as) => expect(readLine({ ...body, as })).toBeNull(),
)

it('a body of any bytes is answered or refused, over HTTP', async () => {
  const bodies = fc.oneof(
    damaged(body).map(written),
    damagedBytes(Buffer.from(JSON.stringify(body))).map((bytes) => Buffer.from(bytes).toString('latin1')),
  )
  await fc.assert(
    fc.asyncProperty(bodies, fc.constantFrom('application/json', 'application/x-ndjson'), async (text, accept) => {
      const answer = await local.say(text, { accept })
      expect([200, 400]).toContain(answer.status)
      await answer.text()
    }),
    { numRuns: runs(10_000) },
  )
  expect(local.log.lines.filter((line) => !line.includes('request'))).toEqual([])
})
