import { isIP, isIPv4 } from 'node:net'
import { recordsOf, type TxtLookup } from './records.ts'

/**
 * `several`: receivers then use none of them (RFC 7208, 4.5). `broken`: it cannot be evaluated, because of `term`.
 * `too_many`: it asks DNS more often than receivers do (4.6.4). `open`: everybody may send in the domain's name.
 * `nobody`: no server may. `other`: some may, but not those of the provider that the mail goes through. `silent`: DNS
 * gave no answer.
 */
export interface Spf {
  state: 'fine' | 'missing' | 'several' | 'broken' | 'too_many' | 'open' | 'nobody' | 'other' | 'silent'
  term?: string
}

/** Terms that ask DNS, `redirect` among them: receivers stop after so many. */
const mostLookups = 10

/** What a record says, with those that it includes. */
interface Tree {
  lookups: number
  /** The domains whose records were read, and the networks that are allowed: all in lower case. */
  names: Set<string>
  networks: Set<string>
  allows: boolean
  open: boolean
  broken?: string
  silent: boolean
}

/** Judges the SPF of a domain (RFC 7208). `provider`: one of these must be allowed, as `include:` has them. */
export async function spfOf(dns: TxtLookup, domain: string, provider: readonly string[] = []): Promise<Spf> {
  const records = await spfRecords(dns, domain)
  if (!records) return { state: 'silent' }
  if (records.length !== 1) return { state: records.length ? 'several' : 'missing' }
  const tree = newTree()
  await read(dns, domain, records[0]!, tree, true)
  if (tree.lookups > mostLookups) return { state: 'too_many' }
  if (tree.broken !== undefined) return { state: 'broken', term: tree.broken.slice(0, 80) }
  if (tree.open) return { state: 'open' }
  if (tree.silent) return { state: 'silent' }
  if (!tree.allows) return { state: 'nobody' }
  return { state: provider[0] && !(await covers(dns, tree, provider)) ? 'other' : 'fine' }
}

const spfRecords = (dns: TxtLookup, name: string) => recordsOf(dns, name, /^v=spf1(\s|$)/i)

const newTree = (): Tree => ({
  lookups: 0,
  names: new Set(),
  networks: new Set(),
  allows: false,
  open: false,
  silent: false,
})

const mechanism = /^([+\-~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?:[:/].*)?$/i

/**
 * Reads a record in the order in which a receiver does: what stands behind `all` is never reached. `granting`: it is
 * not one that another names only to refuse whom it allows (`-include:…`).
 */
async function read(dns: TxtLookup, domain: string, record: string, tree: Tree, granting: boolean): Promise<void> {
  if (granting) tree.names.add(domain.toLowerCase())
  const terms = record.split(/\s+/).slice(1)
  for (const term of terms) {
    if (tree.lookups > mostLookups) return
    const [, sign, name = ''] = mechanism.exec(term) ?? []
    const allows = granting && (sign === '' || sign === '+')
    const kind = name.toLowerCase()
    if (kind === 'all') {
      if (allows) tree.open = true
      return
    }
    if (!kind) {
      if (!/^[a-z][\w.-]*=/i.test(term)) tree.broken ??= term
    } else if (kind.startsWith('ip')) {
      if (!isNetwork(term.slice(term.indexOf(':') + 1), kind === 'ip4')) tree.broken ??= term
      else if (allows) tree.networks.add(term.slice(term.indexOf(':') + 1).toLowerCase())
    } else {
      tree.lookups += 1
      const target = term.slice(term.indexOf(':') + 1)
      if (kind === 'include' && !target.includes('%')) {
        await follow(dns, term, target, tree, allows)
        continue
      }
    }
    if (kind && allows) tree.allows = true
  }
  const redirect = terms.find((term) => /^redirect=/i.test(term))
  if (!redirect) return
  tree.lookups += 1
  const target = redirect.slice('redirect='.length)
  if (target.includes('%')) tree.allows ||= granting
  else await follow(dns, redirect, target, tree, granting)
}

/** Someone else's record: without one, or with several, this one cannot be evaluated (5.2, 6.1). */
async function follow(dns: TxtLookup, term: string, name: string, tree: Tree, granting: boolean): Promise<void> {
  if (tree.lookups > mostLookups) return
  const records = await spfRecords(dns, name)
  if (!records) tree.silent = true
  else if (records.length !== 1) tree.broken ??= term
  else await read(dns, name, records[0]!, tree, granting)
}

function isNetwork(text: string, ip4: boolean): boolean {
  const [address = '', length, more] = text.split('/')
  if (more !== undefined || !isIP(address) || isIPv4(address) !== ip4) return false
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (ip4 ? 32 : 128))
}

/** Whether a record allows the provider's servers: by its name, or by its networks, written out one by one. */
async function covers(dns: TxtLookup, { names, networks }: Tree, provider: readonly string[]): Promise<boolean> {
  if (provider.some((name) => names.has(name))) return true
  const theirs = newTree()
  await follow(dns, '', provider[0]!, theirs, true)
  return theirs.silent || [...theirs.networks].some((network) => networks.has(network))
}

/** What providers ask their customers to include, by the host of `SMTP_URL`, and what they asked for before. */
const providers: [host: RegExp, ...includes: string[]][] = [
  // https://learn.microsoft.com/defender-office-365/email-authentication-spf-configure
  [/(^|\.)(office365|outlook)\.com$/, 'spf.protection.outlook.com'],
  // https://support.google.com/a/answer/10684623
  [/(^|\.)gmail\.com$/, '_spf.google.com'],
  // https://support.loopia.com/wiki/spf/
  [/(^|\.)loopia\.se$/, 'kundspf.loopia.se', 'spf.loopia.se'],
]

/**
 * The domains one of which SPF must allow for letters through this server; none where that is not known, or where the
 * provider puts an envelope sender of its own on every letter, as Amazon SES, SendGrid and Postmark do.
 */
export function providerOf(host: string): string[] {
  const [, ...includes] = providers.find(([pattern]) => pattern.test(host.toLowerCase())) ?? []
  return includes
}
