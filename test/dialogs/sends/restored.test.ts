import { eq } from 'drizzle-orm'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { identityKey, openServer } from '../../../src/db/open.ts'
import { otherLetters, settings } from '../../../src/db/schema/index.ts'
import { countMails } from '../../../src/store/outbox.ts'
import { createDatabase, dropDatabase, serverDatabase, type TestServer } from '../../support/database/database.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

vi.setConfig({ testTimeout: 60_000 })

const cleaning: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
})
const mails = (product: Product) => countMails(product.database.db)

/** Eighty people are being mailed, ten a second. */
async function sending(): Promise<{ product: Product; plan: string; database: TestServer }> {
  const database = await serverDatabase({ max: 12 })
  cleaning.push(() => database.drop())
  const product = await startProduct({ database: { ...database, drop: undefined }, environment: { MAIL_RATE: '600' } })
  const lines = Array.from({ length: 80 }, (_, n) => `100;Acme AB;${n};Person;Nr ${n};p${n}@acme.example`)
  const imported = await product.say('owner', 'importera', [csv([header, ...lines])])
  await product.say('owner', `bekräfta ${imported.data!.plan}`)
  const { plan } = (await product.say('owner', 'verifiera konton')).data as { plan: string }
  await product.say('owner', `bekräfta ${plan}`)
  await until(
    () => mails(product),
    (n) => n >= 5,
  )
  return { product, plan, database }
}

it('a database restored in the middle of a send mails nobody until an admin resumes', async () => {
  const { product: first, plan, database } = await sending()
  await first.stop()
  await database.close()

  // As a dump that is restored, the copy is another database with the same rows.
  const server = inject('postgres')
  const copy = await createDatabase(server, new URL(database.url).pathname.slice(1))
  cleaning.push(() => dropDatabase(server, copy.name))
  const restored = await startProduct({ database: openServer(copy.url, { max: 12 }) })
  cleaning.push(async () => restored.database.close())
  const before = await mails(restored)
  // Somebody who has not spoken yet: message ids begin anew with each product, and the old ones have been answered.
  const card = await restored.say('admin', `utskick ${plan}`)
  expect(card.data).toMatchObject({ send: plan, state: 'paused', total: 80 })
  expect(JSON.stringify(card)).toContain('kopia')
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect([before < 80, await mails(restored)]).toEqual([true, before])
  await restored.say('admin', `återuppta ${plan}`)
  expect(await restored.settled()).toHaveLength(80)
  await restored.app.stop()

  // Started again, it is no copy of itself.
  const again = await startProduct({ database: restored.database })
  expect((await again.say('operator', `utskick ${plan}`)).data).toMatchObject({ state: 'done', sent: 80 })
  await again.app.stop()
})

it('a restore under a process that runs pauses its sends as well, and drops what waited beside them', async () => {
  const { product, plan, database } = await sending()
  cleaning.push(() => product.stop())
  const { db } = database
  const waits = { kind: 'trial' as const, email: 'x@acme.example', emailKey: 'x@acme.example', language: 'sv' as const }
  const later = new Date(Date.now() + 3_600_000)
  await db.insert(otherLetters).values({ ...waits, details: {}, messageId: 'x', createdAt: new Date(), nextAt: later })
  // What a dump of this database says of itself, seen in another one.
  await db.update(settings).set({ value: 'as it was' }).where(eq(settings.key, identityKey))
  const before = await mails(product)
  const state = async () => (await product.say('admin', `utskick ${plan}`)).data!
  expect(await until(state, (found) => found.state === 'paused', 20)).toMatchObject({ total: 80 })
  // A letter that had been claimed may go on; nothing is claimed any more.
  expect((await mails(product)) - before).toBeLessThan(40)
  expect(await db.$count(otherLetters)).toBe(0)
  await product.say('admin', `återuppta ${plan}`)
  expect(await product.settled()).toHaveLength(80)
})
