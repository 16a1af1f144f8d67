import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

/** What `npm test` says in its last line, and how it ends, on made-up tests. */
const folder = mkdtempSync(join(tmpdir(), 'verifiera-run-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(
  name: string,
  files: Record<string, string>,
  setup = '',
  more: string[] = [],
): Promise<{ last: string; code: number; out: string }> {
  const root = mkdtempSync(join(folder, `${name}-`))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text)
  writeFileSync(join(root, 'setup.mjs'), `export default () => { ${setup} }`)
  const config = { globals: true, include: ['*.test.mjs'], globalSetup: './setup.mjs' }
  writeFileSync(join(root, 'vitest.config.mjs'), `export default ${JSON.stringify({ test: config })}`)
  const program = join(import.meta.dirname, 'run.ts')
  const args = ['--import', 'tsx', program, '--root', root, '--config', join(root, 'vitest.config.mjs'), ...more]
  return new Promise((done) => {
    execFile(process.execPath, args, (error, stdout) => {
      const last = stdout.trimEnd().split('\n').at(-1) ?? ''
      done({ last, code: Number(error?.code ?? 0), out: stdout })
    })
  })
}

const pass = `it('a', () => {})`

it.each([
  ['all is well', { 'a.test.mjs': pass }, '', '1 passed, 0 failed', 0],
  ['one is skipped', { 'a.test.mjs': `${pass}; it.skip('b', () => {})` }, '', '1 passed, 0 failed, 1 skipped', 0],
  ['one fails', { 'a.test.mjs': `${pass}; it('b', () => { throw new Error('no') })` }, '', '1 passed, 1 failed', 1],
  ['a file does not load', { 'a.test.mjs': pass, 'b.test.mjs': 'nonsense(' }, '', '1 passed, 1 failed', 1],
  [
    'a hook fails',
    { 'a.test.mjs': `describe('x', () => { afterAll(() => { throw new Error('no') }); ${pass} })` },
    '',
    '1 passed, 1 failed',
    1,
  ],
  [
    'nobody awaited a failure',
    { 'a.test.mjs': `${pass}; void Promise.reject(new Error('no'))` },
    '',
    '1 passed, 1 failed',
    1,
  ],
  ['nothing was there to run', {}, '', '0 passed, 1 failed', 1],
  ['the setup fails', { 'a.test.mjs': pass }, `throw new Error('no PostgreSQL')`, '0 passed, 1 failed', 1],
])('where %s, the last line and the exit code say so', async (_, files, setup, last, code) => {
  expect(await run('case', files as Record<string, string>, setup)).toMatchObject({ last, code })
})

it('counts with any reporter', async () => {
  const { last, code, out } = await run('json', { 'a.test.mjs': pass }, '', ['--reporter=json'])
  expect({ last, code }).toEqual({ last: '1 passed, 0 failed', code: 0 })
  expect(JSON.parse(out.slice(out.indexOf('{'), out.lastIndexOf('}') + 1))).toMatchObject({ numPassedTests: 1 })
})
