import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dkimOf } from '../../../src/mail/sender/dkim.ts'
import { dmarcOf } from '../../../src/mail/sender/dmarc.ts'
import { providerOf, spfOf } from '../../../src/mail/sender/spf.ts'

type Zone = Record<string, string | string[]>
const failure = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))

/** DNS that knows these texts; of a name with an empty list it says nothing. */
const dns = (zone: Zone) => ({
  txt: (name: string) => {
    const texts = zone[name]
    if (texts === undefined) return failure('ENOTFOUND')
    return texts.length ? Promise.resolve([texts].flat()) : failure('ETIMEOUT')
  },
})

describe('SPF (RFC 7208)', () => {
  const provider = 'spf.protection.outlook.com'
  const zone: Zone = {
    [provider]: 'v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all',
    'hub.example': `v=spf1 include:${provider} ~all`,
    'nobody.example': 'v=spf1 -all',
    'all.example': 'v=spf1 +all',
    'silent.example': [],
    'loop.example': 'v=spf1 include:loop.example -all',
    'old.example': 'v=spf1 ip4:203.0.113.0/24 -all',
    'two.example': ['v=spf1 a -all', 'v=spf1 mx -all'],
  }
  it.each<[string, string]>([
    ['v=spf1 ip4:192.0.2.1 -all', 'fine'],
    ['v=spf1 mx ~all', 'fine'],
    ['V=SPF1 +A:mx.acme.example/24 -ALL', 'fine'],
    ['v=spf1 exists:%{i}.spf.acme.example -all', 'fine'],
    ['v=spf1 include:%{d}.spf.acme.example -all', 'fine'],
    ['v=spf1 redirect=hub.example', 'fine'],
    ['v=spf1 a exp=why.acme.example unknown=x -all', 'fine'],
    ['v=spf1 a', 'fine'],
    ['v=spf1 -all', 'nobody'],
    ['v=spf1 ~all', 'nobody'],
    ['v=spf1', 'nobody'],
    ['v=spf1 ?all', 'nobody'],
    ['v=spf1 -ip4:192.0.2.1 ?a -all', 'nobody'],
    ['v=spf1 include:nobody.example -all', 'nobody'],
    ['v=spf1 redirect=nobody.example', 'nobody'],
    // What stands behind `all` is never reached.
    ['v=spf1 -all ip4:192.0.2.1', 'nobody'],
    ['v=spf1 -all redirect=hub.example', 'nobody'],
    // Named only to refuse whom it allows.
    ['v=spf1 -include:hub.example -all', 'nobody'],
    ['v=spf1 +all', 'open'],
    ['v=spf1 a all', 'open'],
    ['v=spf1 include:all.example -all', 'open'],
    ['v=spf1 redirect=all.example', 'open'],
    ['v=spf1 -include:all.example ip4:192.0.2.1 -all', 'fine'],
    ['v=spf1 a ipv4:192.0.2.1 -all', 'broken'],
    ['v=spf1 ip4:192.0.2.300 -all', 'broken'],
    ['v=spf1 ip4:192.0.2.0/33 -all', 'broken'],
    ['v=spf1 ip6:192.0.2.1 -all', 'broken'],
    ['v=spf1 include:missing.example -all', 'broken'],
    ['v=spf1 include:two.example -all', 'broken'],
    ['v=spf1 redirect=missing.example', 'broken'],
    [`v=spf1 ${'a:x.acme.example '.repeat(10)}-all`, 'fine'],
    [`v=spf1 ${'a:x.acme.example '.repeat(11)}-all`, 'too_many'],
    [`v=spf1 ${'mx ptr '.repeat(4)}a include:hub.example -all`, 'too_many'],
    ['v=spf1 include:loop.example -all', 'too_many'],
    ['v=spf1 include:silent.example -all', 'silent'],
  ])('%s: %s', async (record, expected) => {
    expect((await spfOf(dns({ ...zone, 'acme.example': ['other=text', record] }), 'acme.example')).state).toBe(expected)
  })

  it('counts none or only one record, and says which term is wrong', async () => {
    const at = (...texts: string[]) => spfOf(dns({ 'acme.example': texts }), 'acme.example')
    expect(await at('v=spf10 a', 'v=spf1x')).toEqual({ state: 'missing' })
    expect(await at('v=spf1 a', 'v=spf1 mx')).toEqual({ state: 'several' })
    expect(await at('v=spf1 mx includ:x.example')).toEqual({ state: 'broken', term: 'includ:x.example' })
    expect(await spfOf(dns({}), 'acme.example')).toEqual({ state: 'missing' })
    expect(await spfOf(dns({ 'acme.example': [] }), 'acme.example')).toEqual({ state: 'silent' })
  })

  it.each([
    [`v=spf1 include:${provider} -all`, 'fine'],
    ['v=spf1 include:hub.example -all', 'fine'],
    ['v=spf1 redirect=hub.example', 'fine'],
    // Its networks, written out one by one.
    ['v=spf1 ip4:192.0.2.0/24 -all', 'fine'],
    ['v=spf1 include:old.example -all', 'fine'],
    ['v=spf1 ip4:198.51.100.0/24 -all', 'other'],
    [`v=spf1 a -include:${provider} -all`, 'other'],
    ['v=spf1 -all', 'nobody'],
  ])('must allow the provider that the mail goes through: %s is %s', async (record, expected) => {
    expect(
      (await spfOf(dns({ ...zone, 'acme.example': record }), 'acme.example', [provider, 'old.example'])).state,
    ).toBe(expected)
  })

  it.each([
    ['smtp.office365.com', [provider]],
    ['acme-example.mail.protection.outlook.com', [provider]],
    ['smtp-relay.gmail.com', ['_spf.google.com']],
    ['mailcluster.loopia.se', ['kundspf.loopia.se', 'spf.loopia.se']],
    ['notoffice365.com', []],
    ['email-smtp.eu-north-1.amazonaws.com', []],
    ['mail.acme.example', []],
  ])('knows the provider of %s', (host, expected) => {
    expect(providerOf(host)).toEqual(expected)
  })
})

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey
const base64 = (key: ReturnType<typeof rsa>, type: 'spki' | 'pkcs1' = 'spki') =>
  key.export({ type, format: 'der' }).toString('base64')

