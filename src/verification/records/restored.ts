import { eq, sql } from 'drizzle-orm'
import { codeOf, type Db, rows } from '../../db/open.ts'
import { sends, settings } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'
import { moveSendState } from '../delivery/send-state.ts'

const key = 'database.identity'

/**
 * Notices at the start that this database is a copy: restored from a dump, moved to another server, or cloned. A copy
 * may be older than the letters that have left since, so every running send is paused until an admin resumes it, and
 * letters to one person, which can be asked for again, are stopped. Returns how many sends that were.
 */
export async function pauseIfRestored(service: Service): Promise<number> {
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
  const entries = moves.map(({ move, code }) => ({ action: `send.${move}`, code, details }))
  await writeAudit(tx, { ...service, via: 'job' }, ...entries)
  return running.length
}

/**
 * Names this database among all copies: a dump carries none of these numbers, and whatever restores it gets new ones.
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-CONTROL-SYSTEM
 */
async function identityOf(db: Db): Promise<string> {
  const [here] = await rows<{ name: string }>(
    db,
    sql`select concat_ws('/', d.oid, 'sends'::regclass::oid, 'deliveries'::regclass::oid) as name
      from pg_database d where d.datname = current_database()`,
  )
  return `${await serverOf(db)}/${here?.name}`
}

/** The server's own number, where its provider lets us see it. */
async function serverOf(db: Db): Promise<string> {
  try {
    const [found] = await rows<{ id: string }>(db, sql`select system_identifier::text as id from pg_control_system()`)
    return found?.id ?? ''
  } catch (error) {
    if (codeOf(error) === '42501') return ''
    throw error
  }
}
