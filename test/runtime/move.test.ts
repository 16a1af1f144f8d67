import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { openServer, rows } from '../../src/db/open.ts'
import { moveToServer } from '../../src/runtime/move.ts'
import { checkChain } from '../../src/verification/audit-chain.ts'
import { createDatabase, dropDatabase, embeddedDatabase } from '../support/database/database.ts'
import { csv, header, startProduct } from '../support/product.ts'

vi.setConfig({ testTimeout: 120_000 })

const cleaning: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
})

it('a folder without a trial is refused, and stays as it is', async () => {
  const DATA_DIR = join(inject('scratch'), 'nowhere')
  const config = readConfig({ DATA_DIR, DATABASE_URL: 'postgres://127.0.0.1:1/verifiera' })
  await expect(moveToServer(config, () => {})).rejects.toThrow(/^DATA_DIR: there is no database in /)
  expect(existsSync(DATA_DIR)).toBe(false)
})

it('a trial moves to PostgreSQL with all that it holds, and goes on there', async () => {
  const { folder, ...embedded } = await embeddedDatabase()
  const trial = await startProduct({ database: { ...embedded, drop: undefined } })
  const people = ['Ada', 'Bo', 'Cia'].map((name, n) => `100;Acme AB;${n};${name};Ek;${name}@acme.example`)
  const imported = await trial.say('owner', 'importera', [csv([header, ...people])])
  await trial.say('owner', `bekräfta ${imported.data!.plan}`)
  const { plan } = (await trial.say('owner', 'verifiera konton')).data as { plan: string }
  await trial.say('owner', `bekräfta ${plan}`)
  expect(await trial.settled()).toHaveLength(3)
  await trial.stop()
  await embedded.close()

  const server = inject('postgres')
  const { name, url } = await createDatabase(server)
  cleaning.push(() => dropDatabase(server, name))
  const config = readConfig({ DATA_DIR: folder, DATABASE_URL: url })
  const told: string[] = []
  expect(await moveToServer(config, (table) => told.push(table))).toBeGreaterThan(20)
  expect(told).toEqual(expect.arrayContaining(['people', 'sends', 'deliveries', 'links', 'audit', 'identities']))
  // A second time would mix two installations.
  await expect(moveToServer(config, () => {})).rejects.toThrow(/^DATABASE_URL: there are rows in /)

  const database = openServer(url, { max: 12 })
  cleaning.push(() => database.close())
  expect(await checkChain(database.db)).toMatchObject({ brokenAt: null })
  const moved = await startProduct({ database })
  cleaning.push(() => moved.app.stop())
  // Somebody who has not spoken yet: message ids begin anew with each product, and the old ones have been answered.
  expect((await moved.say('admin', `utskick ${plan}`)).data).toMatchObject({ state: 'done', total: 3, sent: 3 })
  const more = await moved.say('admin', 'importera', [csv([header, '100;Acme AB;9;Dag;Ek;dag@acme.example'])])
  await moved.say('admin', `bekräfta ${more.data!.plan}`)
  expect((await moved.say('admin', 'status')).data).toMatchObject({ total: 4 })
  expect(await rows(database.db, sql`select 1 from people`)).toHaveLength(4)
})
