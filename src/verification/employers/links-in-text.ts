import { readAddress } from '../addresses/addresses.ts'

/**
 * The first word of a text that a mail program would turn into a link, unless it leads to one of the employer's own
 * domains; null when there is none. It finds more than any program does, because they differ and new top-level domains
 * keep coming: schemes, `www.`, anything with a dot before letters, addresses, network addresses, telephone numbers
 * (Gmail and Apple Mail make `tel:` of them), and shares (Outlook).
 * @param proved A-labels; their subdomains are the employer's own as well
 */
export function foreignLink(text: string, proved: ReadonlySet<string>): string | null {
  // Wide letters and other dots are read as plain ones, as IDNA reads them (UTS 46).
  const plain = text.normalize('NFKC').replace(/[\u3002\uff0e\uff61\u2024]/g, '.')
  for (const word of plain.split(/\s+/u)) {
    const bare = word.replace(/^[("'”“‘’«»[<{]+|[)"'”“‘’«»\]>},.;:!?…]+$/gu, '')
    if (bare && looksLikeLink(bare) && !isOwn(bare, proved)) return bare
  }
  return telephone(plain)
}

const looksLikeLink = (word: string): boolean =>
  !abbreviations.has(word.toLowerCase()) && signs.some((sign) => sign.test(word))

const signs = [
  /:\/\//,
  /^(?:mailto|tel|sms|callto|sips?|skype|msteams|slack|javascript|data|file|ftp|webcal|facetime|geo|magnet|whatsapp|tg|news|nntp|ldap|bitcoin|im|xmpp|ms-[a-z]+):\S/i,
  /(?:^|[^\p{L}\p{N}])www[.\d]/iu,
  /@/,
  /[\p{L}\p{N}\p{M}-]\.[\p{L}\p{M}]{2}/u,
  /\.xn--/i,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/,
  /^\\\\|^\/\//,
]

/** Words with a dot before letters that no program takes for an address. */
const abbreviations = new Set(['t.ex', 'm.fl', 'o.dyl', 'e.dyl', 'st.f', 'i.st.f', 'e.kr', 'f.kr'])

/** A web or e-mail address, as a whole, on one of the employer's domains. */
function isOwn(word: string, proved: ReadonlySet<string>): boolean {
  if (word.includes('@')) return !/[/\\:]/.test(word) && proved.has(domainOfAddress(word))
  const host = /^(?:https?:\/\/)?([^\s/\\:?#@]+)(?:[/?#][\w\-./~%?=&#+]*)?$/iu.exec(word)?.[1]
  const address = host ? readAddress(`a@${host}`) : undefined
  if (!address?.ok) return false
  return [...proved].some((domain) => address.domain === domain || address.domain.endsWith(`.${domain}`))
}

/** Seven digits or more that begin as a number to call does. A day (`2026-03-01`) does not. */
function telephone(text: string): string | null {
  for (const [found] of text.matchAll(/(?<![\p{L}\p{N}.:-])(?:\+|0)[\d\s()/\u2010-\u2015-]{5,}\d/gu))
    if (found.replace(/\D/g, '').length >= 7) return found
  return null
}

/** The A-label of an address's domain; empty for everything else. */
export function domainOfAddress(text: string): string {
  const address = readAddress(text)
  return address.ok ? address.domain : ''
}
