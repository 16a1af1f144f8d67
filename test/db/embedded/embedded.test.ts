import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { migrate } from '../../../src/db/migrate.ts'
import { checkServer, open, rows } from '../../../src/db/open.ts'

// Making the embedded database takes seconds, and half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

it('the embedded database is made once, is kept, and is opened by one', async () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'verifiera-embedded-')), 'data')
  mkdirSync(join(dataDir, 'db.new'), { recursive: true })
  writeFileSync(join(dataDir, 'db.new', 'PG_VERSION'), 'left by an interrupted start')
  const first = await open({ dataDir })
  await checkServer(first)
  await migrate(first)
  await first.db.execute(sql`insert into companies (number, name, created_at) values ('1', 'Åkeri Öst', now())`)
  // Its memory is this process's own, and is never given back.
  expect(await rows(first.db, sql`show shared_buffers`)).toEqual([{ shared_buffers: '16MB' }])
  await expect(open({ dataDir })).rejects.toThrow('held by process')
  await first.close()
  await first.close()
  expect(existsSync(join(dataDir, 'db.lock'))).toBe(false)
  const again = await open({ dataDir })
  expect(await rows(again.db, sql`select name from companies`)).toEqual([{ name: 'Åkeri Öst' }])
  await again.close()
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})

it.each([
  ['below a file', 'file/data'],
  ['that is a file', 'file'],
  ['behind a link to nowhere', 'link'],
])('a folder %s is refused in a line that names the setting', async (_, name) => {
  const parent = mkdtempSync(join(tmpdir(), 'verifiera-embedded-'))
  writeFileSync(join(parent, 'file'), '')
  symlinkSync('nowhere', join(parent, 'link'))
  await expect(open({ dataDir: join(parent, name) })).rejects.toThrow(/^DATA_DIR: it cannot be made \(E\w+\)$/)
  rmSync(parent, { recursive: true })
})
