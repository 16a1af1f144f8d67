import { and, desc, eq, gte, inArray, lt, not, or, type SQL, sql } from 'drizzle-orm'
import { audit, identities, lower, people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { inScope } from '../people/scope.ts'
import type { Selection } from '../people/selection.ts'
import { isOfHiddenRecord } from '../plans/sight.ts'

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

/**
 * What happened to a person, with a code, by an actor, under a reference, or at all; newest first, within the actor's
 * scope.
 */
export async function readHistory(
  ctx: Context,
  about: { personId?: number; code?: string; actor?: string; reference?: string } & Pick<
    Selection,
    'companies' | 'sent'
  >,
  limit: number,
  offset = 0,
): Promise<Event[]> {
  const { personId, code, actor, reference, companies = [], sent = [] } = about
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
        reference === undefined ? undefined : sql`${audit.details}->>'reference' = ${reference}`,
        ...companies.map(isAbout),
        ...sent.map(isAt),
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

/** Entries about people of these companies; with `not`, all others, also those that are about nobody. */
function isAbout({ not, any }: { not: boolean; any: number[] }): SQL {
  const about = any.length ? sql`coalesce(${inArray(people.companyId, any)}, false)` : sql`false`
  return not ? sql`not ${about}` : about
}

/** The time of an entry, where the filter of people asks for their last letter. */
function isAt(test: NonNullable<Selection['sent']>[number]): SQL | undefined {
  if ('days' in test)
    return or(...test.days.map(({ from, until }) => and(gte(audit.at, new Date(from)), lt(audit.at, new Date(until)))))
  return test.operator === '<' ? lt(audit.at, new Date(test.at)) : gte(audit.at, new Date(test.at))
}

const isBy = (actor: string) =>
  or(eq(identities.user, actor), sql`${lower(sql`${identities.name}`)} = ${actor.toLowerCase()}`)

function aboutFor(ctx: Context) {
  const shown = sql`nullif(trim(${people.givenName} || ' ' || ${people.familyName} || ' ' || ${people.number}), '')`
  return ctx.actor.role === 'owner'
    ? sql<string | null>`${shown}`
    : sql<string | null>`case when not ${people.protected} and ${inScope(ctx.actor)} then ${shown} end`
}

/**
 * An admin of some companies reads what concerns the people of those companies, and the admin's own actions. Only
 * owners read what concerns protected people: even an id would tell that there is somebody. Of the erased, nobody knows
 * any more whether they were protected.
 */
function isReadable({ actor }: Context): SQL | undefined {
  if (actor.role === 'owner') return undefined
  const isOpen = sql`(${audit.personId} is null or not coalesce(${people.protected}, true))`
  const isMine = eq(audit.actor, actor.id)
  // What others were refused names no person, but the plan; one's own guesses are shown whether they hit or not.
  const isOpenPlan = or(isMine, not(isOfHiddenRecord(actor, audit.code)))
  return and(isOpen, isOpenPlan, actor.companies === 'all' ? isOpenCount(actor) : or(isMine, inScope(actor)))
}

/** The numbers of another's file, or of a check of all connections, would tell of the protected people in them. */
const isOpenCount = ({ id }: Context['actor']): SQL =>
  sql`(${audit.actor} is not distinct from ${id} or (${audit.action} <> 'connections.check'
    and (${audit.action} not like 'import.%' or not exists (
      select 1 from plans pl join import_rows ir on ir.plan_id = pl.id join people p on p.id = ir.person_id
      where pl.code = ${audit.code} and p.protected))))`
