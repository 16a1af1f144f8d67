import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { migrate } from '../../src/db/migrate.ts'
import { type Database, openServer, rows } from '../../src/db/open.ts'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { type Postgres, startPostgres } from '../support/database/postgres.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'
import { applyByHand, keepByHand } from './by-hand/importing.ts'
import { askedByHand, exportByHand, linkByHand } from './by-hand/looking.ts'
import { confirmByHand, planByHand } from './by-hand/sends.ts'
import type { Line } from './engine.ts'

const companies = 100
const perFile = 100_000
const given = (name: string) => process.argv.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1)

/**
 * The user's way at any size: import, plan, confirm, look, export, by commands and real transactions, on a database
 * that is fresh and analysed as maintenance leaves it; beside hand-written SQL that does the same writes on a copy of
 * it. `npm run bench -- scale size=10000,100000,1000000`; with `people=sql` the people are not imported, which takes
 * most of the time, but inserted.
 */
export async function* benchScale(): AsyncGenerator<Line> {
  const sizes = (given('size') ?? '10000,100000,1000000').split(',').map(Number)
  const server = await startPostgres({ fsync: true, settings: { shared_buffers: '256MB' } })
  try {
    for (const size of sizes) yield* atSize(server, size)
  } finally {
    await server.remove()
  }
}

async function* atSize(server: Postgres, size: number): AsyncGenerator<Line> {
  const base = await createDatabase(server.url)
  if (given('people') === 'sql') await withProduct(base.url, (product) => insertAll(product, size))
  else {
    const imported = await withProduct(base.url, (product) => importAll(product, size))
    const hand = await createDatabase(server.url)
    const byHand = await withProduct(hand.url, (product) => importByHand(product, hand.url, size))
    await dropDatabase(server.url, hand.name)
    for (const step of ['plan', 'confirm'] as const) {
      const name = `import of ${size}: ${step}`
      yield line(name, imported[step], { size, to: `${name} by hand`, by: byHand[step] })
    }
  }
  await analyse(base.url)
  const copy = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
    const made = await createDatabase(server.url, base.name)
    try {
      return await work(made.url)
    } finally {
      await dropDatabase(server.url, made.name)
    }
  }

  const ours: number[][] = []
  const hands: number[][] = []
  for (let round = 0; round < Number(given('rounds') ?? 3); round++) {
    ours.push(await copy((url) => withProduct(url, planAndConfirm)))
    hands.push(await copy(planAndConfirmByHand))
  }
  const names = [`plan of 1 % of ${size}`, `plan of ${size}`, `confirm of ${size}`]
  for (const [i, name] of names.entries()) {
    const mine = median(ours.map((round) => round[i]!))
    const theirs = median(hands.map((round) => round[i]!))
    yield line(name, mine, { size, to: `${name} by hand`, by: theirs })
  }

  const { looked, hand } = await copy(async (url) => ({
    looked: await withProduct(url, look),
    hand: await lookByHand(url),
  }))
  for (const [what, ms] of looked) {
    const by = hand.get(what)
    const beside = by ? { ratio_to: `${what} by hand`, ratio: round(ms / by) } : {}
    yield { bench: `${what}, of ${size}`, value: round(ms), unit: 'ms', ...beside }
  }
  await dropDatabase(server.url, base.name)
}

async function withProduct<T>(url: string, work: (product: Product) => Promise<T>): Promise<T> {
  const database = openServer(url)
  await migrate(database)
  const environment = { FOUR_EYES_ABOVE: '100000000' }
  const product = await startProduct({ database, environment, idle: true })
  try {
    return await work(product)
  } finally {
    await product.stop()
    await database.close()
  }
}

async function importAll(product: Product, size: number): Promise<{ plan: number; confirm: number }> {
  const total = { plan: 0, confirm: 0 }
  for (let from = 0; from < size; from += perFile) {
    const file = people(from, Math.min(size, from + perFile))
    const [plan, shown] = await timed(() => product.say('operator', 'importera', [file]))
    const [confirm] = await timed(() => product.say('operator', `bekräfta ${codeOf(shown)}`))
    total.plan += plan
    total.confirm += confirm
  }
  return total
}

async function importByHand({ say }: Product, url: string, size: number): Promise<{ plan: number; confirm: number }> {
  await say('operator', 'hjälp')
  return byHand(url, async (client) => {
    const total = { plan: 0, confirm: 0 }
    for (let from = 0; from < size; from += perFile) {
      const file = new TextDecoder().decode(people(from, Math.min(size, from + perFile)).bytes)
      const [kept, plan] = await timed(() => keepByHand(client, file))
      const [applied] = await timed(() => applyByHand(client, plan))
      total.plan += kept
      total.confirm += applied
    }
    return total
  })
}

