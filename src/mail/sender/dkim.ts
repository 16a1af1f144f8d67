import { createPublicKey } from 'node:crypto'
import { recordsOf, type TxtLookup, tagsOf } from './records.ts'

/**
 * `revoked`: the key is empty (RFC 6376, 3.6.1). `short`: under 1024 bits, which receivers do not accept (RFC 8301).
 * `testing`: receivers may take no account of signatures. `broken`: it cannot be read. `selector`: under which it was
 * found; the one that is used is in the letters only.
 */
export interface Dkim {
  state: 'fine' | 'missing' | 'revoked' | 'short' | 'testing' | 'broken' | 'silent'
  selector?: string
  /** Of an RSA key. */
  bits?: number
}

/** Selectors of Microsoft 365, Google, Amazon SES, SendGrid, Mailgun, Postmark and of common set-ups of one's own. */
const selectors = ['selector1', 'selector2', 'google', 's1', 's2', 'k1', 'pm', 'default', 'mail', 'dkim']

/** The best key that a domain has under the usual selectors: an old one may lie beside the one that is used. */
export async function dkimOf(dns: TxtLookup, domain: string): Promise<Dkim> {
  const found = await Promise.all(selectors.map((selector) => keyAt(dns, domain, selector)))
  const order: Dkim['state'][] = ['fine', 'testing', 'short', 'broken', 'revoked', 'silent', 'missing']
  return found.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0]!
}

async function keyAt(dns: TxtLookup, domain: string, selector: string): Promise<Dkim> {
  // A wildcard may answer with other texts, such as SPF.
  const records = await recordsOf(dns, `${selector}._domainkey.${domain}`, /^v=DKIM1\s*(;|$)|(^|;)\s*p\s*=/i)
  if (!records) return { state: 'silent' }
  if (records.length !== 1) return { state: records.length ? 'broken' : 'missing', selector }
  return { ...judge(tagsOf(records[0]!)), selector }
}

function judge(tags: Map<string, string>): Dkim {
  const key = tags.get('p')
  if (key === '') return { state: 'revoked' }
  const isOurs = /^(|.*:)(\*|email)(:.*|)$/.test(tags.get('s') ?? '*') && /sha256/.test(tags.get('h') ?? 'sha256')
  if (!key || !isOurs) return { state: 'broken' }
  const isTest = (tags.get('t') ?? '').split(':').includes('y')
  const type = tags.get('k') ?? 'rsa'
  // RFC 8463: the 32 bytes themselves.
  if (type === 'ed25519')
    return { state: Buffer.from(key, 'base64').length !== 32 ? 'broken' : isTest ? 'testing' : 'fine' }
  const bits = type === 'rsa' ? bitsOf(key) : undefined
  if (!bits) return { state: 'broken' }
  return { state: bits < 1024 ? 'short' : isTest ? 'testing' : 'fine', bits }
}

/** Of an RSA key as `p=` has it; undefined if it is none. Some publish it without its envelope (RFC 8017, A.1.1). */
function bitsOf(key: string): number | undefined {
  for (const type of ['spki', 'pkcs1'] as const) {
    try {
      const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
        key: Buffer.from(key, 'base64'),
        format: 'der',
        type,
      })
      return asymmetricKeyType === 'rsa' ? asymmetricKeyDetails?.modulusLength : undefined
    } catch {
      // The other form is tried.
    }
  }
}
