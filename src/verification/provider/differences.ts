import { and, asc, eq, gt, isNotNull, isNull, ne, not, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { companies, disconnects, people } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Context, Service } from '../context.ts'
import { inScope } from '../people/scope.ts'

export type ProviderState = NonNullable<(typeof people.$inferSelect)['providerState']>

/** What the provider shows of an account; the port that jobs and the app fill in. It changes nothing. */
export type Look = (account: {
  companyNumber: string
  number: string
  email: string
  userId: string | null
}) => Promise<{ ok: true; state: ProviderState } | { ok: false; reason: string }>

/** How a check ended: how many connected people were looked up, and why it stopped before the last, if it did. */
export interface Checked {
  total: number
  looked: number
  stopped: string | null
}

/** People whose state is read and stored together, and how many of them are looked up at the same time. */
const batch = 40
const atOnce = 4

/**
 * Looks up at the provider everybody who is connected, and stores what it shows. After one failure it stops: the
 * provider is away, and asking on would only make it worse. What was seen until then is stored.
 */
export async function checkConnections(
  service: Service & Pick<Context, 'report'>,
  look: Look,
  stopping: () => boolean = () => false,
): Promise<Checked> {
  const total = await service.db.$count(people, isNotNull(people.connectedAt))
  const checked: Checked = { total, looked: 0, stopped: null }
  for (let after = 0; !stopping() && checked.stopped === null; ) {
    const part = await connectedAfter(service.db, after)
    if (part.length === 0) break
    const seen = new Map<number, ProviderState>()
    const queue = [...part]
    const worker = async () => {
      for (let one = queue.shift(); one && checked.stopped === null; one = queue.shift()) {
        const answer = await look(one)
        if (answer.ok) seen.set(one.id, answer.state)
        else checked.stopped = answer.reason
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    await storeSeen(service, seen)
    checked.looked += seen.size
    service.report?.({ work: 'connections', done: checked.looked, total })
    after = part.at(-1)!.id
  }
  return checked
}

const connectedAfter = (db: Db, after: number) =>
  db
    .select({
      id: people.id,
      companyNumber: companies.number,
      number: people.number,
      email: sql<string>`coalesce(${people.email}, '')`,
      userId: people.providerUserId,
    })
    .from(people)
    .innerJoin(companies, eq(companies.id, people.companyId))
    .where(and(isNotNull(people.connectedAt), gt(people.id, after)))
    .orderBy(asc(people.id))
    .limit(batch)

async function storeSeen({ db, clock }: Service, seen: ReadonlyMap<number, ProviderState>): Promise<void> {
  if (seen.size === 0) return
  const states = JSON.stringify([...seen].map(([id, state]) => ({ id, state })))
  await db.execute(
    sql`update people p set provider_state = s.state, provider_checked_at = ${clock().toISOString()}::timestamptz
      from jsonb_to_recordset(${states}::jsonb) as s(id bigint, state text)
      where p.id = s.id and p.connected_at is not null`,
  )
}

const differs = and(
  isNotNull(people.connectedAt),
  isNotNull(people.providerState),
  ne(people.providerState, 'connected'),
)

/** The connected people whom the provider shows otherwise, as it was last seen; without protected identities. */
export async function listDifferences(ctx: Context, limit: number) {
  const where = and(differs, inScope(ctx.actor), not(people.protected))
  const found = await ctx.db
    .select({ id: people.id, state: people.providerState, seenAt: people.providerCheckedAt })
    .from(people)
    .where(where)
    .orderBy(asc(people.id))
    .limit(limit)
  return { found, total: await ctx.db.$count(people, where) }
}

/** Removals that the provider has not agreed to yet: until then, accounts there are active that should not be. */
export const openRemovals = ({ db }: Pick<Service, 'db'>): Promise<number> =>
  db.$count(disconnects, and(isNull(disconnects.doneAt), isNull(disconnects.refusedAt)))

/** How many differ in all, for those who must act. */
export const countDifferences = ({ db }: Pick<Service, 'db'>): Promise<number> => db.$count(people, differs)

/** The setting that says when the last nightly check began. */
const nightlyKey = 'connections.checked'

/** Whether the nightly check is due, at most once in 20 hours over all processes. Whoever gets true does it. */
export async function takeNightlyCheck({ db, clock }: Service): Promise<boolean> {
  const now = clock().toISOString()
  const taken = await rows(
    db,
    sql`insert into settings (key, value) values (${nightlyKey}, to_jsonb(${now}::text))
      on conflict (key) do update set value = excluded.value
        where (settings.value #>> '{}')::timestamptz < ${now}::timestamptz - interval '20 hours'
      returning key`,
  )
  return taken.length > 0
}

/** Records that somebody asked for a check. */
export const auditCheck = (ctx: Context, details: { looked: number; differ: number }): Promise<void> =>
  ctx.db.transaction((tx) => writeAudit(tx, ctx, { action: 'connections.check', details }))
