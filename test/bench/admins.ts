import postgres from 'postgres'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { inSlack, production } from '../rights/installation.ts'
import { percentile } from '../soak/figures.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'
import type { Line } from './engine.ts'

const each = 40
const admins = Array.from({ length: 50 }, (_, n) => inSlack(`U0ADMIN${n}`, `hr${n}@acme.example`, `Hanna Holm${n}`))
const people = admins.length * each

/** Fifty people of HR who act at once: what each command writes goes through the one lock of the audit. */
export async function benchAdmins(): Promise<Line[]> {
  const server = await startPostgres({ fsync: true })
  const { url } = await createDatabase(server.url)
  const database = openServer(url)
  await migrate(database)
  const OWNERS = admins.map(({ user }) => `slack:T0HOME/${user}`).join()
  const product = await startProduct({ database, idle: true, environment: { ...production, OWNERS } })
  try {
    await importAll(product)
    const locks = watchLocks(url)
    const times: number[] = []
    const from = performance.now()
    await Promise.all(
      admins.map(async (who, at) => {
        for (let n = 0; n < each; n++) times.push(await timed(() => product.said(who, `verifiera ${at * each + n}`)))
      }),
    )
    const seconds = (performance.now() - from) / 1000
    const name = `${admins.length} admins at once, each command in the audit`
    return [
      { bench: name, value: Math.round(people / seconds), unit: 'commands/s' },
      { bench: `${name}: p50`, value: Math.round(percentile(times, 0.5)), unit: 'ms' },
      { bench: `${name}: p99`, value: Math.round(percentile(times, 0.99)), unit: 'ms' },
      { bench: `${name}: waiting for its lock, on average`, value: await locks.average(), unit: 'transactions' },
    ]
  } finally {
    await product.stop()
    await database.close()
    await server.remove()
  }
}

async function importAll({ said, say }: Product): Promise<void> {
  const lines = Array.from({ length: people }, (_, n) => `100;Acme AB;${n};Anna;Öberg${n};anna${n}@acme.example`)
  const { data } = await say(admins[0]!, 'importera', [csv([header, ...lines])])
  await say(admins[0]!, `bekräfta ${data!.plan}`)
  for (const who of admins) await said(who, 'hjälp')
}

/** Looks every ten milliseconds at how many transactions wait for an advisory lock. */
function watchLocks(url: string) {
  const sql = postgres(url, { max: 1 })
  const seen: number[] = []
  const look = async () => {
    const [found] = await sql`select count(*)::int as n from pg_stat_activity where wait_event = 'advisory'`
    seen.push(found!.n)
  }
  const timer = setInterval(() => void look(), 10)
  return {
    async average(): Promise<number> {
      clearInterval(timer)
      await sql.end()
      return Number((seen.reduce((sum, n) => sum + n, 0) / seen.length).toFixed(2))
    },
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
