import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { rows } from '../../src/db/open.ts'
import { serverDatabase } from '../support/database/database.ts'

const root = join(import.meta.dirname, '../..')

const out = mkdtempSync(join(tmpdir(), 'verifiera-drizzle-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

it('the migrations make what src/db/schema says: there is nothing left to generate', () => {
  cpSync(join(root, 'drizzle'), out, { recursive: true })
  const before = readdirSync(out)
  const kit = join(root, 'node_modules/drizzle-kit/bin.cjs')
  const args = [
    'generate',
    '--dialect',
    'postgresql',
    '--schema',
    'src/db/schema/index.ts',
    '--out',
    relative(root, out),
  ]
  const said = execFileSync(process.execPath, [kit, ...args], { cwd: root, encoding: 'utf8' })
  expect(said).toContain('No schema changes')
  expect(readdirSync(out)).toEqual(before)
})

it('every foreign key has an index: without one, each delete of what it names would read the whole table', async () => {
  const database = await serverDatabase()
  const bare = () =>
    rows(
      database.db,
      sql`select c.conrelid::regclass::text as "table", c.conname as key from pg_constraint c
      where c.contype = 'f' and not exists (select 1 from pg_index i where i.indrelid = c.conrelid
        and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey
        and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%s IS NOT NULL)',
          (select string_agg(quote_ident(a.attname), ', ') from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey)))))`,
    )
  expect(await bare()).toEqual([])
  await database.db.execute(sql`drop index plan_people_person`)
  expect(await bare()).toEqual([{ table: 'plan_people', key: 'plan_people_person_id_people_id_fk' }])
  await database.drop()
})
