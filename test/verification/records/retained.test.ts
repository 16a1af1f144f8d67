import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { impersonal, retained } from '../../../src/verification/records/retained.ts'
import { removeOld } from '../../../src/verification/records/retention.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

/** Columns that can hold words but none of a person: codes, kinds, states, languages, hashes, companies, domains. */
const plain = new Set(
  `audit.action audit.code audit.hash audit.key_id audit.mac audit.previous audit.via deliveries.action deliveries.fault deliveries.lease_owner
  deliveries.reason deliveries.state disconnects.code disconnects.reason disconnects.user_id employer_letters.color employer_letters.logo_type
  follows.chat follows.told identities.language
  identities.linked_by identities.platform identities.standing import_files.code import_rows.outcome inbox.chat inbox.state
  links.key_id other_letters.kind other_letters.language outbox.message_id people.connect_reason people.connected_by people.email_problem people.language people.provider_state people.provider_user_id plan_cards.chat plan_cards.shows plan_people.action
  plans.reference sends.reference plans.cause plans.code plans.counts plans.kind plans.letters plans.state plans.voided_because refusals.command refusals.why roles.role sends.code sends.final
  sends.kind sends.letters sends.paused_because sends.paused_detail sends.state tie_codes.key_id tie_requests.state
  allowed_domains.domain companies.name companies.number import_mappings.columns import_mappings.header
  mail_trouble.cause mail_trouble.detail report_mailboxes.id send_tallies.key settings.key settings.value
  verified_domains.challenge verified_domains.domain workers.id`.split(/\s+/),
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
    ({ table, name }) => !retained[table]?.personal.includes(name) && !plain.has(`${table}.${name}`),
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

/**
 * What is there on a day after everything has ended, and what is gone. `table` or `table.column`, which is then empty.
 */
const timeline: [days: number, gone: string[], still: string[]][] = [
  [0.5, [], ['import_rows.row', 'answers', 'plan_people.email_key', 'links', 'outbox', 'deliveries', 'plans.line']],
  [2, ['import_rows.row', 'answers', 'limit_hits'], ['import_rows', 'plan_people.email_key', 'links', 'outbox']],
  [29, ['message_effects', 'inbox'], ['links', 'outbox', 'deliveries', 'plans.line']],
  [
    50,
    ['links', 'outbox', 'follows', 'plan_cards', 'tie_codes'],
    ['deliveries', 'plans.line', 'plan_people.email_key'],
  ],
  [360, [], ['deliveries', 'plans.line', 'import_rows', 'identities.name', 'audit']],
  [375, ['deliveries', 'plans.line', 'import_rows', 'plan_people.email_key'], ['plan_people', 'sends', 'audit']],
  [720, [], ['identities.name', 'audit']],
  [735, ['identities.name', 'identities.place', 'audit'], ['identities.user', 'sends', 'people']],
]

it('keeps each thing as long as README says, and no longer', async () => {
  const own = await startProduct()
  const held = async (what: string) => {
    const [table, column] = what.split('.') as [string, string?]
    const full = column ? sql`where coalesce(${sql.identifier(column)}::text, '') not in ('', '{}')` : sql``
    const [found] = await rows<{ n: number }>(
      own.database.db,
      sql`select count(*)::int as n from ${sql.identifier(table)} ${full}`,
    )
    return found!.n > 0
  }
  try {
    const plan = await own.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Berg;anna@acme.example'])])
    await own.say('owner', `bekräfta ${plan.data!.plan}`)
    const send = await own.say('admin', 'verifiera konton')
    await own.say('admin', `bekräfta ${send.data!.plan}`)
    await own.settled()
    await own.say('employee:anna@acme.example', 'skicka länk')
    await own.settled()
    let today = 0
    for (const [days, gone, still] of timeline) {
      own.clock.forward((days - today) * day)
      today = days
      await removeOld(own.app.service)
      const wrong = [
        ...(await Promise.all(gone.map(async (what) => ((await held(what)) ? `${what} is still there` : [])))),
        ...(await Promise.all(still.map(async (what) => ((await held(what)) ? [] : `${what} is gone`)))),
      ].flat()
      expect([days, wrong]).toEqual([days, []])
    }
  } finally {
    await own.stop()
  }
})
