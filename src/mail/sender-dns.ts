/** What is published for a sender's domain, as receivers look for it. `silent`: DNS gave no answer. */
export interface SenderDns {
  /** `several`: receivers then use none of them (RFC 7208, 4.5). `open`: everybody may send in the domain's name. */
  spf: 'fine' | 'missing' | 'several' | 'open' | 'silent'
  /** `broken`: several, or without a policy, so that receivers act as if there were none (RFC 7489, 6.6.3). */
  dmarc: 'fine' | 'missing' | 'broken' | 'silent'
  dkim: 'fine' | 'missing' | 'silent'
  /** Under which selector a key was found; the one that is used is in the letters only. */
  selector?: string
}

/** Looks up the texts of a name; rejects with Node's codes. */
export interface TxtLookup {
  txt(name: string): Promise<string[]>
}

/** Selectors of Microsoft 365, Google, Amazon SES, SendGrid, Mailgun, Postmark and of common set-ups of one's own. */
const selectors = ['selector1', 'selector2', 'google', 's1', 's2', 'k1', 'pm', 'default', 'mail', 'dkim']

/** Looks up SPF (RFC 7208), DMARC (RFC 7489) and DKIM (RFC 6376) of a domain. Never rejects. */
export async function senderDns(dns: TxtLookup, domain: string): Promise<SenderDns> {
  const [spf, dmarc, key] = await Promise.all([spfOf(dns, domain), dmarcOf(dns, domain), keyOf(dns, domain)])
  return { spf, dmarc, ...key }
}

/** The records of a name that begin so; null where DNS does not answer. */
const recordsOf = ({ txt }: TxtLookup, name: string, start: RegExp): Promise<string[] | null> =>
  txt(name)
    .then((records) => records.filter((record) => start.test(record)))
    .catch((error: { code?: string }) => (/ENOTFOUND|ENODATA/.test(error.code ?? '') ? [] : null))

export async function spfOf(dns: TxtLookup, domain: string): Promise<SenderDns['spf']> {
  const records = await recordsOf(dns, domain, /^v=spf1(\s|$)/i)
  if (!records) return 'silent'
  if (records.length !== 1) return records.length ? 'several' : 'missing'
  return /\s\+?all(\s|$)/i.test(records[0]!) ? 'open' : 'fine'
}

/** That of the domain itself or, without one, of the nearest domain above it that has one. */
async function dmarcOf(dns: TxtLookup, domain: string): Promise<SenderDns['dmarc']> {
  const records = await recordsOf(dns, `_dmarc.${domain}`, /^v=DMARC1\s*(;|$)/i)
  if (!records) return 'silent'
  if (records.length > 0) return records.length === 1 && hasPolicy.test(records[0]!) ? 'fine' : 'broken'
  const above = domain.slice(domain.indexOf('.') + 1)
  return above.includes('.') ? dmarcOf(dns, above) : 'missing'
}

const hasPolicy = /;\s*p\s*=\s*(none|quarantine|reject)\s*(;|$)/i

/** A key without signs has been revoked (RFC 6376, 3.6.1). */
async function keyOf(dns: TxtLookup, domain: string): Promise<Pick<SenderDns, 'dkim' | 'selector'>> {
  const keys = await Promise.all(
    selectors.map((selector) => recordsOf(dns, `${selector}._domainkey.${domain}`, /(^|;)\s*p=[A-Za-z0-9+/]/i)),
  )
  const found = keys.findIndex((records) => records?.length)
  if (found >= 0) return { dkim: 'fine', selector: selectors[found]! }
  return { dkim: keys.includes(null) ? 'silent' : 'missing' }
}
