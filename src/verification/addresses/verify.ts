import { eq } from 'drizzle-orm'
import { links, people } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import { unmarked } from '../bounces/marks.ts'
import { connectionDue } from '../connections/connections.ts'
import type { Service } from '../context.ts'
import { findLink, lockLink, type OpenedLink, revokeLinks } from '../links/links.ts'

/**
 * The button on the page: uses the link and verifies the address it was sent to, in one transaction, and makes the
 * connection due (jobs/connector.ts makes it). `first` is false when the link could not be used, or had been used
 * before.
 */
export async function verifyByToken(service: Service, token: string): Promise<OpenedLink & { first: boolean }> {
  if (!(await findLink(service.db, token))) return { state: 'unknown', first: false }
  return service.db.transaction(async (tx) => {
    const before = await lockLink(tx, service, token)
    if (before.state !== 'live') return { ...before, first: false }
    const { id } = before
    const now = service.clock()
    await tx.update(links).set({ usedAt: now }).where(eq(links.id, id))
    await revokeLinks(tx, [before.personId], id)
    const verified = { verifiedAt: now, ...unmarked, ...connectionDue, updatedAt: now }
    await tx.update(people).set(verified).where(eq(people.id, before.personId))
    await writeAudit(tx, { ...service, via: 'web' }, { action: 'person.verified', personId: before.personId })
    return { ...before, state: 'used', first: true }
  })
}
