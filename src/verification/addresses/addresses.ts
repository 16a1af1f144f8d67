import { toASCII } from 'tr46'

type AddressFault = 'empty' | 'too_long' | 'no_at' | 'local' | 'domain'

export type Address =
  /** `email` is as typed, `key` for comparison (in lower case, the domain as A-label), `domain` the A-label. */
  { ok: true; email: string; key: string; domain: string } | { ok: false; why: AddressFault }

/**
 * Reads one bare address. It accepts less than RFC 5322 on purpose: no quoted local parts, comments, groups or lists,
 * so that no mail library can find a second recipient or another domain in it. A `+tag` stays, and ö never becomes o.
 */
export function readAddress(text: string): Address {
  const email = bare(text)
  if (!email) return { ok: false, why: 'empty' }
  // RFC 5321 allows 254 octets. Characters are counted first, so that a huge text costs nothing.
  if (email.length > 254) return { ok: false, why: 'too_long' }
  const at = email.lastIndexOf('@')
  if (at < 0) return { ok: false, why: 'no_at' }
  const local = email.slice(0, at)
  if (!dotAtom.test(local) || octets(local) > 64) return { ok: false, why: 'local' }
  const domain = asciiDomain(email.slice(at + 1))
  if (!domain) return { ok: false, why: 'domain' }
  const key = `${local.toLowerCase().normalize('NFC')}@${domain}`
  if (octets(key) > 254 || octets(email) > 254) return { ok: false, why: 'too_long' }
  return { ok: true, email, key, domain }
}

/**
 * With a library, because Node's `domainToASCII` judges by its own version: Node 24 takes `xn--a.se`. Joiners and bidi
 * are checked as for new names. https://unicode.org/reports/tr46/#Validity_Criteria
 */
const uts46 = { checkBidi: true, checkJoiners: true, useSTD3ASCIIRules: true, verifyDNSLength: true }

/** The domain as A-label in lower case, or null if it cannot receive mail. */
function asciiDomain(text: string): string | null {
  const domain = text.normalize('NFC')
  // Letters, digits, hyphens and dots only, because UTS 46 would drop zero-width spaces.
  if (domain.length > 253 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null
  // Plain names, which are nearly all of them, need no table.
  const ascii = /^(?!.*xn--)[a-z0-9.-]+$/i.test(domain) ? domain.toLowerCase() : (toASCII(domain, uts46) ?? '')
  const labels = ascii.split('.')
  if (ascii.length > 253 || labels.length < 2 || !labels.every((label) => ldh.test(label))) return null
  const top = labels.at(-1) ?? ''
  return top.length >= 2 && !/^\d+$/.test(top) ? ascii : null
}

/** `anna.berg@x.se` becomes `a***@x.se`, which a channel may see. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf('@')
  const [first = ''] = email
  return at > 0 ? `${first}***${email.slice(at)}` : '***'
}

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\p{L}\\p{M}\\p{N}]+"
const dotAtom = new RegExp(`^${atom}(?:\\.${atom})*$`, 'u')
const ldh = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

function bare(text: string): string {
  const trimmed = text.trim()
  if (!/^mailto:/i.test(trimmed)) return trimmed.normalize('NFC')
  return (trimmed.slice(7).split('?', 1)[0] ?? '').trim().normalize('NFC')
}

const octets = (text: string) => Buffer.byteLength(text, 'utf8')
