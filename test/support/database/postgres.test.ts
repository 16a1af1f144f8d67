import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('a PostgreSQL ends with its tests, and leaves no file, also when they are killed', { timeout: 90_000 }, async () => {
  const child = fork(join(import.meta.dirname, 'serve.ts'), { execArgv: ['--import', 'tsx'] })
  const [served] = (await once(child, 'message')) as [{ pid: number; folder: string }]
  expect(existsSync(`${served.folder}/PG_VERSION`)).toBe(true)
  expect(isAlive(served.pid)).toBe(true)
  child.kill('SIGKILL')
  await expect.poll(() => isAlive(served.pid) || existsSync(served.folder), { timeout: 45_000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