describe('DKIM (RFC 6376)', () => {
  const good = rsa(2048)
  const ed = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!
  const key = base64(good)
  it.each<[string, string | string[], object]>([
    ['a key of 2048 bits', `v=DKIM1; k=rsa; p=${key}`, { state: 'fine', bits: 2048 }],
    ['white space in it', `v=DKIM1; p=${key.slice(0, 99)} ${key.slice(99)};`, { state: 'fine', bits: 2048 }],
    ['no version', `p=${key}`, { state: 'fine' }],
    ['without an envelope', `v=DKIM1; p=${base64(good, 'pkcs1')}`, { state: 'fine', bits: 2048 }],
    ['1024 bits', `v=DKIM1; p=${base64(rsa(1024))}`, { state: 'fine', bits: 1024 }],
    ['too short', `v=DKIM1; p=${base64(rsa(512))}`, { state: 'short', bits: 512 }],
    ['Ed25519', `v=DKIM1; k=ed25519; p=${Buffer.from(ed, 'base64url').toString('base64')}`, { state: 'fine' }],
    ['half of an Ed25519 key', 'v=DKIM1; k=ed25519; p=AAAA', { state: 'broken' }],
    ['revoked', 'v=DKIM1; k=rsa; p=', { state: 'revoked' }],
    ['a test', `v=DKIM1; t=y:s; p=${key}`, { state: 'testing' }],
    ['not for e-mail', `v=DKIM1; s=other; p=${key}`, { state: 'broken' }],
    ['for e-mail among others', `v=DKIM1; s=other:email; p=${key}`, { state: 'fine' }],
    ['an old hash alone', `v=DKIM1; h=sha1; p=${key}`, { state: 'broken' }],
    ['cut off', `v=DKIM1; p=${key.slice(0, 100)}`, { state: 'broken' }],
    ['no key at all', 'v=DKIM1; k=rsa', { state: 'broken' }],
    ['two keys', [`v=DKIM1; p=${key}`, `v=DKIM1; p=${key}`], { state: 'broken' }],
    ['the text of a wildcard', 'v=spf1 -all', { state: 'missing' }],
    ['silence', [], { state: 'silent' }],
  ])('%s', async (_, texts, expected) => {
    expect(await dkimOf(dns({ 's1._domainkey.acme.example': texts }), 'acme.example')).toMatchObject(expected)
  })

  it('counts the best of several keys', async () => {
    const zone = { 'selector1._domainkey.acme.example': 'v=DKIM1; p=', 'pm._domainkey.acme.example': `p=${key}` }
    expect(await dkimOf(dns(zone), 'acme.example')).toMatchObject({ state: 'fine', selector: 'pm' })
  })
})

describe('DMARC (RFC 7489)', () => {
  it.each<[string, Zone, string]>([
    ['a policy', { '_dmarc.hr.acme.example': 'v=DMARC1; p=reject' }, 'fine'],
    ['a policy in other letters', { '_dmarc.hr.acme.example': 'v=DMARC1;P=Quarantine;' }, 'fine'],
    ['none', {}, 'missing'],
    ['one that stops nobody', { '_dmarc.hr.acme.example': 'v=DMARC1; p=none; rua=mailto:x@acme.example' }, 'none'],
    ['one for no message', { '_dmarc.hr.acme.example': 'v=DMARC1; p=reject; pct=0' }, 'none'],
    ['that of the domain above', { '_dmarc.acme.example': 'v=DMARC1; p=reject' }, 'fine'],
    ['that of the domain above for others', { '_dmarc.acme.example': 'v=DMARC1; p=reject; sp=none' }, 'none'],
    ['a stricter one for others', { '_dmarc.acme.example': 'v=DMARC1; p=none; sp=reject' }, 'fine'],
    ['two', { '_dmarc.hr.acme.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }, 'several'],
    ['no policy', { '_dmarc.hr.acme.example': 'v=DMARC1; rua=mailto:x@acme.example' }, 'broken'],
    ['a mistyped policy', { '_dmarc.hr.acme.example': 'v=DMARC1; p=rejected' }, 'broken'],
    ['silence', { '_dmarc.hr.acme.example': [] }, 'silent'],
  ])('%s', async (_, zone, expected) => {
    expect(await dmarcOf(dns(zone), 'hr.acme.example')).toBe(expected)
  })
})
