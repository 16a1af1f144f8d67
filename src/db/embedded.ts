import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Database, Db } from './database.ts'
import { takeLock } from './lock.ts'
import * as schema from './schema/index.ts'

const BIGINT = 20

/**
 * Opens PGlite on disk in `folder`, and makes it when it is absent. A second process is refused: PGlite would let both
 * write and ruin the files.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  const release = lock(folder)
  try {
    if (!existsSync(folder)) await initialise(folder)
    return embed(await PGlite.create({ dataDir: folder, parsers: { [BIGINT]: Number } }), release)
  } catch (error) {
    release()
    throw error
  }
}

function lock(folder: string): () => void {
  try {
    return takeLock(`${folder}.lock`)
  } catch (error) {
    throw new Error(`DATA_DIR: another process has it open: ${(error as Error).message}`, { cause: error })
  }
}

/** A database on an open PGlite. `after` runs once it is closed. */
export function embed(client: PGlite, after: () => void = () => {}): Database {
  // The type that Drizzle returns names its driver; `Db` is what both drivers have in common.
  const db = drizzle(client, { schema }) as unknown as Db
  return {
    db,
    keyed: db,
    kind: 'embedded',
    close: async () => {
      if (!client.closed) await client.close()
      after()
    },
  }
}

/**
 * Makes the database in a child process, because PostgreSQL's initialisation leaves half a gigabyte of memory behind.
 * It is made under a temporary name, so that an interrupted one is never taken for a database. Each start uses a name
 * of its own, because the child of a start that was killed may still be writing.
 */
async function initialise(folder: string): Promise<void> {
  const draft = `${folder}.new-${process.pid}`
  removeDrafts(folder)
  const program = fileURLToPath(new URL('./initialise.mjs', import.meta.url))
  await new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, [program, draft], { stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    child.once('error', fail)
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`The embedded database was not made: ${complaint}`)),
    )
  })
  renameSync(draft, folder)
}

/**
 * Removes what interrupted starts left. The caller holds the lock. What a dying child writes later is removed next
 * time.
 */
function removeDrafts(folder: string): void {
  const parent = dirname(folder)
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${basename(folder)}.new`)) continue
    try {
      rmSync(join(parent, name), { recursive: true, force: true })
    } catch {
      // Still in use by such a child; the next start removes it.
    }
  }
}
