/** What is published for a sender's domain, as receivers look for it. `null`: DNS gave no answer. */
export interface SenderDns {
  spf: boolean | null
  dmarc: boolean | null
  /** Whether a DKIM key was found under one of the usual selectors; the selector itself is in the letters only. */
  dkim: boolean | null
}

/** Selectors of Microsoft 365, Google, Amazon SES, SendGrid, Mailgun, Postmark and of common set-ups of one's own. */
const selectors = ['selector1', 'selector2', 'google', 's1', 's2', 'k1', 'pm', 'default', 'mail', 'dkim']

/** Looks up SPF (RFC 7208), DMARC (RFC 7489) and DKIM (RFC 6376) of a domain. Never rejects. */
export async function senderDns(dns: { txt(name: string): Promise<string[]> }, domain: string): Promise<SenderDns> {
  const has = (name: string, start: RegExp): Promise<boolean | null> =>
    dns
      .txt(name)
      .then((records) => records.some((record) => start.test(record)))
      .catch((error: { code?: string }) => (/ENOTFOUND|ENODATA/.test(error.code ?? '') ? false : null))
  const [spf, dmarc, ...keys] = await Promise.all([
    has(domain, /^v=spf1(\s|$)/i),
    has(`_dmarc.${domain}`, /^v=DMARC1\s*;/i),
    ...selectors.map((selector) => has(`${selector}._domainkey.${domain}`, /(^|;)\s*p=[A-Za-z0-9+/]/i)),
  ])
  return { spf: spf!, dmarc: dmarc!, dkim: keys.some(Boolean) ? true : keys.includes(null) ? null : false }
}
