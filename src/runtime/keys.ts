import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../config/config.ts'
import { keyring } from '../config/values.ts'
import type { Keyring } from '../verification/context.ts'

/** The keys of a local installation, made once and stored in `DATA_DIR`, readable only by the user of the process. */
export async function localKeys(dataDir: string): Promise<Keyring> {
  const path = join(dataDir, 'keys')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(`local:${randomBytes(32).toString('base64')}\n`)
    await file.close()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const read = keyring.safeParse(await written(path))
  if (!read.success) throw new ConfigError(`DATA_DIR: ${path} does not hold a key; remove it to have a new one made`)
  return read.data
}

/** The file's text, once another process that makes it at the same moment has written it. */
async function written(path: string): Promise<string> {
  for (let look = 0; ; look++) {
    const text = (await readFile(path, 'utf8')).trim()
    if (text || look === 20) return text
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
