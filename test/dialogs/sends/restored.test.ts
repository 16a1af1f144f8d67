import { afterEach, expect, inject, it, vi } from 'vitest'
import { openServer } from '../../../src/db/open.ts'
import { countMails } from '../../../src/store/outbox.ts'
import { createDatabase, dropDatabase, serverDatabase } from '../../support/database/database.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

vi.setConfig({ testTimeout: 60_000 })

const cleaning: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
})
const mails = (product: Product) => countMails(product.database.db)

it('a database restored in the middle of a send mails nobody until an admin resumes', async () => {
  const database = await serverDatabase({ max: 12 })
  const first = await startProduct({ database: { ...database, drop: undefined }, environment: { MAIL_RATE: '600' } })
  cleaning.push(() => database.drop())
  const lines = Array.from({ length: 80 }, (_, n) => `100;Acme AB;${n};Person;Nr ${n};p${n}@acme.example`)
  const imported = await first.say('owner', 'importera', [csv([header, ...lines])])
  await first.say('owner', `bekräfta ${imported.data!.plan}`)
  const { plan } = (await first.say('owner', 'verifiera konton')).data as { plan: string }
  await first.say('owner', `bekräfta ${plan}`)
  await until(
    () => mails(first),
    (n) => n >= 5,
  )
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
