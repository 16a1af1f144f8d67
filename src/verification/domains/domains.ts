import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { prefixOf } from '../../base/storable.ts'
import { allowedDomains, verifiedDomains } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { readAddress } from '../addresses/addresses.ts'
import { writeAudit } from '../audit.ts'
import type { Context, Keyring } from '../context.ts'

export type VerifiedDomain = typeof verifiedDomains.$inferSelect

/** The TXT record that the owner of a domain has to publish: its name and its value. */
export interface Proof {
  record: string
  value: string
}

export const proofOf = (domain: Pick<VerifiedDomain, 'domain' | 'challenge'>): Proof => ({
  record: `_verifiera.${domain.domain}`,
  value: `verifiera=${domain.challenge}`,
})

/**
 * The A-label of a domain as typed, which may contain å, ä and ö.
 * @throws UserError `bad_domain`
 */
export function readDomain(typed: string, example?: string): string {
  const address = readAddress(`a@${typed.trim().replace(/^@/, '')}`)
  if (!address.ok)
    throw new UserError('bad_domain', 'domain.bad', { domain: prefixOf(typed, 80), ...(example && { example }) })
  return address.domain
}

/** The same for a domain that was removed and is added again, so that its record in the DNS is still right. */
const challengeOf = ([key]: Keyring, domain: string): string =>
  createHmac('sha256', key!.secret).update('domain:v1').update(domain).digest('base64url').slice(0, 24)

/**
 * Adds an unproved domain with its challenge. One that is added again keeps its challenge, even if it was removed.
 * @throws UserError `bad_domain`
 */
export async function addDomain(ctx: Context, typed: string): Promise<VerifiedDomain> {
  const domain = readDomain(typed)
  return ctx.db.transaction(async (tx) => {
    const challenge = challengeOf(ctx.keys, domain)
    const [added] = await tx
      .insert(verifiedDomains)
      .values({ domain, challenge, createdAt: ctx.clock() })
      .onConflictDoNothing()
      .returning()
    if (added) await writeAudit(tx, ctx, { action: 'domain.add', details: { domain } })
    const [kept] = await tx.select().from(verifiedDomains).where(eq(verifiedDomains.domain, domain))
    return kept!
  })
}

export type Check = { domain: VerifiedDomain; result: 'proved' | 'missing' | 'other_value' | 'no_answer' }

/**
 * Looks the TXT record up. A proved domain stays proved without its record, until it is removed.
 * @throws UserError `bad_domain`, `unknown_domain`
 */
export async function checkDomain(ctx: Context, typed: string): Promise<Check> {
  const name = readDomain(typed)
  const [domain] = await ctx.db.select().from(verifiedDomains).where(eq(verifiedDomains.domain, name))
  if (!domain)
    throw new UserError('unknown_domain', 'domain.unknown', { domain: name }, [
      { label: 'domain.addButton', params: { domain: name }, say: `domän lägg till ${name}` },
    ])
  const proof = proofOf(domain)
  const result = await ask(ctx, proof)
  const now = ctx.clock()
  return ctx.db.transaction(async (tx) => {
    const [checked] = await tx
      .update(verifiedDomains)
      .set({ checkedAt: now, ...(result === 'proved' && { provedAt: domain.provedAt ?? now }) })
      .where(eq(verifiedDomains.domain, name))
      .returning()
    await writeAudit(tx, ctx, { action: 'domain.check', details: { domain: name, result } })
    return { domain: checked!, result }
  })
}

async function ask(ctx: Context, proof: Proof): Promise<Check['result']> {
  try {
    const found = await ctx.dns.txt(proof.record)
    if (found.includes(proof.value)) return 'proved'
    return found.some((value) => value.startsWith('verifiera=')) ? 'other_value' : 'missing'
  } catch (error) {
    const code = (error as { code?: string }).code
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'missing' : 'no_answer'
  }
}

/** What a domain was before it was removed. */
interface Removed {
  domain: string
  wasProved: boolean
  wasAllowed: boolean
}

/**
 * Removes a domain from the verified and from the allowed ones.
 * @throws UserError `bad_domain`, `unknown_domain`
 */
export async function removeDomain(ctx: Context, typed: string): Promise<Removed> {
  const domain = readDomain(typed)
  return ctx.db.transaction(async (tx) => {
    const verified = await tx.delete(verifiedDomains).where(eq(verifiedDomains.domain, domain)).returning()
    const allowed = await tx.delete(allowedDomains).where(eq(allowedDomains.domain, domain)).returning()
    if (!verified.length && !allowed.length) throw new UserError('unknown_domain', 'domain.unknown', { domain })
    await writeAudit(tx, ctx, { action: 'domain.remove', details: { domain } })
    return { domain, wasProved: verified.some(({ provedAt }) => provedAt !== null), wasAllowed: allowed.length > 0 }
  })
}

/**
 * Allows a domain. Once one is allowed, only addresses of allowed domains may be stored and mailed.
 * @throws UserError `bad_domain`
 */
export async function allowDomain(
  ctx: Context,
  typed: string,
): Promise<{ domain: string; isNew: boolean; isVerified: boolean }> {
  const domain = readDomain(typed)
  return ctx.db.transaction(async (tx) => {
    const added = await tx
      .insert(allowedDomains)
      .values({ domain, createdAt: ctx.clock() })
      .onConflictDoNothing()
      .returning()
    const verified = await tx.$count(verifiedDomains, eq(verifiedDomains.domain, domain))
    await writeAudit(tx, ctx, { action: 'domain.allow', details: { domain } })
    return { domain, isNew: added.length > 0, isVerified: verified > 0 }
  })
}

export async function listDomains(ctx: Context): Promise<{ verified: VerifiedDomain[]; allowed: string[] }> {
  const verified = await ctx.db.select().from(verifiedDomains).orderBy(verifiedDomains.domain)
  const allowed = await ctx.db.select().from(allowedDomains).orderBy(allowedDomains.domain)
  return { verified, allowed: allowed.map((a) => a.domain) }
}
