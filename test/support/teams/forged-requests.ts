import { createHmac, generateKeyPairSync } from 'node:crypto'
import { anna, said, type Wire } from './activities.ts'
import { type FakeCloud, publicPem } from './cloud.ts'

export interface ForgedRequest {
  name: string
  header: string | undefined
  body: Wire | string
}

const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const soon = () => Math.floor(Date.now() / 1000)
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** One request of each kind that must be refused. */
export function forgedRequests(cloud: FakeCloud): ForgedRequest[] {
  const unendorsed = cloud.publish('key-directline', ['directline', 'webchat'])
  const short = cloud.publish('key-short', ['msteams'], 1024)
  const good = said(cloud.url, anna, 'bekräfta K7QM')
  const valid = cloud.token()
  const [head = '', claims = '', signature = ''] = valid.split('.')
  const evil = { ...good, serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }
  const withToken = (name: string, token: string, body: Wire | string = good): ForgedRequest => ({
    name,
    header: `Bearer ${token}`,
    body,
  })
  const claimed = (name: string, given: Record<string, unknown>, body?: Wire) =>
    withToken(name, cloud.token(given), body)
  const headed = (name: string, given: Record<string, unknown>) => withToken(name, cloud.token({}, given))
  const data = (tenantId: unknown) => ({ ...good, channelData: { tenant: { id: tenantId } } })
  const room = (tenantId: unknown) => ({ ...good, conversation: { ...(good.conversation as Wire), tenantId } })
  const foreign = 'dddddddd-0000-4000-8000-000000000009'

  return [
    { name: 'no header', header: undefined, body: good },
    { name: 'empty header', header: '', body: good },
    { name: 'other scheme', header: `Basic ${valid}`, body: good },
    { name: 'scheme twice', header: `Bearer Bearer ${valid}`, body: good },
    { name: 'two tokens', header: `Bearer ${valid}, Bearer ${valid}`, body: good },
    withToken('no signature', `${head}.${claims}.`),
    withToken('two parts', `${head}.${claims}`),
    withToken('garbage', 'a.b.c'),
    withToken('very long', `${head}.${claims}.${'A'.repeat(9000)}`),
    withToken('alg none', cloud.token({}, { alg: 'none' })),
    withToken('alg None', `${part({ typ: 'JWT', alg: 'None', kid: 'key-1' })}.${claims}.${signature}`),
    withToken('HS256 with the public key', cloud.token({}, { alg: 'HS256' }, publicPem)),
    withToken('HS256 named RS256', hmacAs({ alg: 'RS256', kid: 'key-1' }, claims)),
    withToken('key of 1024 bits', cloud.token({}, { kid: 'key-short' }, short)),
    withToken('signature of others', cloud.token({}, {}, otherKey)),
    withToken(
      'claims changed',
      `${head}.${part({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), x: 1 })}.${signature}`,
    ),
    withToken('one bit changed', `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`),
    headed('alg RS512', { alg: 'RS512' }),
    headed('alg missing', { alg: undefined }),
    headed('unknown key', { kid: `key-${soon()}` }),
    headed('key missing', { kid: undefined }),
    headed('key is no text', { kid: { toString: 'key-1' } }),
    headed('key is __proto__', { kid: '__proto__' }),
    headed('critical extension', { crit: ['b64'], b64: false }),
    withToken(
      'own key in the header',
      cloud.token({}, { jwk: { kty: 'RSA' }, jku: 'https://evil.example/keys' }, otherKey),
    ),
    claimed('other audience', { aud: 'ffffffff-2222-4333-8444-555555555555' }),
    claimed('several audiences', { aud: ['11111111-2222-4333-8444-555555555555', 'other'] }),
    claimed('no audience', { aud: undefined }),
    claimed('other issuer', { iss: 'https://sts.windows.net/x/' }),
    claimed('issuer with more', { iss: 'https://api.botframework.com.evil.example' }),
    claimed('no issuer', { iss: undefined }),
    claimed('expired', { exp: soon() - 301 }),
    claimed('no end', { exp: undefined }),
    claimed('end is text', { exp: '9999999999' }),
    // Far enough away to stay in the future however long the requests take; token.test.ts tests the five minutes.
    claimed('not yet valid', { nbf: soon() + 3600 }),
    claimed('no service', { serviceurl: undefined }),
    claimed('other service', { serviceurl: 'https://smba.trafficmanager.net/emea/' }),
    claimed('service of others', { serviceurl: evil.serviceUrl }, evil),
    claimed(
      'service of any Azure customer',
      { serviceurl: 'https://evil.trafficmanager.net/' },
      { ...good, serviceUrl: 'https://evil.trafficmanager.net/' },
    ),
    claimed(
      'service with a user',
      { serviceurl: `http://u@${cloud.host}/` },
      { ...good, serviceUrl: `http://u@${cloud.host}/` },
    ),
    claimed(
      'service with a backslash',
      { serviceurl: `http://${cloud.host}\\@evil.example/` },
      { ...good, serviceUrl: `http://${cloud.host}\\@evil.example/` },
    ),
    claimed('activity without service', {}, { ...good, serviceUrl: undefined }),
    withToken('other channel', valid, { ...good, channelId: 'directline' }),
    withToken('no channel', valid, { ...good, channelId: undefined }),
    withToken('emulator', valid, { ...good, channelId: 'emulator' }),
    withToken('endorsement', cloud.token({}, { kid: 'key-directline' }, unendorsed)),
    withToken('foreign tenant', valid, data(foreign)),
    withToken('foreign tenant of the conversation', valid, room(foreign)),
    withToken('no tenant', valid, { ...good, channelData: {} }),
    withToken('no tenant of the conversation', valid, room(undefined)),
    withToken('tenant is no text', valid, data(['aaaaaaaa-0000-4000-8000-000000000001'])),
    withToken('not JSON', valid, '{"type":"message"'),
    withToken('a list', valid, '[]'),
    withToken('null', valid, 'null'),
    withToken('no type', valid, { ...good, type: undefined }),
    withToken('type is no text', valid, { ...good, type: 7 }),
    withToken('no sender', valid, { ...good, from: undefined }),
    withToken('no conversation', valid, { ...good, conversation: undefined }),
    withToken('no recipient', valid, { ...good, recipient: null }),
    withToken('too long', valid, { ...good, text: 'x'.repeat(600_000) }),
  ]
}

function hmacAs(head: object, claims: string): string {
  const text = `${part(head)}.${claims}`
  return `${text}.${createHmac('sha256', publicPem).update(text).digest('base64url')}`
}
