import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Locks that this very process holds; its own id in a file says nothing after a restart in a container. */
const held = new Set<string>()

/**
 * Makes `file` this process's, or throws with the id of the living process that has it. A lock whose process is gone
 * (also when its number went to another process) is taken over. Returns what gives it back.
 */
export function takeLock(file: string): () => void {
  const mine = `${process.pid} ${bornAt(process.pid) ?? ''}`
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryLink(draft, file)) return release(file)
      const theirs = readOwner(file)
      if (theirs === undefined) continue
      if (isAlive(file, theirs)) throw new Error(`${file} is held by process ${theirs.split(' ')[0]}`)
      setAside(file, theirs)
    }
    throw new Error(`${file} could not be taken`)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A link is made whole or not at all, so nobody reads a half-written lock. */
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    held.add(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function release(file: string): () => void {
  return () => {
    if (held.delete(file)) rmSync(file, { force: true })
  }
}

function readOwner(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function isAlive(file: string, owner: string): boolean {
  const [pid, born] = owner.split(' ')
  if (Number(pid) === process.pid) return held.has(file)
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const found = bornAt(Number(pid))
  return !born || found === undefined || found === born
}

/** Moves a dead process's lock away. Where somebody else was quicker, what was moved is theirs and is put back. */
function setAside(file: string, expected: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== expected) linkSync(aside, file)
  } catch {
    // Gone already, or taken again: the next attempt sees who has it.
  }
  rmSync(aside, { force: true })
}

/** When a process started, in ticks since boot (Linux, /proc/<pid>/stat); undefined elsewhere or when it is gone. */
function bornAt(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19]
  } catch {
    return undefined
  }
}
