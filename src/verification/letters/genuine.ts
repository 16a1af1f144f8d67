import { createHmac, timingSafeEqual } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { links, people } from '../../db/schema/index.ts'
import { hit, hour } from '../access/limits.ts'
import { readAddress } from '../addresses/addresses.ts'
import type { Service } from '../context.ts'
import { today } from '../days.ts'
import { rebuildToken } from '../links/tokens.ts'
import { behindLink } from './behind-link.ts'

/** How many of an address's links are compared, newest first. */
const most = 20

/** The signs of a link that are asked for: enough that nobody guesses them, few enough to type. */
const signs = 8

/**
 * Whether a letter is ours: who was mailed, when and for which company, for whoever has both the address and the last
 * eight signs of the link. Everything else, whatever is wrong with it, gets the same null. `limited` after ten
 * questions about one address, or a hundred from one network, in an hour.
 */
export async function checkGenuine(
  service: Service,
  { email, end, from }: { email: string; end: string; from: string | undefined },
): Promise<{ company: string; day: string } | null | 'limited'> {
  const address = readAddress(email.trim())
  // A whole link may have been pasted.
  const last = end
    .trim()
    .replace(/[\s/]+$/, '')
    .slice(-signs)
  const key = address.ok ? address.key : ''
  if (!(await mayAsk(service, key, from ?? ''))) return 'limited'
  if (!key || !/^[A-Za-z0-9_-]{8}$/.test(last)) return null
  const found = await service.db
    .select({ id: links.id, keyId: links.keyId, nonce: links.nonce, createdAt: links.createdAt })
    .from(people)
    .innerJoin(links, eq(links.personId, people.id))
    .where(and(eq(people.emailKey, key), eq(links.emailKey, key)))
    .orderBy(desc(links.id))
    .limit(most)
  const known = new Set(service.keys.map(({ id }) => id))
  const match = found
    .filter(({ keyId }) => known.has(keyId))
    .find((link) => timingSafeEqual(Buffer.from(rebuildToken(service.keys, link).slice(-signs)), Buffer.from(last)))
  if (!match) return null
  const shown = await behindLink(service.db, match.id)
  return shown && { company: shown.companyName, day: today(match.createdAt) }
}

/** Counts under keyed hashes: neither an address that somebody asked about nor where from is stored. */
function mayAsk(service: Service, email: string, from: string): Promise<boolean> {
  const hash = (text: string) =>
    createHmac('sha256', service.keys[0]!.secret).update('genuine:v1').update(text).digest('base64url').slice(0, 22)
  return service.db.transaction(
    async (tx) =>
      (await hit(tx, service, `genuine.net:${hash(from)}`, [[100, hour]])) &&
      (await hit(tx, service, `genuine.address:${hash(email)}`, [[10, hour]])),
  )
}
