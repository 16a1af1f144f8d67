import { recordsOf, type TxtLookup, tagsOf } from './records.ts'

/**
 * `several`, `broken`: receivers act as if there were none (RFC 7489, 6.6.3). `none`: nothing becomes of forged mail.
 */
export type Dmarc = 'fine' | 'missing' | 'several' | 'broken' | 'none' | 'silent'

/** Judges the DMARC of a domain: its own or, without one, that of the nearest domain above it that has one. */
export async function dmarcOf(dns: TxtLookup, domain: string, isAbove = false): Promise<Dmarc> {
  const records = await recordsOf(dns, `_dmarc.${domain}`, /^v\s*=\s*DMARC1\s*(;|$)/i)
  if (!records) return 'silent'
  if (records.length > 1) return 'several'
  if (records.length === 1) return judge(tagsOf(records[0]!), isAbove)
  const above = domain.slice(domain.indexOf('.') + 1)
  return above.includes('.') ? dmarcOf(dns, above, true) : 'missing'
}

function judge(tags: Map<string, string>, isAbove: boolean): Dmarc {
  const policies = { none: 'none', quarantine: 'fine', reject: 'fine' } as const
  const said = (isAbove && tags.get('sp')) || tags.get('p')
  const policy = policies[said?.toLowerCase() as keyof typeof policies]
  if (!policy || !tags.has('p')) return 'broken'
  return tags.get('pct') === '0' ? 'none' : policy
}
