import type { Db } from '../db/open.ts'
import { audit } from '../db/schema/index.ts'
import { reference } from '../trace/reference.ts'
import { hashOf, lockEnd, sign } from './audit-chain.ts'
import type { Context, Service } from './context.ts'

/** One thing done or refused. Holds ids, never addresses or names: of an erased person only the id is left. */
export interface AuditEntry {
  action: string
  personId?: number | null
  code?: string | null
  details?: Record<string, unknown>
  /** Under which it was asked for, where one transaction does what several have asked for. */
  reference?: string
}

/** Where an action comes from that nobody in a chat has asked for: the page behind a link, or a job. */
export type Via = 'web' | 'job'

/** Rows of one insert: each has eleven parameters, and a statement takes 65,535. */
const atOnce = 1000

/**
 * Appends entries in the transaction of their change. Writers wait for each other until they have committed, since each
 * entry continues the chain: so this comes last in a transaction, once, with all entries that it has.
 */
export async function writeAudit(
  tx: Db,
  by: Context | (Service & { via: Via }),
  ...entries: readonly AuditEntry[]
): Promise<void> {
  if (entries.length === 0) return
  const who = 'actor' in by ? { actor: by.actor.id, via: by.actor.platform } : { actor: null, via: by.via }
  let previous = await lockEnd(tx)
  const chained = entries.map(({ action, personId = null, code = null, details, reference: given = reference() }) => {
    const row = {
      at: by.clock(),
      ...who,
      action,
      personId,
      code,
      details: { ...details, ...(given && { reference: given }) },
    }
    const link = { previous, hash: hashOf(previous, row) }
    previous = link.hash
    return { ...row, ...link, ...sign(by.keys, link.hash) }
  })
  for (let from = 0; from < chained.length; from += atOnce)
    await tx.insert(audit).values(chained.slice(from, from + atOnce))
}
