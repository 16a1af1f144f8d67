import { Resolver } from 'node:dns/promises'

/** Looks TXT records up, through these servers (`host[:port]`) or else the system's, and joins their pieces. */
export function dnsThrough(servers: readonly string[]): { txt(domain: string): Promise<string[]> } {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  if (servers.length) resolver.setServers(servers)
  return { txt: async (domain) => (await resolver.resolveTxt(domain)).map((pieces) => pieces.join('')) }
}
