import { isIP } from 'node:net'

/** SharePoint in the public and the sovereign clouds: there Teams keeps personal files (OneDrive for Business). */
const fileDomains = ['sharepoint.com', 'sharepoint.us', 'sharepoint-mil.us', 'sharepoint.cn', 'svc.ms']
const fileHosts = ['onedrive.live.com', 'api.onedrive.com']

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
}

/**
 * Whether the bot's token may be sent to this address: its host is exactly one of the list, and it is written strictly.
 */
export function isServiceUrl(address: string, hosts: ReadonlySet<string>): boolean {
  const url = strictUrl(address)
  if (!url || url.search || url.hash) return false
  return hosts.has(url.host)
}

/** Whether a file may be read from or written to this address: SharePoint, OneDrive, or a listed host on loopback. */
export function isFileHost(url: URL, hosts: ReadonlySet<string>): boolean {
  if (url.protocol === 'http:' || isLoopback(url.hostname)) return isLoopback(url.hostname) && hosts.has(url.host)
  if (url.port !== '') return false
  return fileHosts.includes(url.hostname) || fileDomains.some((domain) => isBelow(url.hostname, domain))
}

/**
 * Parses an address and refuses every spelling that another parser could take for another host: with a user, a
 * backslash, a space, or anything else that had to be repaired. It must be https; http only on loopback.
 */
export function strictUrl(address: string): URL | undefined {
  if (address.length > 4096 || /[\s\\@\u0000-\u001f]/.test(address.split(/[?#]/, 1)[0] ?? '')) return undefined
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || url.username || url.password) return undefined
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return undefined
  const written = address.toLowerCase().match(/^https?:\/\/[^/?#]+/)?.[0]
  const canonical = `${url.protocol}//${url.host}`
  const port = url.protocol === 'https:' ? ':443' : ':80'
  return written === canonical || written === canonical + port ? url : undefined
}

/** Whether an IP address belongs to a private network; anything that is no IP address does. */
export function isPrivateAddress(address: string): boolean {
  const mapped = address.toLowerCase().match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/)?.[1]
  if (mapped) return isPrivateAddress(mapped)
  if (isIP(address) === 6)
    return !/^[23]/.test(address.toLowerCase()) || /^(2002|2001:(0{1,4})?:|64:ff9b)/i.test(address)
  if (isIP(address) !== 4) return true
  const [a, b] = address.split('.').map(Number) as [number, number, number, number]
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100 && b >= 64 && b <= 127) return true
  if (a === 172 && b >= 16 && b <= 31) return true
  return (a === 169 && b === 254) || (a === 192 && (b === 168 || b === 0)) || (a === 198 && (b === 18 || b === 19))
}

const isBelow = (hostname: string, domain: string): boolean =>
  hostname.endsWith(`.${domain}`) && /^[a-z0-9.-]+$/.test(hostname)
