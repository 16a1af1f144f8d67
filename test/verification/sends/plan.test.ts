import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, rows } from '../../../src/db/open.ts'
import type { Context } from '../../../src/verification/context.ts'
import { planSend } from '../../../src/verification/sends/plan.ts'
import { embeddedDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, testService } from '../../support/service.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const people = 6500

describe.each([
  ['PostgreSQL', () => testDatabase()],
  ['the embedded one', () => embeddedDatabase()],
])('a large plan on %s', (_, make) => {
  let database: Database & { drop(): Promise<void> }
  let owner: Context
  beforeAll(async () => {
    database = await make()
    const { db } = database
    owner = await actAs(testService(database))
    await db.execute(sql`insert into companies (number, name, created_at) values ('100', 'Acme AB', now())`)
    // Of a hundred people one has no address, one is protected, and two far from each other share an address.
    await db.execute(sql`insert into people (company_id, number, email, email_key, protected, created_at, updated_at)
      select c.id, n::text, made.email, made.email, n % 100 = 2, now(), now()
      from generate_series(1, ${people}::int) n, companies c, lateral (select case n % 100 when 1 then null
        when 3 then 'delad' || least(n, ${people + 1}::int - n) || '@acme.example' when 98 then
        'delad' || least(n, ${people + 1}::int - n) || '@acme.example' else 'p' || n || '@acme.example' end as email) made`)
  })
  afterAll(() => database.drop())

  const listOf = (id: number) =>
    rows(
      database.db,
      sql`select person_id, action, email_key from plan_people where plan_id = ${id} order by person_id`,
    )

  it('has the same list and the same numbers in pieces as in one', async () => {
    const whole = await planSend(owner, {}, 'verifiera konton')
    const steps: string[] = []
    const inPieces = await planSend(
      { ...owner, oneSession: true, report: ({ done, total }) => void steps.push(`${done} of ${total}`) },
      {},
      'verifiera konton',
    )
    expect(inPieces.counts).toEqual(whole.counts)
    expect(whole.counts.leftOut.shared_email).toBeGreaterThan(0)
    expect(inPieces.hidden).toBe(whole.hidden)
    expect(await listOf(inPieces.plan!.id)).toEqual(await listOf(whole.plan!.id))
    expect(steps).toEqual(['2000 of 6500', '4000 of 6500', '6000 of 6500', '6500 of 6500'])
    const [plan] = await rows(database.db, sql`select state, line from plans where id = ${inPieces.plan!.id}`)
    expect(plan).toEqual({ state: 'open', line: 'verifiera konton' })
  })

  it('leaves nothing where nobody would be mailed', async () => {
    const before = await database.db.execute(sql`select id from plans order by id`)
    const none = await planSend({ ...owner, oneSession: true }, { words: ['finnsinte'] }, 'verifiera konton finnsinte')
    expect(none).toMatchObject({ plan: null, counts: { matching: 0, mail: 0 } })
    expect(await database.db.execute(sql`select id from plans order by id`)).toEqual(before)
  })

  it('lets others in between its pieces', async () => {
    let over = false
    const planned = planSend({ ...owner, oneSession: true }, {}, 'verifiera konton').finally(() => {
      over = true
    })
    let answered = 0
    while (!over) {
      await database.db.execute(sql`select 1`)
      answered += 1
    }
    await planned
    expect(answered).toBeGreaterThan(4)
  })
})
