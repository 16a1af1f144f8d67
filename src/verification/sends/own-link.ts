import { hit, hour, perPerson } from '../access/limits.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'
import { queueLetter } from '../delivery/queue.ts'
import { judgePerson, lockPerson } from './verify-one.ts'

/** A request by an employee for their own link, from a chat or from the page of an expired link. */
export interface OwnLinkRequest {
  /** Null when the requester's record is not known. */
  personId: number | null
  /** identities.id */
  requester: number
  via: 'chat' | 'page'
  /** Idempotency key of the message. */
  askedByMessage?: string
}

/**
 * Mails a link to the stored address if that person may have one and has not asked too often. Returns nothing: the
 * answer is the same whatever happens here, so that it tells nobody who has a record.
 */
export async function requestOwnLink(service: Service, request: OwnLinkRequest): Promise<void> {
  const { personId, requester, via, askedByMessage } = request
  await service.db.transaction(async (tx) => {
    // All users of the page share one identity, so only the person is counted there.
    const keys = [
      ...(via === 'chat' ? [`self.chat:${requester}`] : []),
      ...(personId === null ? [] : [`self.person:${personId}`]),
    ]
    for (const key of keys) if (!(await hit(tx, service, key, perPerson))) return
    if (!(await hit(tx, service, 'self.all', [[1000, hour]])) || personId === null) return
    await lockPerson(tx, personId)
    const found = await judgePerson(tx, service, personId)
    if (found?.verdict !== 'mail' && found?.verdict !== 'direct') return
    const letter = { kind: 'self', requester, personId, emailKey: found.emailKey, action: found.verdict } as const
    await queueLetter(tx, service, { ...letter, askedByMessage })
    const by = { ...service, via: via === 'page' ? 'web' : 'job' } as const
    await writeAudit(tx, by, { action: 'person.self', personId, details: { by: requester } })
  })
}
