import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { processStart } from './process-start.ts'

/** The locks of this process. Its id in a file proves nothing: after a restart in a container it may be the same. */
const held = new Set<string>()

/**
 * Takes the lock `file` for this process, or throws with the id of the living process that holds it. A lock is taken
 * over when its process is gone, also when another process has got its id since. Returns the function that releases it.
 */
export function takeLock(file: string): () => void {
  const mine = `${process.pid} ${processStart(process.pid) ?? ''}`
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryLink(draft, file)) return release(file)
      const theirs = readOwner(file)
      if (theirs === undefined) continue
      if (!named.test(theirs) && isNew(file)) throw new Error(`${file} is just being taken by another process`)
      if (isAlive(file, theirs))
        throw new Error(`${file} is held by process ${theirs.split(' ')[0]}, which is still running`)
      setAside(file, theirs)
    }
    throw new Error(`${file} could not be taken`)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A hard link appears whole or not at all, so nobody reads a half-written lock. */
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    held.add(file)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (!withoutLinks.has(code ?? '')) throw error
  }
  return tryCreate(file, readFileSync(draft, 'utf8'))
}

/** File systems without hard links: folders of Windows in WSL, exFAT, some bind mounts. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

function tryCreate(file: string, owner: string): boolean {
  try {
    writeFileSync(file, owner, { flag: 'wx' })
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

/** The id of a process and its start. After a power cut a file may be there without what was written into it. */
const named = /^[1-9]\d* /

/** Where there are no hard links, a lock is empty for a moment before its owner stands in it. */
function isNew(file: string): boolean {
  try {
    return Math.abs(Date.now() - statSync(file).mtimeMs) < 5000
  } catch {
    return false
  }
}

function isAlive(file: string, owner: string): boolean {
  if (!named.test(owner)) return false
  const [pid, born] = owner.split(' ')
  if (Number(pid) === process.pid) return held.has(file)
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const found = processStart(Number(pid))
  return !born || found === undefined || found === born
}

/** Moves a dead process's lock away. If another process was quicker, the moved file is its new lock and is put back. */
function setAside(file: string, expected: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== expected) linkSync(aside, file)
  } catch {
    // The file is gone, or taken again: the next attempt sees who holds it.
  }
  rmSync(aside, { force: true })
}
