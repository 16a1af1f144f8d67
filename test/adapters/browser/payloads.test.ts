import { expect, it } from 'vitest'
import { readLine } from '../../../adapters/browser/incoming/read.ts'
import { damaged, isStored, runs } from '../../support/payloads/payloads.ts'
import fc from '../../support/seeded.ts'

const body = {
  as: 'employee:anna@acme.example',
  say: 'status',
  language: 'sv',
  file: { name: 'a.csv', base64: 'YQ==' },
}

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
