import { Resolver } from 'node:dns/promises'

/** TXT records through the configured servers (`host[:port]`), or the system's. A record's pieces are put together. */
export function dnsThrough(servers: readonly string[]): { txt(domain: string): Promise<string[]> } {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  if (servers.length) resolver.setServers(servers)
  return { txt: async (domain) => (await resolver.resolveTxt(domain)).map((pieces) => pieces.join('')) }
}
