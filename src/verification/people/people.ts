import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { readAddress } from '../addresses/addresses.ts'
import type { Context } from '../context.ts'
import { byName, matches } from './matching.ts'
import { inScope, isVisible } from './scope.ts'
import type { Selection } from './selection.ts'
import { type PersonState, personStates, stateOf } from './state.ts'

/** One person as commands show them. `state` is derived; dates are instants. */
export interface Person {
  id: number
  companyId: number
  companyNumber: string
  companyName: string
  number: string
  givenName: string
  familyName: string
  email: string | null
  emailKey: string | null
  unit: string
  role: string
  active: boolean
  startsOn: string | null
  endsOn: string | null
  language: 'sv' | 'en' | null
  protected: boolean
  state: PersonState
  connectedBy: 'link' | 'domain' | null
}

const columns = (
  now: Date,
): SQL => sql`${people.id} as id, ${people.companyId} as "companyId", c.number as "companyNumber",
  c.name as "companyName", ${people.number} as number, ${people.givenName} as "givenName", ${people.familyName} as "familyName",
  ${people.email} as email, ${people.emailKey} as "emailKey", ${people.unit} as unit, ${people.role} as role,
  ${people.active} as active, ${people.startsOn}::text as "startsOn", ${people.endsOn}::text as "endsOn",
  ${people.language} as language, ${people.protected} as protected, ${stateOf(now)} as state, ${people.connectedBy} as "connectedBy"`

const source = sql`${people} join companies c on c.id = ${people.companyId}`

/**
 * The people that words mean: an exact address or employment number, else names and parts of them. Within the
 * scope; somebody protected is found by an owner only, and looks like nobody to everyone else.
 */
export async function findPeople(ctx: Context, words: string[], selection: Selection, limit = 11): Promise<Person[]> {
  const find = (condition: SQL) =>
    rows<Person>(
      ctx.db,
      sql`select ${columns(ctx.clock())} from ${source}
        where ${condition} and ${matches(selection, ctx.clock())} and ${isVisible(ctx.actor)}
        order by c.number, ${byName}, ${people.id} limit ${limit}`,
    )
  const phrase = words.join(' ')
  const address = readAddress(phrase)
  const exact = address.ok ? sql`${people.emailKey} = ${address.key}` : sql`${people.number} = ${phrase}`
  const found = await find(exact)
  if (found.length || address.ok || phrase.includes('@')) return found
  return find(matches({ words }, ctx.clock()))
}

export async function personById(ctx: Context, id: number): Promise<Person | null> {
  const [person] = await rows<Person>(
    ctx.db,
    sql`select ${columns(ctx.clock())} from ${source} where ${people.id} = ${id}`,
  )
  return person ?? null
}

export interface Page {
  people: Person[]
  total: number
}

/** Those that match, within scope, without the protected; ordered by company and name as in Swedish. */
export async function listPeople(ctx: Context, selection: Selection, offset: number, limit: number): Promise<Page> {
  const where = sql`${matches(selection, ctx.clock())} and ${inScope(ctx.actor)} and not ${people.protected}`
  const found = await rows<Person>(
    ctx.db,
    sql`select ${columns(ctx.clock())} from ${source} where ${where}
      order by c.number, ${byName}, ${people.id} offset ${offset} limit ${limit}`,
  )
  const [count] = await rows<{ n: number }>(ctx.db, sql`select count(*)::int as n from ${people} where ${where}`)
  return { people: found, total: Number(count!.n) }
}

/** How many stand where, by company; the protected count only as `hidden`, and only when five or more. */
export async function countStates(ctx: Context, selection: Selection) {
  const within = sql`${matches(selection, ctx.clock())} and ${inScope(ctx.actor)}`
  const tally = await rows<{ state: PersonState; company: number; direct: boolean; n: number }>(
    ctx.db,
    sql`select ${stateOf(ctx.clock())} as state, ${people.companyId} as company,
        coalesce(${people.connectedBy} = 'domain', false) as direct, count(*)::int as n
      from ${people} where ${within} and not ${people.protected} group by 1, 2, 3`,
  )
  const sum = (test: (t: (typeof tally)[number]) => boolean) => tally.filter(test).reduce((n, t) => n + Number(t.n), 0)
  const companyIds = [...new Set(tally.map((t) => Number(t.company)))]
  return {
    total: sum(() => true),
    direct: sum((t) => t.direct),
    states: Object.fromEntries(personStates.map((s) => [s, sum((t) => t.state === s)])) as Record<PersonState, number>,
    byCompany: companyIds.map((id) => ({
      companyId: id,
      total: sum((t) => Number(t.company) === id),
      connected: sum((t) => Number(t.company) === id && t.state === 'connected'),
      verified: sum((t) => Number(t.company) === id && ['connected', 'verified', 'connect_failed'].includes(t.state)),
    })),
  }
}

/** The last letter to a person and the life of their link; for the status card. */
export async function lastLetter(ctx: Context, personId: number) {
  const [letter] = await rows<{
    state: string
    action: 'mail' | 'direct'
    reason: string | null
    at: string | null
    code: string | null
  }>(
    ctx.db,
    sql`select d.state, d.action, d.reason, coalesce(d.done_at, k.created_at) as at, k.code
      from deliveries d join sends k on k.id = d.send_id where d.person_id = ${personId} and d.action <> 'code'
      order by coalesce(d.done_at, k.created_at) desc limit 1`,
  )
  const [sent] = await rows<{ at: string }>(
    ctx.db,
    sql`select max(done_at) as at from deliveries where person_id = ${personId} and state = 'sent' and action <> 'code'`,
  )
  const [link] = await rows<{ expires_at: string }>(
    ctx.db,
    sql`select expires_at from links where person_id = ${personId} and used_at is null and revoked_at is null
      order by expires_at desc limit 1`,
  )
  return {
    letter: letter ? { ...letter, at: letter.at ? new Date(letter.at) : null } : null,
    lastSentAt: sent?.at ? new Date(sent.at) : null,
    linkExpiresAt: link ? new Date(link.expires_at) : null,
  }
}
