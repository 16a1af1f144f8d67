import { describe, expect, it } from 'vitest'
import { createComposer, type LetterSettings, type Recipient } from '../../src/mail/compose.ts'
import { readMail } from '../support/mail/mailbox.ts'

const settings: LetterSettings = {
  from: { name: 'Verifiera', address: 'no-reply@acme.example', domain: 'acme.example' },
  publicUrl: 'https://verifiera.acme.example',
  loginUrl: 'https://connect.visma.com/',
  support: 'hr@acme.example',
}
const token = 'AbC-_'.padEnd(43, 'x')
const anna: Recipient = {
  language: 'sv',
  givenName: 'Anna',
  company: 'Acme Bygg AB',
  address: 'Anna@räksmörgås.example',
  to: 'Anna@xn--rksmrgs-5wao1o.example',
  link: { token, lastDay: '2026-03-14' },
  code: null,
  messageId: '<5f3a@acme.example>',
  date: new Date('2026-03-10T08:00:00Z'),
}
const read = (name: 'verify' | 'connected', own: Partial<Recipient> = {}, given: Partial<LetterSettings> = {}) =>
  readMail(createComposer({ ...settings, ...given })(name, { ...anna, ...own }).raw)

describe('the verification letter', () => {
  it('says who asks, until when, how to check it, and what happens otherwise; in both forms', () => {
    const mail = read('verify')
    for (const form of [mail.text, mail.html]) {
      for (const part of [
        'Hej Anna!',
        'Acme Bygg AB',
        'Anna@räksmörgås.example',
        `https://verifiera.acme.example/v/${token}`,
        'giltig t.o.m. lördag 14 mars',
        'Glömt ditt lösenord?',
        'https://connect.visma.com/',
        'hr@acme.example',
        'osäker',
        'Om du inte gör något händer ingenting',
      ]) {
        expect(form).toContain(part)
      }
      expect(form).not.toMatch(/lön/i)
    }
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.headers.get('message-id')).toBe('<5f3a@acme.example>')
    expect(mail.headers.get('date')).toBe('Tue, 10 Mar 2026 08:00:00 +0000')
  })

  it('keeps the name out of subject and sender', () => {
    const mail = read('verify', { givenName: 'Zaphod', company: 'Beeblebrox AB' })
    expect(`${mail.headers.get('subject')} ${mail.headers.get('from')}`).not.toMatch(/Zaphod|Beeblebrox/)
  })

  it('speaks English, or both with Swedish first where the language is unknown', () => {
    expect(read('verify', { language: 'en' }).text).toContain('until the end of Saturday 14 March')
    const both = read('verify', { language: null }).text
    expect(both.indexOf('Bekräfta')).toBeLessThan(both.indexOf('Confirm'))
    expect(both).toContain('In English below.')
  })

  it('greets nobody by an empty name and asks nobody to write to an empty contact', () => {
    const { text } = read('verify', { givenName: '' }, { support: '' })
    expect(text).toContain('Hej!')
    expect(text).not.toContain('Frågor?')
  })

  it('takes a name for text, whatever it holds', () => {
    const mail = read('verify', {
      givenName: '<script>alert(1)</script>\r\nBcc: x@y.example\u202e',
      company: '"><img src=x onerror=alert(1)>',
    })
    expect(mail.html).not.toMatch(/<script|<img/)
    expect(mail.headers.has('bcc')).toBe(false)
    expect(mail.text).not.toContain('\u202e')
  })
})

describe('the letter to somebody connected directly', () => {
  it('carries no link of ours, and tells how to make a password', () => {
    const mail = read('connected', { link: null })
    expect(mail.text).toContain('Glömt ditt lösenord?')
    expect(mail.text).toContain('https://connect.visma.com/')
    expect(mail.text).not.toContain('/v/')
  })
})
