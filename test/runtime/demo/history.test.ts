import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { people } from '../../../src/db/schema/index.ts'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { seedDemo } from '../../../src/runtime/demo/history.ts'
import type { Context } from '../../../src/verification/context.ts'
import { planImport } from '../../../src/verification/imports/imports.ts'
import type { Outcomes } from '../../../src/verification/imports/outcomes.ts'
import { findPersonalNumber } from '../../../src/verification/people/personnummer.ts'
import { personStates, stateOf } from '../../../src/verification/people/state.ts'
import { reasons, verdict } from '../../../src/verification/sends/eligibility.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, applyImport, testService } from '../../support/service.ts'

let database: TestDatabase
let owner: Context
let outcomes: Outcomes

async function readDemo() {
  const bytes = new Uint8Array(await readFile(new URL('../../../src/files/demo/anstallda.csv', import.meta.url)))
  const read = await readPeopleFile(bytes, (cell) => findPersonalNumber(cell) !== null)
  if (!read.ok) throw new Error(read.problem.code)
  return read.file
}

beforeAll(async () => {
  database = await testDatabase()
  owner = await actAs(testService(database))
  const { plan } = await planImport(owner, { fileName: 'anstallda.csv', rows: (await readDemo()).rows })
  outcomes = (await applyImport(owner, plan!.code)).outcomes
  await seedDemo(owner)
})
afterAll(() => database.drop())

const count = async (condition = sql`true`) =>
  Number(
    (await rows<{ n: number }>(database.db, sql`select count(*)::int as n from ${people} where ${condition}`))[0]!.n,
  )

describe('the fictional company', () => {
  it('comes from a file in the form of the Flex export', async () => {
    const file = await readDemo()
    expect(file).toMatchObject({ encoding: 'Windows-1252', delimiter: ';', ignoredColumns: [] })
    expect(file.rows.length).toBeGreaterThan(190)
    expect([...file.rows].every(({ cells }) => /^0\d+$/.test(cells.number ?? ''))).toBe(true)
    const domains = new Set([...file.rows].flatMap(({ cells }) => /@(.+)$/.exec(cells.email ?? '')?.[1] ?? []))
    for (const domain of domains) expect(domain).toMatch(/\.example$|^acme$/i)
  })

  it('is accounted for row by row', async () => {
    expect(outcomes).toEqual({ created: (await count()) - 2, invalid_email: 2 })
    expect(await count(sql`${people.protected}`)).toBeGreaterThanOrEqual(6)
    expect(await count(sql`${people.language} = 'en'`)).toBeGreaterThanOrEqual(5)
    expect(await count(sql`${people.emailKey} like '%@xn--%'`)).toBe(2)
  })

  it('has somebody in every state and for every reason', async () => {
    for (const state of personStates)
      expect([state, await count(sql`${stateOf(owner.clock())} = ${state} and not ${people.protected}`)]).not.toEqual([
        state,
        0,
      ])
    for (const reason of [...reasons, 'mail', 'direct']) {
      const some = await count(sql`${verdict(owner, false, 'owner')} = ${reason} and not ${people.protected}`)
      // This reason occurs only once an owner has limited the domains.
      expect([reason, some > 0]).toEqual([reason, reason !== 'domain_not_allowed'])
    }
    expect(await count(sql`${people.connectedBy} = 'domain'`)).toBe(18)
  })

  it('has sends whose numbers add up, and links of which no token is stored', async () => {
    const sends = await rows<{ kind: string; state: string; total: number; n: number }>(
      database.db,
      sql`select kind, state, total, (select count(*)::int from deliveries where send_id = s.id) as n from sends s`,
    )
    expect(sends.every(({ total, n }) => total === n)).toBe(true)
    expect(new Set(sends.map(({ kind, state }) => `${kind} ${state}`))).toEqual(
      new Set(['bulk done', 'bulk paused', 'single done']),
    )
  })

  it('is seeded once', async () => {
    const before = await count(sql`${people.verifiedAt} is not null`)
    await seedDemo(owner)
    expect(await count(sql`${people.verifiedAt} is not null`)).toBe(before)
  })
})
