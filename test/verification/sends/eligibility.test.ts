import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { allowedDomains, companies, deliveries, people, sends, verifiedDomains } from '../../../src/db/schema/index.ts'
import type { Context } from '../../../src/verification/context.ts'
import { type Verdict, verdict } from '../../../src/verification/sends/eligibility.ts'
import { judge } from '../../../src/verification/sends/judgement.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import fc from '../../support/seeded.ts'
import { actAs, testService } from '../../support/service.ts'

let database: TestDatabase
let ctx: Context
let annaId: number
let companyId: number
const now = new Date('2026-03-10T09:00:00Z')
const day = 86_400_000

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const about = { number: '1', createdAt: now, updatedAt: now }
const anna = { ...about, email: 'Anna@acme.example', emailKey: 'anna@acme.example' }

beforeEach(async () => {
  await database.db.execute(sql`truncate companies, people, sends, verified_domains, allowed_domains cascade`)
  ctx = await actAs(testService(database, { now }))
  const [company] = await database.db
    .insert(companies)
    .values({ number: '100', name: 'Acme', createdAt: now })
    .returning()
  companyId = company!.id
  const [person] = await database.db
    .insert(people)
    .values({ ...anna, companyId })
    .returning()
  annaId = person!.id
})

const set = (values: Partial<typeof people.$inferInsert>) =>
  database.db.update(people).set(values).where(eq(people.id, annaId))

async function letter(state: 'running' | 'done', delivery: Partial<typeof deliveries.$inferInsert>): Promise<void> {
  const finishedAt = state === 'done' ? now : null
  const send = {
    kind: 'single',
    state,
    requester: ctx.actor.id,
    priority: 0,
    total: 1,
    createdAt: now,
    finishedAt,
  } as const
  const [made] = await database.db.insert(sends).values(send).returning()
  const { emailKey } = anna
  await database.db
    .insert(deliveries)
    .values({ sendId: made!.id, personId: annaId, action: 'mail', emailKey, nextAt: now, ...delivery })
}

/** Singly, and as one of a list, which is judged by sets. */
async function judged(again = false): Promise<Verdict> {
  const [row] = await rows<{ verdict: Verdict }>(
    database.db,
    sql`select ${verdict(ctx, again, 'owner')} as verdict from ${people} where ${people.id} = ${annaId}`,
  )
  expect((await judgedTogether('owner', again)).get(annaId)).toBe(row!.verdict)
  return row!.verdict
}

const judgedTogether = (role: 'owner' | 'admin', again = false) =>
  database.db.transaction(async (tx) => {
    await judge(tx, { ...ctx, actor: { ...ctx.actor, role, companies: 'all' } }, { again })
    const found = await rows<{ id: number; verdict: Verdict }>(tx, sql`select person_id as id, verdict from judged`)
    return new Map(found.map(({ id, verdict }) => [Number(id), verdict]))
  })

/** From the last reason to the first. Each is added to all that come before it here, and must win over them. */
const inReverse: [verdict: Verdict, set: () => Promise<unknown>][] = [
  ['mail', async () => {}],
  [
    'direct',
    () =>
      database.db
        .insert(verifiedDomains)
        .values({ domain: 'acme.example', challenge: 'x', provedAt: now, createdAt: now }),
  ],
  ['recently_sent', () => letter('done', { state: 'sent', doneAt: new Date(now.getTime() - day + 1000) })],
  ['in_another_send', () => letter('running', {})],
  ['bounced', () => set({ emailProblem: 'bounced' })],
  ['domain_not_allowed', () => database.db.insert(allowedDomains).values({ domain: 'beta.example', createdAt: now })],
  ['shared_email', () => database.db.insert(people).values({ ...anna, companyId, number: '2' })],
  ['not_started', () => set({ startsOn: '2026-03-11' })],
  ['employment_ended', () => set({ endsOn: '2026-03-09' })],
  ['inactive', () => set({ active: false })],
  ['invalid_email', () => set({ emailProblem: 'invalid' })],
  ['missing_email', () => set({ email: null, emailKey: null })],
  ['already_verified', () => set({ verifiedAt: now })],
  ['already_connected', () => set({ connectedAt: now, connectedBy: 'link' })],
]

describe('the reason why somebody is left out', () => {
  it('is the first that holds, in a fixed order', async () => {
    for (const [verdict, set] of inReverse) {
      await set()
      expect(await judged()).toBe(verdict)
    }
  })

  it('is none on the first and the last day of an employment, by the calendar in Stockholm', async () => {
    await set({ startsOn: '2026-03-10', endsOn: '2026-03-10' })
    expect(await judged()).toBe('mail')
    const late = { ...ctx, clock: () => new Date('2026-03-10T23:00:00Z') }
    const [row] = await rows<{ verdict: Verdict }>(
      database.db,
      sql`select ${verdict(late, false, 'owner')} as verdict from ${people}`,
    )
    expect(row!.verdict).toBe('employment_ended')
  })

  it('is not a shared address once an owner has said that the records are one human', async () => {
    await database.db.insert(people).values({ ...anna, companyId, number: '2', human: annaId })
    expect(await judged()).toBe('shared_email')
    await set({ human: annaId })
    expect(await judged()).toBe('mail')
  })

  it('is not a recent letter that went to another address, was not sent, or is asked for again', async () => {
    await letter('done', { state: 'failed', reason: 'refused', doneAt: now })
    await letter('done', { state: 'sent', doneAt: now, emailKey: 'old@acme.example' })
    await letter('done', { state: 'sent', doneAt: now, action: 'code' })
    expect(await judged()).toBe('mail')
    await letter('done', { state: 'in_doubt', reason: 'in_doubt', doneAt: now })
    expect(await judged()).toBe('recently_sent')
    expect(await judged(true)).toBe('mail')
  })
})

describe('a list', () => {
  const records = fc.array(
    fc.record({
      email: fc.constantFrom('a@acme.example', 'b@acme.example', 'c@acme.example', 'd@acme.example'),
      human: fc.constantFrom(null, null, 1, 2),
      protected: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )

  it('is judged as each of its people is, whoever shares whose address', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (made) => {
        await database.db.delete(people)
        await database.db
          .insert(people)
          .values(
            made.map((record, n) => ({ ...about, ...record, companyId, number: String(n), emailKey: record.email })),
          )
        for (const role of ['owner', 'admin'] as const) {
          const singly = await rows<{ id: number; verdict: Verdict }>(
            database.db,
            sql`select ${people.id} as id, ${verdict(ctx, false, role)} as verdict from ${people} where not ${people.protected}`,
          )
          expect(await judgedTogether(role)).toEqual(new Map(singly.map(({ id, verdict }) => [Number(id), verdict])))
        }
      }),
      { numRuns: 40 },
    )
  })
})
