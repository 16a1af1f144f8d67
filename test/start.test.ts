import { execFile } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, inject, it } from 'vitest'

const here = fileURLToPath(new URL('..', import.meta.url))
let checkout: string

beforeAll(() => {
  checkout = join(mkdtempSync(join(inject('scratch'), 'start-')), 'en mapp på svenska')
  mkdirSync(checkout)
  for (const name of ['src', 'adapters', 'package.json'])
    cpSync(join(here, name), join(checkout, name), { recursive: true })
  symlinkSync(join(here, 'node_modules'), join(checkout, 'node_modules'), 'junction')
})

/** What the program says when asked for something that it refuses. */
const start = (...args: string[]): Promise<string> =>
  new Promise((done) => {
    const env = { PATH: process.env.PATH }
    execFile(process.execPath, ['src/start.mjs', ...args], { cwd: checkout, env }, (_, out, err) => done(out + err))
  })

const copies = () => readdirSync(join(checkout, 'dist')).filter((name) => name !== 'compiled')

it('runs from a copy that is made once, and anew when a source has changed', async () => {
  expect(await start('--build')).toBe('')
  const first = copies()
  expect(first).toHaveLength(1)
  expect(await start('dance')).toContain('There is no task "dance"')
  expect(copies()).toEqual(first)
  appendFileSync(join(checkout, 'src/main.ts'), "\nconsole.error('changed')\n")
  expect(await start('dance')).toContain('There is no task "dance"')
  expect(copies()).toHaveLength(2)
}, 60_000)

it('names the lines of the sources when something unexpected happens', async () => {
  appendFileSync(
    join(checkout, 'src/config/env-file.ts'),
    '\nnull.length\n'.replace('null', '(null as never as string)'),
  )
  expect(await start('dance')).toMatch(/src\/config\/env-file\.ts:\d+/)
}, 60_000)

it('runs where no copy can be written', async () => {
  rmSync(join(checkout, 'dist'), { recursive: true })
  writeFileSync(join(checkout, 'dist'), '')
  cpSync(join(here, 'src'), join(checkout, 'src'), { recursive: true, force: true })
  expect(await start('dance')).toContain('There is no task "dance"')
}, 60_000)
