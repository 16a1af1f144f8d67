import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds after which a lock belongs to a process that died while it started; no start takes that long. */
const staleAfter = 10_000

/**
 * Runs `start` while no other process runs one for the same path. Starting consists of three steps: finding that nobody
 * listens on the socket, removing it, and listening. Of two processes that do this at once, one could remove the socket
 * that the other has just made.
 */
export async function withStartLock<T>(path: string, start: () => Promise<T>): Promise<T> {
  const lock = `${path}.starting`
  while (!take(lock)) await sleep(20)
  try {
    return await start()
  } finally {
    rmdirSync(lock)
  }
}

/** The lock is a folder, because only one process can make it. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock, { mode: 0o700 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  try {
    if (Date.now() - statSync(lock).mtimeMs > staleAfter) rmdirSync(lock)
  } catch {
    // Another process has removed it first.
  }
  return false
}
