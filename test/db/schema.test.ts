import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect, it } from 'vitest'

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
