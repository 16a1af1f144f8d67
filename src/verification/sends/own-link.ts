import { hit } from '../access/limits.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'
import { queueLetter } from '../delivery/queue.ts'
import { holdPerson, judgePerson } from './verify-one.ts'

const hour = 3_600_000

/** Somebody who asks for their own link: from a chat, or holding an expired one. */
export interface OwnLinkRequest {
  /** Null when no record is known for whoever asks. */
  personId: number | null
  /** identities.id */
  requester: number
  via: 'chat' | 'page'
  /** Idempotency key of the message. */
  askedByMessage?: string
}

/**
 * An employee asks for a new link, or somebody holding an expired one does. The answer is the same whatever happens
 * here, so nothing is returned: not known, not eligible, too often and sent look alike from outside.
 */
export async function requestOwnLink(service: Service, request: OwnLinkRequest): Promise<void> {
  const { personId, requester, via, askedByMessage } = request
  await service.db.transaction(async (tx) => {
    // Everyone on the page is one identity, so there only the person counts.
    const keys = [
      ...(via === 'chat' ? [`self.chat:${requester}`] : []),
      ...(personId === null ? [] : [`self.person:${personId}`]),
    ]
    for (const key of keys) if (!(await hit(tx, service, key, perPerson))) return
    if (!(await hit(tx, service, 'self.all', [[1000, hour]])) || personId === null) return
    await holdPerson(tx, personId)
    const found = await judgePerson(tx, service, personId)
    if (found?.verdict !== 'mail' && found?.verdict !== 'direct') return
    const letter = { kind: 'self', requester, personId, emailKey: found.emailKey, action: found.verdict } as const
    await queueLetter(tx, service, { ...letter, askedByMessage })
    const by = { ...service, via: via === 'page' ? 'web' : 'job' } as const
    await writeAudit(tx, by, { action: 'person.self', personId, details: { by: requester } })
  })
}

/** Three an hour and six a day. */
const perPerson: [number, number][] = [
  [3, hour],
  [6, 24 * hour],
]
