import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { isMigrated, migrate } from '../../src/db/migrate.ts'
import { type Database, openServer } from '../../src/db/open.ts'
import { refreshStatistics } from '../../src/db/statistics.ts'
import { removeOld } from '../../src/verification/records/retention.ts'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { headless, run } from '../support/process/program.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'

// The program is started once, and then the whole product is used with the second role.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

/** Roles belong to the whole server, on which other tests run: README's names get an end of their own. */
const end = randomBytes(4).toString('hex')
const [owner, app] = [`verifiera_owner_${end}`, `verifiera_app_${end}`]
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, block]) => block!)

/** What whoever runs a server may have set for other programs. */
const strange = [
  "DateStyle to 'SQL, DMY'",
  "IntervalStyle to 'sql_standard'",
  "TimeZone to 'Asia/Kathmandu'",
  "bytea_output to 'escape'",
  'extra_float_digits to -15',
  'standard_conforming_strings to off',
  'default_transaction_isolation to serializable',
  "idle_session_timeout to '300ms'",
  "transaction_timeout to '500ms'",
  "statement_timeout to '500ms'",
  `search_path to ${app}`,
]

let made: { name: string; url: string }
let administrator: postgres.Sql
let database: Database
let product: Product
const urlOf = (role: string) => Object.assign(new URL(made.url), { username: role, password: 's3cret' }).href
const asReadme = (block: string) =>
  block
    .replace(/database verifiera\b/g, `database ${made.name}`)
    .replaceAll('verifiera_owner', owner)
    .replaceAll('verifiera_app', app)
    .replace("'…'", "'s3cret'")

beforeAll(async () => {
  made = await createDatabase(inject('postgres'))
  administrator = postgres(made.url, { max: 1, onnotice: () => {} })
  await administrator.unsafe(`create role ${owner} login password 's3cret'; alter database ${made.name} owner to ${owner};
    alter schema public owner to ${owner}; create schema ${app}`)
  for (const setting of strange) await administrator.unsafe(`alter database ${made.name} set ${setting}`)
  const migrated = await run(['migrate'], headless(urlOf(owner), 'smtp://127.0.0.1:2525'))
  expect([migrated.code, migrated.out]).toEqual([0, expect.stringMatching(/\d+ migrations applied/)])
  for (const block of blocks) await administrator.unsafe(asReadme(block))
  database = openServer(urlOf(app), { max: 8 })
  product = await startProduct({ database })
})
afterAll(async () => {
  await product?.stop()
  await database?.close()
  await administrator?.end()
  await dropDatabase(inject('postgres'), made.name)
  const server = postgres(inject('postgres'), { max: 1, onnotice: () => {} })
  await server.unsafe(`drop role if exists ${app}; drop role if exists ${owner}`)
  await server.end()
})

const must = async (as: string, line: string, file?: ReturnType<typeof csv>) => {
  const card = await product.say(as, line, file ? [file] : [])
  if (card.data?.refused) throw new Error(`${line}: ${card.data.refused}: ${card.title}`)
  return card
}
const confirm = async (as: string, line: string, file?: ReturnType<typeof csv>) =>
  must(as, `bekräfta ${(await must(as, line, file)).data!.plan}`)

describe('the second role of README, on a server with settings for other programs', () => {
  it('starts the service, which finds nothing to migrate', async () => {
    expect(await migrate(database)).toBe(0)
    expect(await isMigrated(database.db)).toBe(true)
  })

  it('does all that the service does: imports, sends, verifies, erases, forgets, checks', async () => {
    const people = ['1;Anna;Ek;anna@acme.example', '2;Bo;Alm;bo@acme.example', '3;Eva;Sjö;eva@acme.example']
    await confirm('owner', 'importera', csv([header, ...people.map((each) => `100;Acme AB;${each}`)]))
    await confirm('admin', 'verifiera konton')
    await product.settled()
    const { state } = await product.app.page.verify(await product.linkTo('anna@acme.example'))
    expect(state).toBe('used')
    await must('owner', 'domän lägg till acme.example')
    await must('owner', 'roll ge slack:T0HOME/U0HANNA admin')
    await confirm('owner', 'radera 3')
    expect((await must('owner', 'historik kontrollera')).title).not.toMatch(/stämmer inte|bruten/)
    product.clock.forward(800 * 86_400_000)
    await removeOld(product.app.service)
    await refreshStatistics(database.db)
    expect((await must('owner', 'historik kontrollera')).data).toMatchObject({ brokenAt: null })
  })

  it.each([
    ['switch the trigger off', 'alter table audit disable trigger all', /must be owner/],
    ['drop the trigger', 'drop trigger audit_keeps_rows on audit', /must be owner/],
    [
      'replace what the trigger does',
      'create or replace function keep_audit() returns trigger language sql as $$$$',
      /./,
    ],
    ['run without triggers', "set session_replication_role = 'replica'", /permission denied/],
    ['change an entry', "update audit set action = 'nothing'", /permission denied/],
    ['empty the table', 'truncate audit', /permission denied/],
    ['make a table', 'create table public.other (n int)', /permission denied/],
    ['delete entries', 'delete from audit', /append-only/],
    ['become the owner', `set role ${owner}`, /permission denied/],
  ])('cannot %s', async (_, statement, words) => {
    const refused = await database.db.execute(sql.raw(statement)).then(
      () => new Error('it can'),
      (error: Error) => (error.cause ?? error) as Error,
    )
    expect(refused.message).toMatch(words)
    expect(refused.message).not.toBe('it can')
  })

  it('may delete as retention does, and is seen when it deletes what retention does not', async () => {
    await must('owner', 'domän ta bort acme.example').catch(() => {})
    await must('owner', 'roll ta bort slack:T0HOME/U0HANNA')
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`set local verifiera.retention = 'on'`)
      await tx.execute(sql`delete from audit where id = (select min(id) from audit)`)
    })
    expect((await product.say('owner', 'historik kontrollera')).data!.brokenAt).not.toBeNull()
  })

  it('has what a later release adds', async () => {
    const asOwner = postgres(urlOf(owner), { max: 1 })
    await asOwner`create table public.later (id serial primary key, word text)`
    await asOwner.end()
    await database.db.execute(sql`insert into later (word) values ('new')`)
    expect(await database.db.execute(sql`select word from later`)).toHaveLength(1)
  })
})
