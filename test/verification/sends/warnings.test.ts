import { afterAll, beforeAll, expect, it } from 'vitest'
import { companies, people, verifiedDomains } from '../../../src/db/schema/index.ts'
import { planSend } from '../../../src/verification/sends/plan.ts'
import { lookAlikes } from '../../../src/verification/sends/warnings.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, testService } from '../../support/service.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

it('a plan warns of domains that resemble a proved one, or one that at least five people have', async () => {
  const ctx = await actAs(testService(database))
  const now = ctx.clock()
  const about = { createdAt: now, updatedAt: now }
  const proved = { domain: 'norrsken.example', challenge: 'x', provedAt: now, createdAt: now }
  await database.db.insert(verifiedDomains).values(proved)
  const [company] = await database.db
    .insert(companies)
    .values({ number: '1', name: 'Acme', createdAt: now })
    .returning()
  const common = Array(5).fill('acmebygg.example')
  const domains = [
    ...common,
    'acmebyg.example',
    'n0rrsken.example',
    'norrsken.example',
    'beta.example',
    'betaa.example',
  ]
  const made = domains.map((domain, i) => {
    const email = `p${i}@${domain}`
    return { ...about, companyId: company!.id, number: String(i), email, emailKey: email }
  })
  await database.db.insert(people).values(made)
  const { plan, counts } = await planSend(ctx, {}, 'verifiera konton')
  expect(counts).toMatchObject({ mail: 9, direct: 1 })
  const found = await lookAlikes(database.db, plan!.id)
  expect(found.sort((a, b) => (a.domain < b.domain ? -1 : 1))).toEqual([
    { domain: 'acmebyg.example', known: 'acmebygg.example' },
    { domain: 'n0rrsken.example', known: 'norrsken.example' },
  ])
})
