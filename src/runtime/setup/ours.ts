import { sql } from 'drizzle-orm'
import type { Config } from '../../config/config.ts'
import { checkServer } from '../../db/check.ts'
import { type Database, rows } from '../../db/open.ts'
import { finding, patience, type SetupFinding } from './finding.ts'

/** Milliseconds that two clocks may differ. */
const drift = 5000

export async function checkDatabase(database: Database): Promise<SetupFinding[]> {
  const say = finding('database')
  if (database.kind === 'embedded') return [say('fine', 'embedded')]
  try {
    await checkServer(database)
  } catch (error) {
    return [say('wrong', 'server', { why: (error as Error).message })]
  }
  const [rights] = await rows<{ create: boolean }>(
    database.db,
    sql`select has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as create`,
  )
  return [rights?.create ? say('fine', 'fine') : say('wrong', 'rights')]
}

export async function checkPublic({ publicUrl }: Config): Promise<SetupFinding[]> {
  const say = finding('public')
  const response = await fetch(`${publicUrl}/healthz`, {
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  }).catch(() => null)
  if (!response) return [say('unsure', 'unreached', { url: publicUrl })]
  const answer: unknown = await response.json().catch(() => null)
  const ours = response.ok && typeof answer === 'object' && answer !== null && 'ok' in answer
  return [
    ours ? say('fine', 'fine', { url: publicUrl }) : say('wrong', 'other', { url: publicUrl, status: response.status }),
  ]
}

export async function checkClock({ database, clock }: { database: Database; clock(): Date }): Promise<SetupFinding[]> {
  const say = finding('clock')
  const [found] = await rows<{ at: string }>(database.db, sql`select clock_timestamp() as at`)
  const seconds = Math.round(Math.abs(new Date(found!.at).getTime() - clock().getTime()) / 1000)
  return [seconds * 1000 > drift ? say('wrong', 'drift', { seconds }) : say('fine', 'fine')]
}
