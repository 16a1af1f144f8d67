import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { migrate } from '../../src/db/migrate.ts'
import { type Database, openEmbedded, openServer, rows } from '../../src/db/open.ts'
import type { Mailer } from '../../src/mail/mailer.ts'
import { removeOld } from '../../src/verification/records/retention.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'

const given = (name: string) => process.argv.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1)
const people = Number(given('people') ?? 10_000)
const day = 86_400_000

/** Debian's PostgreSQL, which brings `pg_dump`. */
const debians = '/usr/lib/postgresql'
const newest = existsSync(debians) ? readdirSync(debians).sort((a, b) => Number(b) - Number(a))[0] : undefined
const native = newest ? join(debians, newest) : undefined

interface Size {
  bench: string
  value: number
  unit: string
}

interface Opened {
  name: string
  database: Database
  /** Bytes of a backup, made as README says. */
  backup(): Promise<number>
  close(): Promise<void>
}

/**
 * How much room the product needs: what the import of 10,000 people and a send to them add to the database, what is
 * left when retention has run, and a backup. By commands, on both databases: `npm run bench -- sizes`.
 */
export async function* benchSizes(): AsyncGenerator<Size> {
  for (const open of [openOnServer, openInFolder]) {
    const opened = await open()
    try {
      yield* of(opened)
    } finally {
      await opened.close()
    }
  }
}

async function* of({ name, database, backup }: Opened): AsyncGenerator<Size> {
  await migrate(database)
  const product = await startProduct({ database, mailer: accepting, environment: { FOUR_EYES_ABOVE: '100000000' } })
  const say = async (line: string, files?: Parameters<Product['say']>[2]) =>
    String((await product.say('operator', line, files)).data!.plan)
  const line = (bench: string, bytes: number): Size => ({
    bench: `${name}: ${bench}`,
    value: Math.round(bytes / 1e5) / 10,
    unit: 'MB',
  })
  const empty = await sizeOf(database)
  yield line('empty', empty)

  const file = csv([header, ...Array.from({ length: people }, (_, n) => row(n))])
  await say(`bekräfta ${await say('importera', [file])}`)
  const imported = await sizeOf(database)
  yield line(`the import of ${people} people adds`, imported - empty)

  const plan = await say('verifiera konton')
  await product.say('operator', `bekräfta ${plan}`)
  while (await isRunning(database)) await new Promise((later) => setTimeout(later, 200))
  yield line(`a send to ${people} adds`, (await sizeOf(database)) - imported)
  yield line('a backup then', await backup())

  for (const days of [8, 400]) {
    product.clock.forward(days * day)
    await removeOld(product.app.service)
    yield line(`${days} days later it has grown by`, (await sizeOf(database, 'full')) - empty)
  }
  await product.stop()
}

const row = (n: number): string => {
  const company = (n % 10) + 1
  return `${company};Bolag ${company} AB;${n};Anna${n % 97};Öberg${n % 997};anna${n}.oberg@bolag${company}.example`
}

const accepting: Mailer = {
  slots: 4,
  open: () => ({
    send: async (_, mayCommit) => ((await mayCommit()) ? { kind: 'accepted', code: 250 } : { kind: 'withheld' }),
    close() {},
  }),
  close: async () => {},
}

/** Bytes after maintenance; `full` gives back to the system what has been deleted. */
async function sizeOf({ db }: Database, how: '' | 'full' = ''): Promise<number> {
  await db.execute(sql.raw(`vacuum ${how} analyze`))
  const [found] = await rows<{ bytes: number }>(db, sql`select pg_database_size(current_database()) as bytes`)
  return found!.bytes
}

async function isRunning({ db }: Database): Promise<boolean> {
  const [found] = await rows<{ n: number }>(db, sql`select count(*)::int as n from sends where state = 'running'`)
  return found!.n > 0
}

async function openOnServer(): Promise<Opened> {
  const server = await startPostgres({ native })
  const { url } = await createDatabase(server.url)
  const database = openServer(url)
  return {
    name: 'PostgreSQL',
    database,
    async backup() {
      if (!native) return Number.NaN
      const file = join(mkdtempSync(join(tmpdir(), 'verifiera-sizes-')), 'verifiera.dump')
      await promisify(execFile)(join(native, 'bin/pg_dump'), ['-Fc', '-f', file, url])
      return statSync(file).size
    },
    async close() {
      await database.close()
      await server.remove()
    },
  }
}

async function openInFolder(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'verifiera-sizes-'))
  const database = await openEmbedded(join(folder, 'db'))
  return {
    name: 'embedded',
    database,
    // A copy of DATA_DIR, compressed. The product still runs here, so a file may change while it is read, which tar
    // tells of by the code 1. Only the size is wanted.
    async backup() {
      const file = join(folder, 'copy.tgz')
      await promisify(execFile)('tar', ['-czf', file, '-C', folder, 'db']).catch((error) => {
        if (error.code !== 1) throw error
      })
      return statSync(file).size
    },
    async close() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
