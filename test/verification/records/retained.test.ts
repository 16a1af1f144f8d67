import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { impersonal, retained } from '../../../src/verification/records/retained.ts'
import { removeOld } from '../../../src/verification/records/retention.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

/** Columns that can hold words but hold none of a person: codes, kinds, states, languages, hashes. */
const plain = new Set(
  `audit.action audit.code audit.hash audit.key_id audit.mac audit.previous audit.via deliveries.action deliveries.lease_owner
  deliveries.reason deliveries.state disconnects.code disconnects.reason disconnects.user_id employer_letters.color employer_letters.logo_type
  follows.chat follows.told identities.language
  identities.linked_by identities.platform identities.standing import_files.code import_rows.outcome inbox.chat inbox.state
  links.key_id other_letters.kind other_letters.language outbox.message_id people.connect_reason people.connected_by people.email_problem people.language people.provider_state people.provider_user_id plan_cards.chat plan_cards.shows plan_people.action
  plans.reference sends.reference plans.cause plans.code plans.counts plans.kind plans.letters plans.state plans.voided_because refusals.command refusals.why roles.role sends.code sends.final
  sends.kind sends.letters sends.paused_because sends.paused_detail sends.state tie_codes.key_id tie_requests.state`.split(
    /\s+/,
  ),
)

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const day = 86_400_000
const columns = () =>
  rows<{ table: string; name: string; type: string }>(
    product.database.db,
    sql`select table_name as table, column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public' order by 1, 2`,
  )

it('names every table of the database, and every column that may hold something of a person', async () => {
  const all = await columns()
  const tables = [...new Set(all.map(({ table }) => table))]
  expect(tables.filter((table) => !(table in retained) && !impersonal.includes(table))).toEqual([])
  const open = all.filter(({ type }) => ['text', 'jsonb', 'bytea'].includes(type))
  const unnamed = open.filter(
    ({ table, name }) =>
      table in retained && !retained[table]!.personal.includes(name) && !plain.has(`${table}.${name}`),
  )
  expect(unnamed.map(({ table, name }) => `${table}.${name}`)).toEqual([])
  const known = new Set(all.map(({ table, name }) => `${table}.${name}`))
  const gone = Object.entries(retained).flatMap(([table, { personal }]) => personal.map((name) => `${table}.${name}`))
  expect(gone.filter((name) => !known.has(name))).toEqual([])
})

it('gives out everything that has to do with a person, for the right of access', async () => {
  const withPerson = (await columns()).filter(({ name }) => name === 'person_id').map(({ table }) => table)
  const keys: Record<string, string> = { import_rows: 'imports', plan_people: 'plans', tie_codes: 'codes' }
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Berg;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const card = await product.say('owner', 'utdrag anna@acme.example')
  const file = JSON.parse(new TextDecoder().decode(card.files![0]!.bytes)) as Record<string, unknown>
  const held = Object.keys((file.held ?? file) as object)
  const missing = withPerson.filter((table) => table !== 'identities' && !held.includes(keys[table] ?? table))
  expect(missing).toEqual([])
})

it('leaves of two years only what README says: the people, and numbers', async () => {
  const send = await product.say('admin', 'verifiera konton')
  await product.say('admin', `bekräfta ${send.data!.plan}`)
  await product.settled()
  await product.say('admin', 'verifiera konton företag=100')
  await product.say('employee:anna@acme.example', 'skicka länk')
  await product.settled()
  await product.say('admin', 'lista epost=anna@acme.example')
  product.clock.forward(2 * 366 * day)
  await removeOld(product.app.service)
  const left: string[] = []
  for (const { table, name } of await columns()) {
    // The user id of the local page is the address that was typed there.
    if (table === 'people' || `${table}.${name}` === 'identities.user') continue
    const found = await rows(
      product.database.db,
      sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(name)}::text ilike '%anna@acme.example%' limit 1`,
    )
    if (found.length) left.push(`${table}.${name}`)
  }
  expect(left).toEqual([])
  const kept = (await product.say('owner', 'utskick')).data!.sends as unknown[]
  expect(kept).toHaveLength(1)
})
