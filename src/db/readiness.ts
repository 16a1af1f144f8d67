import { sql } from 'drizzle-orm'
import { type Database, rows } from './database.ts'
import { isMigrated } from './migrate.ts'
import { codeOf } from './pool/connections.ts'

/** Whether the database can be worked with now; `reason`, and `detail` of other trouble, are for operators. */
export type Readiness = { ok: true; detail?: Record<string, string> } | { ok: false; reason: string }

/** How long the database may take to answer, in milliseconds. */
const patience = 1500
/** How long after it a failure of the database still counts, in milliseconds. */
const memory = 5000

const reasons: [codes: RegExp, reason: string][] = [
  [/^25006$/, 'the database takes no writes'],
  [/^53100$/, 'the disk of the database is full'],
  [/^53300$/, 'the database has no connection free'],
  [/^53/, 'the database is short of resources'],
  [/^57P0/, 'the database is starting or stopping'],
]

/** Answers within two seconds, whatever the database does. */
export async function readinessOf(database: Database): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, patience, { ok: false, reason: 'the database does not answer' })
  })
  try {
    return await Promise.race([ask(database), late])
  } finally {
    clearTimeout(timer)
  }
}

async function ask({ probe, trouble }: Database): Promise<Readiness> {
  try {
    const [found] = await rows<{ writable: boolean }>(
      probe,
      sql`select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as writable`,
    )
    if (!found?.writable) return { ok: false, reason: 'the database takes no writes' }
    if (!(await isMigrated(probe))) return { ok: false, reason: 'the database is not migrated' }
  } catch (error) {
    return { ok: false, reason: reasonOf(codeOf((error as Error).cause ?? error)) ?? 'the database does not answer' }
  }
  const last = trouble()
  const reason = last && Date.now() - last.at < memory ? reasonOf(last.code) : undefined
  return reason ? { ok: false, reason } : { ok: true }
}

const reasonOf = (code: string): string | undefined => reasons.find(([codes]) => codes.test(code))?.[1]
