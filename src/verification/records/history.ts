import { and, desc, eq, gte, lt, or, sql } from 'drizzle-orm'
import { audit, identities, lower, people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { inScope } from '../people/scope.ts'

export interface Event {
  at: Date
  /** The actor's name or platform id; null for the page and for jobs. */
  by: string | null
  via: string
  action: string
  personId: number | null
  /** The person's name and number, while the person exists. Only an owner sees those of a protected identity. */
  about: string | null
  code: string | null
  details: Record<string, unknown>
}

/** What happened to a person, with a code, by an actor, or at all; newest first, within the actor's scope. */
export async function readHistory(
  ctx: Context,
  about: { personId?: number; code?: string; actor?: string; since?: Date; before?: Date },
  limit: number,
  offset = 0,
): Promise<Event[]> {
  const { personId, code, actor, since, before } = about
  const found = await ctx.db
    .select({
      row: audit,
      name: identities.name,
      platform: identities.platform,
      user: identities.user,
      about: aboutFor(ctx),
    })
    .from(audit)
    .leftJoin(identities, eq(identities.id, audit.actor))
    .leftJoin(people, eq(people.id, audit.personId))
    .where(
      and(
        personId === undefined ? undefined : eq(audit.personId, personId),
        code === undefined ? undefined : eq(audit.code, code.toUpperCase()),
        actor === undefined ? undefined : isBy(actor),
        since && gte(audit.at, since),
        before && lt(audit.at, before),
        isReadable(ctx),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit)
    .offset(offset)
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

const isBy = (actor: string) =>
  or(eq(identities.user, actor), sql`${lower(sql`${identities.name}`)} = ${actor.toLowerCase()}`)

function aboutFor(ctx: Context) {
  const shown = sql`nullif(trim(${people.givenName} || ' ' || ${people.familyName} || ' ' || ${people.number}), '')`
  return ctx.actor.role === 'owner'
    ? sql<string | null>`${shown}`
    : sql<string | null>`case when not ${people.protected} and ${inScope(ctx.actor)} then ${shown} end`
}

/** An admin of some companies reads what concerns the people of those companies, and the admin's own actions. */
const isReadable = ({ actor }: Context) =>
  actor.companies === 'all' ? undefined : or(eq(audit.actor, actor.id), inScope(actor))
