import { describe, expect, it, vi } from 'vitest'
import { withoutAddresses } from '../../src/jobs/sending/policy.ts'
import { readReport } from '../../src/mail/report.ts'
import { damagedBytes, isStored, odd, runs } from '../support/payloads/payloads.ts'
import fc from '../support/seeded.ts'
import { forms } from './reports/forms.ts'

vi.setConfig({ testTimeout: 600_000 })

const id = '<v.1.2.0123456789abcdef.0123456789abcdef0123@acme.example>'
const written = forms.map(({ write }) => write(id, 'anna@acme.example'))
/** Lines of all forms, in any order, with what a sender may put among them. */
const shuffled = fc
  .array(fc.oneof(fc.constantFrom(...written.flatMap((text) => text.split('\n'))), odd), { maxLength: 60 })
  .map((lines) => Buffer.from(lines.join('\n')))
const messages = fc.oneof(
  fc.constantFrom(...written).chain((text) => damagedBytes(Buffer.from(text))),
  shuffled,
)

it('whatever comes into the mailbox of reports is read, and what is kept of it can be stored', async () => {
  const kinds = ['bounced', 'failed', 'delayed', 'complaint', 'none']
  await fc.assert(
    fc.asyncProperty(messages, async (bytes) => {
      const { kind, words } = await readReport(bytes)
      expect(kinds).toContain(kind)
      expect(isStored(withoutAddresses(words))).toBe(true)
      expect(words.length).toBeLessThan(3000)
    }),
    { numRuns: runs(10_000) },
  )
})

describe('half a megabyte that a stranger mails', () => {
  const half = 512 * 1024
  const report = (type: string, text: string) =>
    Buffer.from(`From: mailer-daemon@x.example\nReturn-Path: <>\nContent-Type: ${type}\n\n${text}`)

  // Searched in the square of their length, they would take minutes.
  it.each([
    ['tags that never end', 'text/html', '<'.repeat(half)],
    ['a word that could be an address', 'text/plain', `550 5.1.1 ${'a'.repeat(half)}`],
    ['a diagnosis without an end', 'text/plain', `Action: failed\nDiagnostic-Code: smtp; 550 ${'a'.repeat(half)}`],
    ['spaces', 'text/plain', `550 5.1.1 ${' '.repeat(half)}x`],
  ])('%s is read at once', { timeout: 20_000 }, async (_, type, text) => {
    expect(withoutAddresses((await readReport(report(type, text))).words).length).toBeLessThanOrEqual(200)
  })
})

it('what a mail server says is stored, whatever signs it holds', () => {
  fc.assert(
    fc.property(
      fc.array(odd).map((parts) => `550 5.1.1 ${parts.join(' ')}`),
      (said) => {
        expect(isStored(withoutAddresses(said))).toBe(true)
      },
    ),
  )
})
