import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Longer than a start ever holds it; an older one belongs to a process that died in between. */
const stale = 10_000

/**
 * Runs `start` while no other process runs one for the same path. Finding a dead socket, removing it and listening anew
 * are three steps; of two starters at once, one could otherwise remove what the other has just made.
 */
export async function oneAtATime<T>(path: string, start: () => Promise<T>): Promise<T> {
  const door = `${path}.starting`
  while (!enter(door)) await sleep(20)
  try {
    return await start()
  } finally {
    rmdirSync(door)
  }
}

function enter(door: string): boolean {
  try {
    mkdirSync(door, { mode: 0o700 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  try {
    if (Date.now() - statSync(door).mtimeMs > stale) rmdirSync(door)
  } catch {
    // Somebody else was faster: it is gone.
  }
  return false
}
