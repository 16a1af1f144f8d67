import { describe, expect, it } from 'vitest'
import { foreignLink } from '../../../src/verification/employers/links-in-text.ts'

const proved = new Set(['acme.example', 'xn--keri-poa.example'])

describe('a text of the employer', () => {
  it.each([
    'evil.example',
    'https://evil.example',
    'HTTP://EVIL.EXAMPLE/acme.example',
    'www.evil.example',
    'www.acme',
    'hr@evil.example',
    '<a href="https://evil.example">acme.example</a>',
    'https://acme.example@evil.example',
    'https://acme.example:443@evil.example/',
    'https://acme.example.evil.example',
    'evilacme.example',
    'acme.example/../\\evil.example',
    'https://acme.example\\@evil.example',
    'https:acme.example:8080',
    'evil。example',
    'evil．example',
    'ｅｖｉｌ.example',
    'аcme.example',
    'åkeri.se',
    'xn--cme-5cd.example',
    'mailto:hr',
    'tel:0812345',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '\\\\server\\share',
    '//evil',
    '192.0.2.1',
    '(evil.example)',
    '”evil.example”',
    'Se evil.example.',
    'Ring 08-123 45 67 i dag',
    'Ring +46 8 123 45 67',
    'Ring 070/1234567',
    'guide.pdf',
    'Hej.Välkommen',
  ])('finds what would become a link: %j', (text) => {
    expect(foreignLink(text, proved)).not.toBeNull()
  })

  it.each([
    '',
    'Välkommen till Visma Connect! Fråga oss, t.ex. på kafferasten, m.fl. ställen.',
    'HR:s svar kommer kl. 10.30 den 2026-03-01, kl 08.00-17.00.',
    'Det gäller 1 250 personer (organisationsnummer 556677-8899).',
    'Läs mer på acme.example.',
    'Läs mer på https://intranet.acme.example/flytten?del=2#svar.',
    'Skriv till hr@acme.example, så svarar vi.',
    'Se (åkeri.example) eller xn--keri-poa.example!',
    'Vi byter den 1 mars … och hörs sedan.',
    'A/B, och/eller, 50 % – 100 %',
  ])('lets through what would not, and the employer’s own: %j', (text) => {
    expect(foreignLink(text, proved)).toBeNull()
  })

  it('knows no domain as the employer’s own before it is proved', () => {
    expect(foreignLink('acme.example', new Set())).toBe('acme.example')
  })
})
