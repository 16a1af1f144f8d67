import { desc, sql } from 'drizzle-orm'
import { audit, identities, people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { lower } from '../people/matching.ts'
import { inScope } from '../people/scope.ts'

export interface Event {
  at: Date
  /** The actor's name or platform id; null for the page and for jobs. */
  by: string | null
  via: string
  action: string
  personId: number | null
  /** Whom it concerns, while the person is there; nobody with protected identity but to an owner. */
  about: string | null
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
    ...(about.actor === undefined
      ? []
      : [
          sql`(${identities.user} = ${about.actor} or ${lower(sql`${identities.name}`)} = ${about.actor.toLowerCase()})`,
        ]),
    ...(about.since === undefined ? [] : [sql`${audit.at} >= ${about.since.toISOString()}::timestamptz`]),
    ...(about.before === undefined ? [] : [sql`${audit.at} < ${about.before.toISOString()}::timestamptz`]),
    scope(ctx),
  ]
  const found = await ctx.db
    .select({
      row: audit,
      name: identities.name,
      platform: identities.platform,
      user: identities.user,
      about: aboutFor(ctx),
    })
    .from(audit)
    .leftJoin(identities, sql`${identities.id} = ${audit.actor}`)
    .leftJoin(people, sql`${people.id} = ${audit.personId}`)
    .where(sql.join(conditions, sql` and `))
    .orderBy(desc(audit.id))
    .limit(limit)
  return found.map(({ row, name, platform, user, about }) => ({
    at: row.at,
    by: row.actor === null ? null : (name ?? `${platform}:${user}`),
    via: row.via,
    action: row.action,
    personId: row.personId,
    about,
    code: row.code,
    details: row.details,
  }))
}

function aboutFor(ctx: Context) {
  const shown = sql`nullif(trim(${people.givenName} || ' ' || ${people.familyName} || ' ' || ${people.number}), '')`
  return ctx.actor.role === 'owner'
    ? sql<string | null>`${shown}`
    : sql<string | null>`case when not ${people.protected} and ${inScope(ctx.actor)} then ${shown} end`
}

/** A limited admin reads of the own companies' people, of own deeds, and of nothing else. */
function scope(ctx: Context) {
  const mine = ctx.actor.companies
  if (mine === 'all') return sql`true`
  const companies = mine.length ? sql`p.company_id in ${[...mine]}` : sql`false`
  return sql`(${audit.actor} = ${ctx.actor.id} or exists (select 1 from people p where p.id = ${audit.personId} and ${companies}))`
}