/** 3 % already connected would need links; here everybody is new, with 5 % without an address and 1 % shared ones. */
function people(from: number, to: number) {
  const lines = [header]
  for (let n = from; n < to; n++) {
    const company = (n % companies) + 1
    const email = n % 20 === 0 ? '' : `anna.${n % 100 === 1 ? n - 1 : n}@bolag${company}.example`
    lines.push(`${company};Bolag ${company} AB;${n};Anna${n % 97};Öberg${n % 997};${email}`)
  }
  return csv(lines)
}

/** The same people. Somebody has spoken: a plan by hand needs one who asks for it. */
async function insertAll({ say, database }: Product, size: number): Promise<void> {
  await say('operator', 'hjälp')
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`)
    await tx.execute(sql`insert into companies (number, name, created_at)
      select n, 'Bolag ' || n || ' AB', now() from generate_series(1, ${companies}::int) n`)
    await tx.execute(sql`insert into people (company_id, number, given_name, family_name, email, email_key, created_at, updated_at)
      select c.id, n, 'Anna' || n % 97, 'Öberg' || n % 997, made.email, made.email, now(), now()
      from generate_series(0, ${size}::int - 1) n join companies c on c.number = (n % ${companies}::int + 1)::text
        cross join lateral (select case when n % 20 > 0 then
          'anna.' || case n % 100 when 1 then n - 1 else n end || '@bolag' || c.number || '.example' end as email) made`)
  })
}

/** As maintenance does after a night: the tables that are still empty are known to be empty. */
async function analyse(url: string): Promise<void> {
  const database = openServer(url, { max: 1 })
  // The next product counts its messages from one again; it must not meet the answers of this one.
  await database.db.execute(sql`delete from answers`)
  await database.db.execute(sql`vacuum analyze`)
  await database.close()
}

async function planAndConfirm(product: Product): Promise<number[]> {
  const [some] = await timed(() => product.say('operator', 'verifiera konton företag=7'))
  const [all, shown] = await timed(() => product.say('operator', 'verifiera konton'))
  const [confirm] = await timed(() => product.say('operator', `bekräfta ${codeOf(shown)}`))
  return [some, all, confirm]
}

const planAndConfirmByHand = (url: string): Promise<number[]> =>
  byHand(url, async (client) => {
    const [some] = await timed(() => planByHand(client, `p.company_id = (select id from companies where number = '7')`))
    const [all, { plan }] = await timed(() => planByHand(client))
    const [confirm] = await timed(() => confirmByHand(client, plan))
    return [some, all, confirm]
  })

async function byHand<T>(url: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What people ask for once a send of everybody has been confirmed. */
async function look(product: Product): Promise<[string, number][]> {
  const shown = await product.say('operator', 'verifiera konton')
  await product.say('operator', `bekräfta ${codeOf(shown)}`)
  await settleHalf(product.database)
  const lines = [
    'status anna.5@bolag6.example',
    'status',
    'lista',
    'lista sida=500',
    'lista Öberg996',
    'lista status=köad',
    'utskick',
    'exportera företag=7',
    'exportera',
  ]
  const found: [string, number][] = []
  for (const say of lines) found.push([say, (await timed(() => product.say('operator', say)))[0]])
  const [own] = await timed(() => product.say('employee:anna.7@bolag8.example', 'skicka länk'))
  return [...found, ['skicka länk', own]]
}

/** The same questions on the same tables, which are as fresh, in one session. */
const lookByHand = (url: string): Promise<Map<string, number>> =>
  byHand(url, async (client) => {
    // As the product has them: somebody who knows PostgreSQL sets them for work on whole sets.
    await client.unsafe(`set enable_nestloop = off; set work_mem = '64MB'`)
    const found = new Map<string, number>()
    for (const [what, statements] of Object.entries(askedByHand)) {
      const ask = async () => {
        for (const statement of statements) await client.unsafe(statement)
      }
      found.set(what, (await timed(ask))[0])
    }
    found.set('exportera', (await timed(() => exportByHand(client)))[0])
    await client.unsafe('reset enable_nestloop')
    return found.set('skicka länk', (await timed(() => linkByHand(client, 'anna.8@bolag9.example')))[0])
  })

/** Half of the letters have gone. */
async function settleHalf({ db }: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local plan_cache_mode = auto`)
    await tx.execute(sql`set local statement_timeout = 0`)
    await rows(
      tx,
      sql`update deliveries set state = 'sent', done_at = clock_timestamp() where person_id % 2 = 0 and state = 'queued'`,
    )
  })
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const from = performance.now()
  const result = await work()
  return [performance.now() - from, result]
}

function codeOf(card: { data?: Record<string, unknown>; title: string; text?: string }): string {
  const code = card.data?.plan
  if (typeof code !== 'string') throw new Error(`No plan: ${card.title} ${card.text ?? ''}`)
  return code
}

function line(bench: string, ms: number, { size, to, by }: { size: number; to?: string; by?: number }): Line {
  const each = { bench, value: round((ms / size) * 1000), unit: 'µs/person' }
  return to && by ? { ...each, ratio_to: to, ratio: round(ms / by) } : each
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const round = (value: number) => Math.round(value * 100) / 100
