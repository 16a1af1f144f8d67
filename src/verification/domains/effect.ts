import { eq, type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import { allowedDomains, people, verifiedDomains } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { domainOf } from '../domain-rules.ts'
import { isListed } from '../people/matching.ts'
import { readDomain } from './domains.ts'

/** What a change to the domains does to people who have an address and have not verified it. */
export interface Effect {
  /** The domain as A-label. */
  domain: string
  /** Get no letter any more. */
  blocked: number
  /** May be mailed again. */
  freed: number
  /** Get a letter with a link, where they would have been connected directly. */
  linked: number
  /** No domain is allowed by name after it, so that all are. */
  lifts: boolean
}

/** How many people a change concerns unawares: whoever allows a domain wants its own people to be mailed. */
export const concernedBy = ({ blocked, freed, linked, lifts }: Effect): number => blocked + linked + (lifts ? freed : 0)

/**
 * What it would mean to allow a domain or to remove it. Protected identities are not counted.
 * @throws UserError `bad_domain`
 */
export async function effectOf(ctx: Context, change: 'allow' | 'remove', typed: string): Promise<Effect> {
  const domain = readDomain(typed)
  const { db } = ctx
  const allowed = (await db.select().from(allowedDomains)).map((row) => row.domain)
  const [verified] = await db.select().from(verifiedDomains).where(eq(verifiedDomains.domain, domain))
  const there = sql`${domainOf(people.emailKey)} = ${domain}`
  const elsewhere = sql`${domainOf(people.emailKey)} <> ${domain}`
  const none = { domain, blocked: 0, freed: 0, linked: 0, lifts: false }
  if (change === 'allow') {
    if (allowed.includes(domain)) return none
    return allowed.length
      ? { ...none, freed: await countOpen(ctx, there) }
      : { ...none, blocked: await countOpen(ctx, elsewhere) }
  }
  const isAllowed = allowed.includes(domain)
  const lifts = isAllowed && allowed.length === 1
  // Whoever may not be mailed at all loses nothing more.
  const blocked = isAllowed && !lifts ? await countOpen(ctx, there) : 0
  const linked = verified?.provedAt && !blocked && (isAllowed || !allowed.length) ? await countOpen(ctx, there) : 0
  return { ...none, blocked, linked, lifts, freed: lifts ? await countOpen(ctx, elsewhere) : 0 }
}

async function countOpen(ctx: Context, which: SQL): Promise<number> {
  const [found] = await rows<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from ${people} where ${isListed(ctx, {})} and ${people.emailKey} is not null
      and ${people.verifiedAt} is null and ${people.connectedAt} is null and ${which}`,
  )
  return found!.n
}

/** How many people have an address of each domain, without protected identities. */
export async function peopleByDomain(ctx: Context): Promise<Map<string, number>> {
  const found = await rows<{ domain: string; n: number }>(
    ctx.db,
    sql`select ${domainOf(people.emailKey)} as domain, count(*)::int as n from ${people}
      where ${isListed(ctx, {})} and ${people.emailKey} is not null group by 1`,
  )
  return new Map(found.map(({ domain, n }) => [domain, n]))
}
