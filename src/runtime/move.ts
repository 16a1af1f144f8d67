import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { type Config, ConfigError } from '../config/config.ts'
import { migrate } from '../db/migrate.ts'
import { allowBulk, type Db, open, openEmbedded, rows } from '../db/open.ts'

/** Rows read from the embedded database at once. */
const piece = 2000

/**
 * `npm run move`: copies everything from the embedded database in DATA_DIR to the empty one of DATABASE_URL, in one
 * transaction. The embedded one stays as it is. Returns how many rows that were.
 * @throws ConfigError when there is nothing to copy, nowhere to copy it to, or something there already
 */
export async function moveToServer(config: Config, tell: (table: string, rows: number) => void): Promise<number> {
  if (!config.databaseUrl) throw new ConfigError('DATABASE_URL: names the database to move to')
  const folder = join(config.dataDir, 'db')
  // It would be made, empty, and moved as if that had been all.
  if (!existsSync(folder)) throw new ConfigError(`DATA_DIR: there is no database in ${config.dataDir}`)
  const from = await openEmbedded(folder)
  try {
    await migrate(from)
    const to = await open(config)
    try {
      await migrate(to)
      return await to.db.transaction((tx) => copyAll(from.db, tx, tell))
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

async function copyAll(from: Db, to: Db, tell: (table: string, rows: number) => void): Promise<number> {
  await allowBulk(to)
  const tables = await tablesInOrder(to)
  await refuseUnlessEmpty(to)
  // What migrations put there, such as the full bucket of the mail rate.
  for (const table of tables.toReversed()) await to.execute(sql`delete from ${sql.identifier(table)}`)
  let copied = 0
  for (const table of tables) {
    const name = sql.identifier(table)
    // What triggers would derive from the rows is itself among the rows.
    await to.execute(sql`alter table ${name} disable trigger user`)
    const count = await copyTable(from, to, table)
    await to.execute(sql`alter table ${name} enable trigger user`)
    await continueNumbers(to, table)
    if (count > 0) tell(table, count)
    copied += count
  }
  return copied
}

async function refuseUnlessEmpty(to: Db): Promise<void> {
  for (const table of ['companies', 'identities', 'audit']) {
    const [found] = await rows<{ filled: boolean }>(
      to,
      sql`select exists (select 1 from ${sql.identifier(table)}) as filled`,
    )
    if (found?.filled) throw new ConfigError(`DATABASE_URL: there are rows in ${table}; move into an empty database`)
  }
}

async function copyTable(from: Db, to: Db, table: string): Promise<number> {
  const name = sql.identifier(table)
  let after = '(0,0)'
  for (let copied = 0; ; ) {
    const found = await rows<{ at: string; row: string }>(
      from,
      sql`select t.ctid::text as at, to_jsonb(t)::text as row from ${name} t where t.ctid > ${after}::tid
        order by t.ctid limit ${piece}`,
    )
    const last = found.at(-1)
    if (!last) return copied
    const batch = `[${found.map(({ row }) => row).join(',')}]`
    await to.execute(
      sql`insert into ${name} overriding system value
        select * from jsonb_populate_recordset(null::${name}, ${batch}::jsonb)`,
    )
    copied += found.length
    after = last.at
  }
}

/** Identity columns go on after the highest number that was copied. */
async function continueNumbers(to: Db, table: string): Promise<void> {
  const columns = await rows<{ name: string }>(
    to,
    sql`select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and is_identity = 'YES'`,
  )
  for (const { name } of columns) {
    const column = sql.identifier(name)
    await to.execute(
      sql`select setval(pg_get_serial_sequence(${`public.${table}`}, ${name}), greatest(1, coalesce(max(${column}), 1)),
        count(*) > 0) from ${sql.identifier(table)}`,
    )
  }
}

/** All tables, each after those that it refers to. */
async function tablesInOrder(db: Db): Promise<string[]> {
  const names = await rows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const references = await rows<{ name: string; target: string }>(
    db,
    sql`select c.relname as name, t.relname as target from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_class t on t.oid = k.confrelid where k.contype = 'f' and c.oid <> t.oid`,
  )
  const ordered: string[] = []
  const visit = (name: string, on: string[]): void => {
    if (ordered.includes(name)) return
    if (on.includes(name)) throw new Error(`Tables refer to each other in a circle: ${[...on, name].join(' → ')}`)
    for (const { target } of references.filter((one) => one.name === name)) visit(target, [...on, name])
    ordered.push(name)
  }
  for (const { name } of names) visit(name, [])
  return ordered
}
