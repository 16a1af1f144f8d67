import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { forkProgram, message } from '../support/process/fork.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** Sends the signals at their times (ms) to a program that takes `takes` ms to stop; resolves to its exit code. */
async function stopped(takes: number, signals: [at: number, signal: NodeJS.Signals][]): Promise<number | null> {
  const child = forkProgram('./stops.ts', { takes }, import.meta.url)
  await message(child, 'ready')
  for (const [at, signal] of signals) setTimeout(() => child.kill(signal), at)
  const [code] = await once(child, 'exit')
  return code
}

describe('a stop', () => {
  it('is clean where npm’s shell sends Ctrl-C a second time, and where the terminal is closed', async () => {
    expect(
      await stopped(300, [
        [0, 'SIGINT'],
        [10, 'SIGINT'],
      ]),
    ).toBe(0)
    expect(await stopped(100, [[0, 'SIGHUP']])).toBe(0)
    expect(await stopped(100, [[0, 'SIGTERM']])).toBe(0)
  })

  it('is cut short by a second Ctrl-C that somebody means', async () => {
    const code = await stopped(20_000, [
      [0, 'SIGINT'],
      [2000, 'SIGINT'],
    ])
    expect(code).toBe(130)
  })
})
