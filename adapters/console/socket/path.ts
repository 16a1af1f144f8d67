import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'

/** Every system accepts the path of a Unix socket up to so many bytes. */
const longestPath = 100

/**
 * The path of the socket for a data folder: in the folder itself, or, if that path would be too long, in a private
 * folder among the temporary files.
 */
export function socketPath(dataDir: string): string {
  const whole = resolve(dataDir)
  const short = createHash('sha256').update(whole).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\verifiera-${short}`
  const path = join(whole, 'console.sock')
  if (Buffer.byteLength(path) <= longestPath) return path
  const folder = join(tmpdir(), `verifiera-${userInfo().uid}`)
  mkdirSync(folder, { mode: 0o700, recursive: true })
  const owned = lstatSync(folder)
  if (!owned.isDirectory() || owned.uid !== userInfo().uid || (owned.mode & 0o077) !== 0)
    throw new Error(`${folder} is not ours alone`)
  return join(folder, `${short}.sock`)
}
