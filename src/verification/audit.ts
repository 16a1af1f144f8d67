import { desc } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { audit } from '../db/schema/index.ts'
import { reference } from '../trace/reference.ts'
import { chainStart, hashOf, lockChain, sign } from './audit-chain.ts'
import type { Context, Service } from './context.ts'

/** One thing done or refused. Holds ids, never addresses or names: of an erased person only the id is left. */
export interface AuditEntry {
  action: string
  personId?: number | null
  code?: string | null
  details?: Record<string, unknown>
}

/** Where an action comes from that nobody in a chat has asked for: the page behind a link, or a job. */
export type Via = 'web' | 'job'

/** Appends an entry in the transaction of the change. Writers wait for each other: each entry continues the chain. */
export async function writeAudit(tx: Db, by: Context | (Service & { via: Via }), entry: AuditEntry): Promise<void> {
  const who = 'actor' in by ? { actor: by.actor.id, via: by.actor.platform } : { actor: null, via: by.via }
  const of = reference()
  await lockChain(tx)
  const [last] = await tx.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1)
  const row = {
    at: by.clock(),
    ...who,
    action: entry.action,
    personId: entry.personId ?? null,
    code: entry.code ?? null,
    details: { ...entry.details, ...(of && { reference: of }) },
  }
  const previous = last?.hash ?? (await chainStart(tx))
  const hash = hashOf(previous, row)
  await tx.insert(audit).values({ ...row, previous, hash, ...sign(by.keys, hash) })
}
