import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { people } from '../../../src/db/schema/index.ts'
import type { Context } from '../../../src/verification/context.ts'
import { listPeople } from '../../../src/verification/people/lists.ts'
import { countStates } from '../../../src/verification/people/people.ts'
import {
  isQueued,
  type Letters,
  type PersonState,
  personStates,
  stateOf,
} from '../../../src/verification/people/state.ts'
import { askMeant } from '../../../src/verification/people/together.ts'
import { judge } from '../../../src/verification/sends/judgement.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, testService } from '../../support/service.ts'

/** More than those whose letters are looked up person by person. */
const many = 21_000
const now = new Date('2026-03-10T09:00:00Z')
let database: TestDatabase
let ctx: Context

beforeAll(async () => {
  database = await testDatabase()
  ctx = { ...(await actAs(testService(database, { now }))), clock: () => now }
  await database.db.transaction(async (tx) => {
    await tx.execute(
      sql`insert into companies (number, name, created_at) values ('1', 'Acme AB', now()), ('2', 'Beta AB', now())`,
    )
    await tx.execute(sql`insert into people (company_id, number, given_name, family_name, email, email_key,
        connected_at, connected_by, verified_at, connect_error, email_problem, created_at, updated_at)
      select c.id, n, 'Anna', 'Öberg', made.email, made.email, case when n % 31 = 0 then now() end,
        case when n % 31 = 0 then 'link' end, case when n % 37 = 0 then now() end, case when n % 74 = 0 then 'no' end,
        case when n % 41 = 0 then 'bounced' end, now(), now()
      from generate_series(1, ${many}::int) n join companies c on c.number = (n % 2 + 1)::text
        cross join lateral (select case when n % 20 > 0 then 'p' || n || '@acme.example' end as email) made`)
    // Up to two letters each, in sends of each state, at equal and other times, to this and an earlier address.
    await tx.execute(sql`insert into sends (kind, state, requester, priority, total, created_at, finished_at)
      select 'single', state, ${ctx.actor.id}, 0, 0, now(), case when state in ('done', 'stopped') then now() end
      from unnest(array['running', 'paused', 'done', 'stopped']) state`)
    await tx.execute(sql`insert into links (person_id, key_id, nonce, token_hash, email_key, created_at, expires_at, used_at, revoked_at)
      select id, 'k', ''::bytea, sha256((id || '-' || n)::bytea), 'x', now(), ${now.toISOString()}::timestamptz + (id % 3 - 1.5) * interval '1 day',
        case when id % 11 = 0 then now() end, case when (id + n) % 13 = 0 then now() end
      from people, generate_series(0, 1) n where id % 4 > 0`)
    await tx.execute(sql`insert into deliveries (send_id, person_id, action, email_key, state, link_id, next_at, done_at)
      select s.id, p.id, case when (p.id + s.id) % 17 = 0 then 'direct' else 'mail' end,
        case when (p.id + s.id) % 5 = 0 then 'old@acme.example' else p.email_key end, made.state,
        case when made.state = 'sent' then l.first + (p.id + s.id) % 2 end,
        now(), case when made.state <> 'queued' then ${now.toISOString()}::timestamptz - (p.id + s.id) % 3 * interval '1 hour' end
      from people p left join (select person_id, min(id) as first from links group by 1) l on l.person_id = p.id
        cross join sends s
        cross join lateral (select (array['sent', 'sent', 'in_doubt', 'failed', 'queued'])[(p.id / 7 + s.id * 3) % 5 + 1] as state) made
      where p.email_key is not null and (p.id + s.id) % 3 = 0 and (made.state <> 'queued' or s.state in ('running', 'paused'))`)
  })
}, 120_000)
afterAll(() => database.drop())

describe('the states of so many that their letters are joined', () => {
  let single: Map<PersonState, number>

  it('are those that each person has', async () => {
    const found = await rows<{ state: PersonState; n: number }>(
      database.db,
      sql`select ${stateOf(now)} as state, count(*)::int as n from ${people} group by 1`,
    )
    single = new Map(found.map(({ state, n }) => [state, n]))
    expect([...single.keys()].sort(), 'no state is missing in this world').toEqual([...personStates].sort())
    const { states, total } = await countStates(ctx, {})
    expect(total).toBe(many)
    expect(states).toEqual(Object.fromEntries(single))
  })

  it('choose the same people for a list and for a send', async () => {
    for (const state of ['queued', 'sent', 'not_sent'] as const) {
      const selection = { states: [{ not: false, any: [state] }] }
      const page = await listPeople(ctx, selection, 5, 3)
      expect(page.total, state).toBe(single.get(state))
      expect(page.people.map((person) => person.state)).toEqual([state, state, state])
      const chosen = await database.db.transaction(async (tx) => {
        await judge(tx, ctx, selection)
        return rows<{ n: number }>(tx, sql`select count(*)::int as n from judged`)
      })
      expect(chosen, state).toEqual([{ n: single.get(state) }])
    }
  })

  it('are looked up person by person again for a small part of them, as in the pieces of a large plan', async () => {
    const selection = { states: [{ not: false, any: ['sent' as const] }] }
    const isJoined = async (_: unknown, letters: Letters) => letters.isQueued !== isQueued
    expect(await askMeant(ctx, selection, isJoined)).toBe(true)
    expect(await askMeant(ctx, selection, isJoined, sql`${people.id} % 100 = 0`)).toBe(false)
  })

  it('leave the plans of what comes after them as they were', async () => {
    await database.db.transaction(async (tx) => {
      await countStates({ ...ctx, db: tx }, {})
      expect(await rows(tx, sql`select current_setting('enable_nestloop') as nested`)).toEqual([{ nested: 'on' }])
    })
  })
})
