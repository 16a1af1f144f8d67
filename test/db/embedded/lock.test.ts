import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { takeLock } from '../../../src/db/embedded/lock.ts'
import { processStart } from '../../../src/db/embedded/process-start.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verifiera-lock-'))
  file = join(folder, 'db.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Another process that tries to take the lock and reports the result. It lives until its channel is closed. */
async function contend() {
  const child = fork(join(import.meta.dirname, 'contend.ts'), [file], { execArgv: ['--import', 'tsx'] })
  const [took] = await once(child, 'message')
  const leave = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { took: took as string, leave }
}

describe('the lock of the embedded database', () => {
  it('is had by one at a time, also inside one process', () => {
    const release = takeLock(file)
    expect(() => takeLock(file)).toThrow(`held by process ${process.pid}`)
    release()
    expect(readdirSync(folder)).toEqual([])
    takeLock(file)()
  })

  it('is refused to another process, and taken over from one that was killed', async () => {
    const release = takeLock(file)
    const refused = await contend()
    expect(refused.took).toContain(`held by process ${process.pid}`)
    await refused.leave()
    release()
    const holder = await contend()
    expect(holder.took).toBe('taken')
    expect(() => takeLock(file)).toThrow('held by process')
    await holder.leave()
    expect(existsSync(file)).toBe(true)
    takeLock(file)()
  })

  it('is taken over where the process id has gone to another process', () => {
    writeFileSync(file, `${process.ppid} 1`)
    if (process.platform === 'linux') takeLock(file)()
    writeFileSync(file, `${process.pid} 1`)
    takeLock(file)()
  })

  it.each(['', '\0\0\0\0\0\0', '0 1', '-1 1'])('is taken over where a power cut has left %j in it', (left) => {
    writeFileSync(file, left)
    // It may be another process that is about to write its id.
    expect(() => takeLock(file)).toThrow('just being taken')
    utimesSync(file, new Date(), new Date(Date.now() - 10_000))
    takeLock(file)()
    expect(readdirSync(folder)).toEqual([])
  })

  it('knows a process by its start on every system', { skip: process.platform === 'win32' }, () => {
    for (const platform of [process.platform, 'darwin'] as const) {
      const mine = processStart(process.pid, platform)
      expect(mine).toMatch(/^\S+$/)
      expect(processStart(process.pid, platform)).toBe(mine)
      expect(processStart(999_999_999, platform)).toBeUndefined()
    }
  })

  it('goes to one of many who find it stale', async () => {
    writeFileSync(file, '999999999 1')
    const all = await Promise.all(Array.from({ length: 4 }, contend))
    expect(all.filter((one) => one.took === 'taken')).toHaveLength(1)
    expect(readFileSync(file, 'utf8')).not.toContain('999999999')
    await Promise.all(all.map((one) => one.leave()))
  })
})
