import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openServer, rows } from '../../../src/db/open.ts'
import { checkChain } from '../../../src/verification/audit-chain.ts'
import { removeOld } from '../../../src/verification/records/retention.ts'
import { serverDatabase } from '../../support/database/database.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { gather } from '../../support/sends/crowd.ts'

let product: Product
const day = 86_400_000
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Berg;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const send = await product.say('admin', 'verifiera konton')
  await product.say('admin', `bekräfta ${send.data!.plan}`)
  await product.settled()
})
afterAll(() => product.stop())

const count = async (what: string) =>
  Number((await rows<{ n: number }>(product.database.db, sql.raw(`select count(*)::int as n from ${what}`)))[0]!.n)
const keys = [{ id: 'test', secret: new Uint8Array(32).fill(7) }]
const later = (days: number) =>
  removeOld({ db: product.database.db, keys, clock: () => new Date(Date.now() + days * day) })

it('forgets uploads after a day, links after a month, deliveries after a year but never their numbers', async () => {
  await later(0.5)
  expect(await count('import_rows where row is not null')).toBe(1)
  await later(1.1)
  expect(await count('import_rows where row is not null')).toBe(0)
  expect(await count('answers')).toBe(0)
  expect(await count('links')).toBe(1)
  await later(36)
  expect(await count('links')).toBe(0)
  expect(await count('deliveries')).toBe(1)
  await later(366)
  expect(await count('deliveries')).toBe(0)
  const [send] = (await product.say('admin', 'utskick')).data!.sends as { send: string }[]
  expect((await product.say('admin', `utskick ${send!.send}`)).data).toMatchObject({ total: 1, sent: 1, queued: 0 })
})

it('leaves none of many rows, in whatever order they are read', async () => {
  const base = await serverDatabase()
  // By an index on people, whose links lie on disk the other way round.
  const how = encodeURIComponent('-c enable_seqscan=off -c enable_tidscan=off -c enable_bitmapscan=off')
  const { db, close } = openServer(`${base.url}?options=${how}`, { max: 1 })
  await gather(db, { size: 2500 })
  await db.execute(sql`insert into links (person_id, email_key, key_id, nonce, token_hash, created_at, expires_at)
    select id, email_key, 'test', '', sha256(email_key::bytea), now(), now() from people order by id desc`)
  await removeOld({ db, keys, clock: () => new Date(Date.now() + 31 * day) })
  expect(await rows(db, sql`select 1 from links`)).toEqual([])
  await close()
  await base.drop()
})

it('trims the audit after two years and leaves a hash from which the rest verifies', async () => {
  const before = await count('audit')
  product.clock.forward(740 * day)
  await product.say('admin', 'verifiera konton igen=ja')
  await removeOld(product.app.service)
  const left = await count('audit')
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(before)
  expect(await checkChain(product.database.db)).toMatchObject({ rows: left, brokenAt: null })
})

it('finds the chain broken when the first rows are removed without the checkpoint', async () => {
  await product.say('admin', 'verifiera konton igen=ja')
  await product.database.db.transaction(async (tx) => {
    await tx.execute(sql`set local verifiera.retention = 'on'`)
    await tx.execute(sql`delete from audit where id = (select min(id) from audit)`)
  })
  expect((await checkChain(product.database.db)).brokenAt).not.toBeNull()
})
