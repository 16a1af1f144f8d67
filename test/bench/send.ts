import { sql } from 'drizzle-orm'
import { migrate } from '../../src/db/migrate.ts'
import { type Database, type DatabaseWatch, openServer, rows } from '../../src/db/open.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { removeOld } from '../../src/verification/records/retention.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { startFarSink } from '../support/mail/sink-process.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'
import { letters } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'
import type { Line } from './engine.ts'

const given = (name: string) => process.argv.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1)
const size = Number(given('size') ?? 100_000)

/**
 * How an admin waits for a send: from `bekräfta` to the first letter that the mail server has accepted, and to the last
 * that is recorded. Then, when its links have expired, how long retention needs to remove them with all that hangs on
 * them. `npm run bench -- send size=100000`.
 */
export async function* benchSend(): AsyncGenerator<Line> {
  const server = await startPostgres({ fsync: true })
  const sink = await startFarSink({ countOnly: true })
  const { url } = await createDatabase(server.url)
  const batches = watchBatches()
  const database = openServer(url, { watch: batches.watch })
  await migrate(database)
  const mailer = createSmtp(sink.url, letters.from.address)
  const product = await startProduct({ database, mailer, environment: { FOUR_EYES_ABOVE: '100000000' } })
  const line = (bench: string, ms: number): Line => ({ bench, value: Math.round(ms) / 1000, unit: 's' })
  try {
    await importAll(product)
    const shown = await product.say('operator', 'verifiera konton')
    const from = performance.now()
    const since = () => performance.now() - from
    const confirmed = product.say('operator', `bekräfta ${shown.data!.plan}`).then(since)
    await until(() => sink.count(), Boolean, 600, 10)
    const first = since()
    const answered = await confirmed
    yield line(`bekräfta of ${size}: answered`, answered)
    yield line(`bekräfta of ${size}: first letter accepted, after the answer`, first - answered)
    await until(() => hasEnded(database), Boolean, 3600, 100)
    yield line(`bekräfta of ${size}: last letter recorded`, since())
    yield { bench: 'letters', value: Math.round((await sink.count()) / (since() / 1000)), unit: 'a second' }
    await product.stop()

    await database.db.execute(sql`update links set expires_at = expires_at - interval '90 days'`)
    batches.forget()
    const begun = performance.now()
    await removeOld(product.app.service)
    yield line(`removing ${size} expired links`, performance.now() - begun)
    yield line('longest of its batches', batches.longest() * 1000)
    const [left] = await rows<{ n: number }>(database.db, sql`select count(*)::int as n from links`)
    if (left!.n > 0) throw new Error(`${left!.n} links are left`)
  } finally {
    await mailer.close()
    await database.close()
    await sink.close()
    await server.remove()
  }
}

async function importAll({ say }: Product): Promise<void> {
  const people = Array.from({ length: size }, (_, n) => {
    const company = (n % 100) + 1
    return `${company};Bolag ${company} AB;${n};Anna${n % 97};Öberg${n % 997};anna.${n}@bolag${company}.example`
  })
  const { data } = await say('operator', 'importera', [csv([header, ...people])])
  await say('operator', `bekräfta ${data!.plan}`)
}

async function hasEnded({ db }: Database): Promise<boolean> {
  return (await rows(db, sql`select 1 from sends where state = 'running' limit 1`)).length === 0
}

/** How long transactions have taken, in seconds. */
function watchBatches() {
  let longest = 0
  const watch: DatabaseWatch = {
    worked(kind, seconds) {
      if (kind === 'bulk') longest = Math.max(longest, seconds)
    },
    waited() {},
    failed() {},
  }
  return {
    watch,
    longest: () => longest,
    forget() {
      longest = 0
    },
  }
}
