import { expect, it, vi } from 'vitest'
import { type DirectoryAnswer, type DirectoryPerson, directoryReasons } from '../../src/directory/directory.ts'
import { createScim } from '../../src/directory/scim.ts'
import { damaged, damagedBytes, isStored, runs, written } from '../support/payloads/payloads.ts'
import fc from '../support/seeded.ts'

vi.setConfig({ testTimeout: 3_600_000 })

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const anna: DirectoryPerson = {
  id: 7,
  companyNumber: '100',
  number: '00217',
  email: 'anna.berg@acme.example',
  givenName: 'Anna',
  familyName: 'Berg',
  language: 'sv',
}
const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  id: 'u1',
  externalId: 'verifiera:100:00217',
  userName: 'anna.berg@acme.example',
  active: true,
  name: { givenName: 'Anna', familyName: 'Berg' },
  emails: [{ value: 'anna.berg@acme.example', type: 'work', primary: true }],
  [enterprise]: { employeeNumber: '00217', organization: '100' },
  meta: { version: 'W/"1"' },
}
const list = (...users: object[]) => ({ totalResults: users.length, startIndex: 1, Resources: users })

/** Answers as RFC 7644 has them, damaged, and of any status that is about the request. */
const content = fc.oneof(
  ...[
    user,
    { ...user, active: false },
    list(user),
    list(),
    list(user, { ...user, id: 'u2' }),
    { status: '400' },
  ].flatMap((right) => [
    damaged(right).map(written),
    damagedBytes(Buffer.from(JSON.stringify(right))).map((bytes) => Buffer.from(bytes).toString('latin1')),
  ]),
)
const statuses = fc.constantFrom(200, 200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 409, 412, 415, 422, 428, 501)
const answers = fc.record({ status: statuses, text: content, etag: fc.constantFrom(undefined, '"1"', 'å', '*') })

it('whatever the provider sends, a call ends with an answer that says what to do and can be stored', async () => {
  const given = fc.array(answers, { minLength: 1, maxLength: 6 })
  const calls = fc.constantFrom('connect', 'disconnect', 'look', 'check' as const)
  await fc.assert(
    fc.asyncProperty(given, calls, async (wire, call) => {
      let asked = 0
      const fetch = async () => {
        const { status, text, etag } = wire[asked++ % wire.length]!
        const isEmpty = status === 204
        return new Response(isEmpty ? null : text, { status, headers: { ...(etag && { etag }) } })
      }
      const scim = createScim({ url: 'http://127.0.0.1/scim', token: 'token-of-the-tests', now: Date.now, fetch })
      const answer: DirectoryAnswer | { ok: true } = await scim[call as 'connect']({ ...anna })
      if (!answer.ok) {
        expect(directoryReasons).toContain(answer.reason)
        expect(answer.error).not.toMatch(/^Unexpected|@|anna|token-of/i)
      }
      expect(isStored(answer)).toBe(true)
      expect(asked).toBeLessThan(120)
    }),
    { numRuns: runs(10_000) },
  )
})
