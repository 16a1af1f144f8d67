import { inArray } from 'drizzle-orm'
import { again, type Db, idList } from '../../db/open.ts'
import { links, people } from '../../db/schema/index.ts'
import { reference } from '../../trace/reference.ts'
import { type AuditEntry, writeAudit } from '../audit.ts'
import { unmarked } from '../bounces/marks.ts'
import { connectHere, connectionDue } from '../connections/connections.ts'
import type { Service } from '../context.ts'
import { lockFreeLinks, lockLink, type OpenedLink, openLink, revokeLinks } from '../links/links.ts'

/** `first` is false when the link could not be used, or had been used before. */
export type Verified = OpenedLink & { first: boolean }

export interface Press {
  token: string
  /** Under which the request came. */
  reference?: string
}

interface Options {
  /** No provider is outside: the connection is made with the verification. Otherwise it becomes due. */
  connects: boolean
}

/**
 * The button on the page: uses the link and verifies the address it was sent to, in one transaction, and connects the
 * person or makes the connection due (jobs/connector.ts makes it).
 */
export async function verifyByToken(service: Service, token: string, options?: Options): Promise<Verified> {
  const known = await openLink(service, token)
  if (known.state === 'unknown') return { ...known, first: false }
  return service.db.transaction(async (tx) => {
    const link = await lockLink(tx, service, token)
    if (link.state !== 'live') return { ...link, first: false }
    await use(tx, service, [link], options)
    return { ...link, state: 'used', first: true }
  })
}

/**
 * `verifyByToken` for the presses of one moment, in one transaction and one flush to disk. It waits for nobody's lock
 * on a person, so that nobody's press waits for somebody else's. The answer is null to presses that have to be looked
 * at singly: of links that are not live or are locked, and the second one of a person.
 */
export async function verifyTogether(
  service: Service,
  presses: readonly Press[],
  options?: Options,
): Promise<(Verified | null)[]> {
  const tokens = presses.map(({ token }) => token)
  return again(() =>
    service.db.transaction(async (tx) => {
      const taken = new Map<number, number>()
      const found = await lockFreeLinks(tx, service, tokens)
      const live = found.flatMap((link, at) => {
        if (link.state !== 'live' || taken.has(link.personId)) return []
        taken.set(link.personId, at)
        return { ...link, reference: presses[at]!.reference }
      })
      await use(tx, service, live, options)
      return found.map((link, at) =>
        link.state === 'live' && taken.get(link.personId) === at ? { ...link, state: 'used', first: true } : null,
      )
    }),
  )
}

type Live = Exclude<OpenedLink, { state: 'unknown' }> & { reference?: string }

/** Uses live links, whose people are locked. */
async function use(tx: Db, service: Service, live: Live[], { connects } = { connects: false }): Promise<void> {
  if (live.length === 0) return
  const now = service.clock()
  const ids = live.map(({ id }) => id)
  const personIds = live.map(({ personId }) => personId)
  const verified = { verifiedAt: now, ...unmarked, ...connectionDue, updatedAt: now }
  await Promise.all([
    tx
      .update(links)
      .set({ usedAt: now })
      .where(inArray(links.id, idList(ids))),
    revokeLinks(tx, personIds, ids),
    tx
      .update(people)
      .set(verified)
      .where(inArray(people.id, idList(personIds))),
  ])
  const connected = connects ? await connectHere(tx, service, personIds) : new Set<number>()
  const entries = live.flatMap(({ personId, reference: given = reference() }): AuditEntry[] => {
    const about = { personId, reference: given }
    const made = { action: 'person.connected', ...about, details: { by: 'link' } }
    return [{ action: 'person.verified', ...about }, ...(connected.has(personId) ? [made] : [])]
  })
  await writeAudit(tx, { ...service, via: 'web' }, ...entries)
}
