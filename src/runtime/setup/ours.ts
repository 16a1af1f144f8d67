import { sql } from 'drizzle-orm'
import type { Finding } from '../../commands/context.ts'
import type { Config } from '../../config/config.ts'
import { serverProblem } from '../../db/check.ts'
import { isMigrated } from '../../db/migrate.ts'
import { type Database, rows } from '../../db/open.ts'
import { finding, patience } from './finding.ts'

export async function checkDatabase(database: Database): Promise<Finding[]> {
  const say = finding('database')
  if (database.kind === 'embedded') return [say('fine', 'embedded')]
  const problem = await serverProblem(database)
  if (problem) return [say('wrong', problem.code, problem.params)]
  if (await isMigrated(database.db)) {
    const tables = await closedTables(database)
    return [tables.length ? say('wrong', 'tables', { tables: tables.join(', ') }) : say('fine', 'fine')]
  }
  const [rights] = await rows<{ create: boolean }>(
    database.db,
    sql`select has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as create`,
  )
  return [rights?.create ? say('fine', 'empty') : say('wrong', 'rights')]
}

/** The tables whose rows the role may not read and write. The audit is only added to, and emptied after its time. */
async function closedTables({ db }: Database): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
          and not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
            and has_table_privilege(oid, 'delete') and (relname = 'audit' or has_table_privilege(oid, 'update')))
        order by relname`,
  )
  return found.map(({ name }) => name)
}

/** Codes of certificates, https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificate = /CERT|SIGNATURE|ALTNAME|SELF_SIGNED|UNABLE_TO/

export async function checkPublic({ local, publicUrl }: Config): Promise<Finding[]> {
  const say = finding('public')
  const url = publicUrl
  if (local) return [say('off', 'off', { url })]
  const response = await fetch(`${url}/healthz`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  }).catch((error: Error & { cause?: { code?: string; message?: string } }) => error.cause ?? error)
  if (!(response instanceof Response)) {
    const { code = '', message = '' } = response as { code?: string; message?: string }
    if (certificate.test(code)) return [say('wrong', 'certificate', { url, why: message || code })]
    return [say('unsure', 'unreached', { url })]
  }
  const answer: unknown = await response.json().catch(() => null)
  const ours = response.ok && typeof answer === 'object' && answer !== null && 'ok' in answer
  return [ours ? say('fine', 'fine', { url }) : say('wrong', 'other', { url, status: response.status })]
}
