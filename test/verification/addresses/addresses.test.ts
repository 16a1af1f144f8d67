import { describe, expect, it, vi } from 'vitest'
import { maskAddress, readAddress } from '../../../src/verification/addresses/addresses.ts'
import { lookalike, typoHint } from '../../../src/verification/addresses/similar-domains.ts'
import fc from '../../support/seeded.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const key = (text: string) => {
  const address = readAddress(text)
  return address.ok ? address.key : address.why
}

describe('an address', () => {
  it('is kept as typed and compared in lower case, its domain as A-label', () => {
    expect(readAddress('  mailto:Anna.Berg+HR@Räksmörgås.example?subject=x ')).toEqual({
      ok: true,
      email: 'Anna.Berg+HR@Räksmörgås.example',
      key: 'anna.berg+hr@xn--rksmrgs-5wao1o.example',
      domain: 'xn--rksmrgs-5wao1o.example',
    })
    expect(key('åsa@x.example'.normalize('NFD'))).toBe('åsa@x.example')
    expect(key('asa@x.example')).not.toBe(key('åsa@x.example'))
    expect(key('a+1@x.example')).not.toBe(key('a+2@x.example'))
    expect(key("o'brien!#$%&*/=?^_`{|}~-@x.example")).toBe("o'brien!#$%&*/=?^_`{|}~-@x.example")
    expect(key(`${'a'.repeat(64)}@x.example`)).toHaveLength(74)
  })

  it('is refused where it is not one bare address', () => {
    const refused: [string, string][] = [
      ['', 'empty'],
      ['   ', 'empty'],
      ['mailto:', 'empty'],
      ['anna', 'no_at'],
      ['@x.example', 'local'],
      ['anna@', 'domain'],
      ['anna berg@x.example', 'local'],
      ['.a@x.example', 'local'],
      ['a.@x.example', 'local'],
      ['a..b@x.example', 'local'],
      [`${'a'.repeat(65)}@x.example`, 'local'],
      [`${'å'.repeat(33)}@x.example`, 'local'],
      ['a@localhost', 'domain'],
      ['a@-x.example', 'domain'],
      ['a@x-.example', 'domain'],
      ['a@x..example', 'domain'],
      ['a@x.example.', 'domain'],
      ['a@.example', 'domain'],
      ['a@a_b.example', 'domain'],
      ['a@1.2.3.4', 'domain'],
      ['a@0x7f.1', 'domain'],
      ['a@[127.0.0.1]', 'domain'],
      ['a@ex%41mple.se', 'domain'],
      ['a@x.e', 'domain'],
      ['a@xn--a.se', 'domain'],
      [`a@${'x'.repeat(64)}.example`, 'domain'],
      [`a@${'x.'.repeat(127)}se`, 'too_long'],
      ['x'.repeat(1e6), 'too_long'],
      // Zero-width, bidirectional and control characters, full-width and small @.
      ['a\u200b@x.example', 'local'],
      ['a@x\u200b.example', 'domain'],
      ['a\u202e@x.example', 'local'],
      ['a\0@x.example', 'local'],
      ['a@x.example\u200e', 'domain'],
      ['a\uff20b@x.example', 'local'],
      ['a@x\u3002example', 'domain'],
      ['a\ud800@x.example', 'local'],
    ]
    for (const [text, why] of refused) expect([text.slice(0, 80), key(text)]).toEqual([text.slice(0, 80), why])
  })

  it('never holds what a mail library could read as another recipient', () => {
    for (const text of [
      '"xclow3n@gmail.com x"@internal.example',
      'Anna <a@x.example>',
      '<a@x.example>',
      'a@x.example, b@x.example',
      'a@x.example;b@x.example',
      'a@evil.example\r\nRCPT TO:<b@x.example>',
      'group: a@x.example;',
      'a(comment)@x.example',
      'a@x.example(comment)',
      '"a b"@x.example',
      'a\\@b@x.example',
      'a@b@x.example',
      'a@x.example>',
      'a@x.example\nBcc: b@x.example',
      '=?utf-8?q?a=40evil.example?= <b@x.example>',
      'a@(x@y).example',
      'a@x.example\t',
      '@a,@b:c@x.example',
      'a:b@x.example',
    ].slice(0)) {
      const address = readAddress(text)
      if (address.ok) expect([text.trim(), address.email.split('@').length]).toEqual([address.email, 2])
      else expect(address.why).toBeTruthy()
      expect(address.ok).toBe(text === 'a@x.example\t')
    }
  })

  it('reads its own key back unchanged, and never throws', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.tuple(part, part).map(([a, b]) => `${a}@${b}.example`),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const address = readAddress(text)
          if (!address.ok) return
          const again = readAddress(address.key)
          expect(again.ok && again.key).toBe(address.key)
          expect(address.key).not.toMatch(/[\s,;<>()"\p{C}]/u)
          expect(address.key.endsWith(`@${address.domain}`)).toBe(true)
        },
      ),
      { numRuns: 600 },
    )
  })

  it('is masked to its first letter and its domain', () => {
    expect(maskAddress('anna.berg@x.se')).toBe('a***@x.se')
    expect(maskAddress('😀b@x.se')).toBe('😀***@x.se')
    expect(maskAddress('nothing')).toBe('***')
    expect(maskAddress('@x.se')).toBe('***')
  })
})

describe('similar domains', () => {
  const domainOf = (text: string) => {
    const address = readAddress(`a@${text}`)
    return address.ok ? address.domain : 'none'
  }

  it('warns of what looks like a known domain', () => {
    const known = ['acme.example', 'norrsken.example', domainOf('räksmörgås.example')]
    for (const [domain, other] of [
      ['аcme.example', 'acme.example'],
      ['αcme.example', 'acme.example'],
      ['acrne.example', 'acme.example'],
      ['n0rrsken.example', 'norrsken.example'],
      ['norsken.example', 'norrsken.example'],
      ['nosrrken.example', null],
      ['nrorsken.example', 'norrsken.example'],
      ['acmé.example', 'acme.example'],
      ['raksmorgas.example', domainOf('räksmörgås.example')],
      ['gооgle.com', 'google.com'],
      ['сосо.com', 'coco.com'],
      ['acme.example', null],
      ['acmebygg.example', null],
      ['пример.рф', null],
      ['åäö.se', null],
      ['beta.example', null],
    ] as const) {
      expect([domain, lookalike(domainOf(domain), known)]).toEqual([domain, other])
    }
  })

  it('hints at mistyped mailboxes and leaves real ones alone', () => {
    for (const [domain, meant] of [
      ['gmial.com', 'gmail.com'],
      ['gmai.com', 'gmail.com'],
      ['hotmial.com', 'hotmail.com'],
      ['hotmal.se', 'hotmail.se'],
      ['outlok.com', 'outlook.com'],
      ['outllok.com', 'outlook.com'],
      ['iclod.com', 'icloud.com'],
      ['gmail.com', null],
      ['mail.com', null],
      ['live.no', null],
      ['acme.example', null],
      ['hotmail.no', null],
    ] as const) {
      expect([domain, typoHint(domain)]).toEqual([domain, meant])
    }
  })
})
