import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4 } from 'node:net'
import type { Context } from 'hono'

/** Addresses or networks in the form `10.0.0.1`, `10.0.0.0/8`, `::1` or `fd00::/8`. */
export function networks(list: readonly string[]): BlockList {
  const blocks = new BlockList()
  for (const entry of list) {
    const [address = '', bits] = entry.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (bits === undefined) blocks.addAddress(address, family)
    else blocks.addSubnet(address, Number(bits), family)
  }
  return blocks
}

/**
 * The network address of the client. Anybody can set `X-Forwarded-For`, so it is believed only from trusted proxies,
 * and only as far back as these go: the last address in it that is no trusted proxy is the client's.
 */
export function clientAddress(request: IncomingMessage | undefined, trusted: BlockList): string | undefined {
  const peer = plain(request?.socket?.remoteAddress ?? '')
  if (!peer || !isTrusted(peer, trusted)) return peer || undefined
  const hops = [request?.headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((hop) => plain(hop.trim()))
  for (const hop of hops.toReversed()) {
    // What stands before something unreadable was not written by a proxy of ours.
    if (!isIP(hop)) break
    if (!isTrusted(hop, trusted)) return hop
  }
  return peer
}

export const incomingOf = (c: Context): IncomingMessage | undefined =>
  (c.env as { incoming?: IncomingMessage } | undefined)?.incoming

/** Without the port that some proxies add, and without the prefix of an IPv4 address on an IPv6 socket. */
const plain = (address: string): string =>
  address
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')

const isTrusted = (address: string, trusted: BlockList): boolean =>
  trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
