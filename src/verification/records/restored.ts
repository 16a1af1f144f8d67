import { eq, sql } from 'drizzle-orm'
import { type Db, identityOf, isCopy, identityKey as key } from '../../db/open.ts'
import { otherLetters, sends, settings } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'
import { moveSendState } from '../delivery/send-state.ts'

/**
 * Notices that this database is a copy: restored from a dump, moved to another server, or cloned. A copy may be older
 * than the letters that have left since, so every running send is paused until an admin resumes it; letters to one
 * person, which can be asked for again, are stopped, and what waited beside the sends is dropped. Returns how many
 * sends that were.
 */
export async function pauseIfRestored(service: Service): Promise<number> {
  if (!(await isCopy(service.db))) return 0
  const found = await identityOf(service.db)
  return service.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('verifiera.restored'))`)
    const [known] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key))
    if (known?.value === found) return 0
    await tx
      .insert(settings)
      .values({ key, value: found })
      .onConflictDoUpdate({ target: settings.key, set: { value: found } })
    // A database of a release that did not store this yet is taken as it is.
    return known ? pauseAll(tx, service) : 0
  })
}

async function pauseAll(tx: Db, service: Service): Promise<number> {
  const running = await tx
    .select({ id: sends.id, kind: sends.kind, code: sends.code })
    .from(sends)
    .where(eq(sends.state, 'running'))
  const moves = running.map((send) => ({
    ...send,
    move: send.kind === 'bulk' ? ('pause' as const) : ('stop' as const),
  }))
  for (const { id, move } of moves) await moveSendState(tx, service, id, move, { because: 'restored' })
  const details = { because: 'restored' }
  await tx.delete(otherLetters)
  const entries = moves.map(({ move, code }) => ({ action: `send.${move}`, code, details }))
  await writeAudit(tx, { ...service, via: 'job' }, ...entries)
  return running.length
}
