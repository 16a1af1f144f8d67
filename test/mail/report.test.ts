import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/mail/report.ts'
import { daemonForms } from './reports/daemons.ts'
import { forms as standard } from './reports/forms.ts'
import { formsFromPeople } from './reports/people.ts'
import { wrappedForms } from './reports/wrapped.ts'

const forms = [...standard, ...daemonForms, ...wrappedForms, ...formsFromPeople]

const id = '<v.1.2.0123456789abcdef.0123456789abcdef0123@acme.example>'

describe('a report', () => {
  it.each(forms)('$name: $kind', async ({ kind, write }) => {
    const report = await readReport(Buffer.from(write(id, 'anna@acme.example')))
    expect(report.kind).toBe(kind)
    if (kind !== 'none') expect(report.quoted).toContain(id.slice(1, -1))
    if (kind === 'bounced') expect(report.words).toMatch(/^5\d\d/)
  })

  it('is made in at least 60 different forms', () => {
    const different = new Set(forms.map(({ write }) => write(id, 'anna@acme.example')))
    console.log(`${different.size} different forms of reports`)
    expect(different.size).toBe(forms.length)
    expect(forms.length).toBeGreaterThanOrEqual(60)
  })

  it('never fails on what is no mail at all', async () => {
    for (const bytes of ['', '\0\0', 'From: x', 'Content-Type: multipart/report; boundary=\n\n--', 'x'.repeat(10_000)])
      expect((await readReport(Buffer.from(bytes))).kind).toBe('none')
  })
})
