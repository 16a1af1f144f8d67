import { desc, sql } from 'drizzle-orm'
import { audit, identities } from '../db/schema/index.ts'
import type { Context } from './context.ts'

export interface Event {
  at: Date
  /** The actor's name or platform id; null for the page and for jobs. */
  by: string | null
  via: string
  action: string
  personId: number | null
  code: string | null
  details: Record<string, unknown>
}

/** What happened, newest first: to one person, with one code, by one actor, or all. Limited to the actor's scope. */
export async function readHistory(
  ctx: Context,
  about: { personId?: number; code?: string; actor?: string; since?: Date; before?: Date },
  limit: number,
): Promise<Event[]> {
  const conditions = [
    ...(about.personId === undefined ? [] : [sql`${audit.personId} = ${about.personId}`]),
    ...(about.code === undefined ? [] : [sql`${audit.code} = ${about.code.toUpperCase()}`]),
    ...(about.actor === undefined ? [] : [sql`(${identities.user} = ${about.actor} or lower(${identities.name}) = ${about.actor.toLowerCase()})`]),
    ...(about.since === undefined ? [] : [sql`${audit.at} >= ${about.since.toISOString()}::timestamptz`]),
    ...(about.before === undefined ? [] : [sql`${audit.at} < ${about.before.toISOString()}::timestamptz`]),
    scope(ctx),
  ]
  const found = await ctx.db
    .select({ row: audit, name: identities.name, platform: identities.platform, user: identities.user })
    .from(audit)
    .leftJoin(identities, sql`${identities.id} = ${audit.actor}`)
    .where(sql.join(conditions, sql` and `))
    .orderBy(desc(audit.id))
    .limit(limit)
  return found.map(({ row, name, platform, user }) => ({
    at: row.at,
    by: row.actor === null ? null : (name ?? `${platform}:${user}`),
    via: row.via,
    action: row.action,
    personId: row.personId,
    code: row.code,
    details: row.details,
  }))
}

/** A limited admin reads of the own companies' people, of own deeds, and of nothing else. */
function scope(ctx: Context) {
  const mine = ctx.actor.companies
  if (mine === 'all') return sql`true`
  const companies = mine.length ? sql`p.company_id in ${[...mine]}` : sql`false`
  return sql`(${audit.actor} = ${ctx.actor.id} or exists (select 1 from people p where p.id = ${audit.personId} and ${companies}))`
}
