import { readFileSync } from 'node:fs'
import { parseEnv, TextDecoder } from 'node:util'
import { addSettings, ConfigError } from './config.ts'

/**
 * Adds the settings of the file `.env` in the current folder, if there is one, to the environment. What the environment
 * already says goes before. Read by Node's own parser, but not by `process.loadEnvFile`: Windows PowerShell writes
 * UTF-16, and Notepad a byte order mark, with which the first setting would be another, or all of them would be missed.
 * https://nodejs.org/docs/latest-v22.x/api/util.html#utilparseenvcontent
 *
 * @throws ConfigError if there is one that cannot be read
 */
export function loadEnvFile(): void {
  addSettings(parseEnv(read()))
}

function read(): string {
  try {
    const bytes = readFileSync('.env')
    return new TextDecoder(encodingOf(bytes)).decode(bytes)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return ''
    throw new ConfigError(`.env: cannot be read (${code})`)
  }
}

/** By its first two bytes; the decoder leaves the mark out. */
function encodingOf(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe') return 'utf-16le'
  return mark === 'feff' ? 'utf-16be' : 'utf-8'
}
