import { sql } from 'drizzle-orm'
import type { Finding } from '../../commands/context.ts'
import type { Config } from '../../config/config.ts'
import { type Database, rows } from '../../db/open.ts'
import { finding, patience } from './finding.ts'

/** Seconds that two clocks may differ. Slack and Teams refuse what is signed minutes ago; links end by the second. */
const most = 5

/** Compares our clock with the database's and with that of the first server outside that tells the time. */
export async function checkClock(
  config: Config,
  { database, clock }: { database: Database; clock(): Date },
): Promise<Finding[]> {
  const say = finding('clock')
  const apart = (there: Date) => Math.round(Math.abs(there.getTime() - clock().getTime()) / 1000)
  const [found] = await rows<{ at: string }>(database.db, sql`select clock_timestamp() as at`)
  const between = apart(new Date(found!.at))
  if (between > most) return [say('wrong', 'drift', { seconds: between })]
  const outside = await timeOutside(config)
  if (!outside) return [say('fine', 'fine')]
  const seconds = apart(outside.at)
  return [
    seconds > most
      ? say('wrong', 'outside', { seconds, host: outside.host })
      : say('fine', 'both', { host: outside.host }),
  ]
}

/** The `Date` of an answer is when it was made, by a clock that is kept right (RFC 9110, 6.6.1). */
async function timeOutside({ slack, teams, oauth, scim }: Config): Promise<{ at: Date; host: string } | null> {
  const login = teams && (teams.loginUrl ?? 'https://login.microsoftonline.com')
  for (const url of [slack?.apiUrl, login, oauth?.tokenUrl, scim?.url]) {
    if (!url) continue
    const { origin, host } = new URL(url)
    const signal = AbortSignal.timeout(patience / 2)
    const answer = await fetch(origin, { method: 'HEAD', redirect: 'manual', signal }).catch(() => null)
    const at = new Date(answer?.headers.get('date') ?? '')
    if (!Number.isNaN(at.getTime())) return { at, host }
  }
  return null
}
