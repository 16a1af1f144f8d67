import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { checkServer, openServer } from '../../src/db/open.ts'
import { removeOld } from '../../src/verification/records/retention.ts'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { root } from '../support/process/program.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** README's SQL for a service that does not own its tables, for this database. Roles belong to the whole server. */
function asInReadme(database: string, role: string): string {
  const [, block] = /^```sql\n(create role verifiera_app.*?)^```$/ms.exec(
    readFileSync(join(root, 'README.md'), 'utf8'),
  )!
  return block!
    .replace("'…'", "'secret'")
    .replaceAll('database verifiera', `database ${database}`)
    .replaceAll('verifiera_app', role)
}

const server = inject('postgres')
let name: string
let role: string
let url: URL
let owner: postgres.Sql
let product: Product

beforeAll(async () => {
  const made = await createDatabase(server, inject('template'))
  name = made.name
  role = `app_${name}`
  owner = postgres(made.url, { max: 1, onnotice: () => {} })
  await owner.unsafe(asInReadme(name, role))
  url = new URL(made.url)
  url.username = role
  url.password = 'secret'
  product = await startProduct({ database: openServer(url.href, { max: 8 }) })
})
afterAll(async () => {
  await product?.stop()
  await product?.database.close()
  await dropDatabase(server, name)
  const administrator = postgres(server, { max: 1, onnotice: () => {} })
  await administrator.unsafe(`drop role if exists ${role}`)
  await administrator.end()
  await owner?.end()
})

it('works with the rights that README gives it: imports, sends, verifies, forgets', async () => {
  await checkServer(product.database)
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Ek;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const send = await product.say('admin', 'verifiera konton')
  await product.say('admin', `bekräfta ${send.data!.plan}`)
  await product.settled()
  await product.app.page.verify(await product.linkTo('anna@acme.example'))
  const state = async () => (await product.say('admin', 'status anna@acme.example')).data
  await expect.poll(state, { timeout: 20_000 }).toMatchObject({ person: { state: 'connected' } })
  await product.say('owner', 'domän lägg till acme.example')
  product.clock.forward(2 * 366 * 86_400_000)
  await removeOld(product.app.service)
  expect(await product.say('owner', 'historik kontrollera')).toMatchObject({ tone: 'good' })
})

it('may neither change the history nor empty it', async () => {
  const app = postgres(url.href, { max: 1 })
  try {
    await expect(app`update audit set action = 'nothing'`).rejects.toThrow(/permission denied/)
    await expect(app`truncate audit`).rejects.toThrow(/permission denied/)
    await expect(app`alter table audit disable trigger all`).rejects.toThrow(/must be owner/)
    await expect(app`create table public.other (n int)`).rejects.toThrow(/permission denied/)
  } finally {
    await app.end()
  }
})
