import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { clientAddress, networks } from '../../src/web/client.ts'

const trusted = networks(['10.0.0.0/8', '::1', 'fd00::/8'])
const from = (remoteAddress: string, forwarded?: string) =>
  clientAddress(
    { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage,
    trusted,
  )

it.each([
  ['without a proxy', '203.0.113.7', undefined, '203.0.113.7'],
  ['from somebody who only says so', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['through our proxy', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['on an IPv6 socket', '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['through two of ours', '::1', '198.51.100.1, 10.2.3.4', '198.51.100.1'],
  ['with an address made up before it', '10.0.0.1', '192.0.2.9, 198.51.100.1', '198.51.100.1'],
  ['with a port', '10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
  ['with nonsense', '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
  ['without the header', '10.0.0.1', undefined, '10.0.0.1'],
])('the address of a client %s', (_, peer, forwarded, address) => {
  expect(from(peer, forwarded)).toBe(address)
})

it('the setting takes addresses and networks, and nothing else', () => {
  const read = (value: string) => readConfig({ TRUSTED_PROXIES: value }).trustedProxies
  expect(read('10.0.0.1, fd00::/8')).toEqual(['10.0.0.1', 'fd00::/8'])
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0', 'true'])
    expect(() => read(wrong)).toThrow(/^TRUSTED_PROXIES: /)
})
