import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Database } from '../database.ts'
import { createClient } from '../pool/client.ts'
import type { Nesting } from '../pool/nesting.ts'
import type { DatabaseWatch } from '../pool/watch.ts'
import { takeLock } from './lock.ts'
import { startThread } from './thread.ts'

/** A database directory as PostgreSQL's first initialisation leaves it, compressed; made by `npm run image`. */
const image = new URL('./image.br', import.meta.url)

/** As on a server (server.ts). */
const session = { random_page_cost: 1.1 }

/**
 * PGlite on disk in `folder`, made when absent. One process at a time: a second one is refused, as PGlite would let
 * both write and ruin the files. It has one session: transactions queue behind each other.
 */
export async function openEmbedded(
  folder: string,
  { nesting, watch }: { nesting?: Nesting; watch?: DatabaseWatch } = {},
): Promise<Database> {
  await orError('it cannot be made', () => mkdirSync(dirname(folder), { recursive: true, mode: 0o700 }))
  const release = lock(folder)
  try {
    if (!existsSync(folder)) await orError('the database cannot be made there', () => make(folder))
    const thread = await startThread(folder)
    const client = createClient({ socket: thread.socket, session, most: 1, nesting, watch })
    return {
      db: client.db,
      keyed: client.db,
      background: { db: client.background, keyed: client.background },
      probe: client.db,
      trouble: () => undefined,
      kind: 'embedded',
      async close() {
        await client.close()
        await thread.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

function lock(folder: string): () => void {
  try {
    return takeLock(`${folder}.lock`)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code) throw folderError('its lock cannot be written there', error)
    throw new Error(`DATA_DIR: another process has it open: ${message}`, { cause: error })
  }
}

/** @throws Error with one line that names `DATA_DIR`, where the file system refuses */
async function orError(what: string, work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code ? folderError(what, error) : error
  }
}

const folderError = (what: string, error: unknown) =>
  new Error(`DATA_DIR: ${what} (${(error as NodeJS.ErrnoException).code})`, { cause: error })

/**
 * Under another name first, so that an interrupted start is never taken for a database. The files are written here and
 * not by PGlite, which would take a second longer over it.
 */
async function make(folder: string): Promise<void> {
  const draft = `${folder}.new-${process.pid}`
  removeDrafts(folder)
  mkdirSync(draft, { mode: 0o700 })
  await unpack(draft)
  renameSync(draft, folder)
}

function unpack(folder: string): Promise<void> {
  const worker = new Worker(new URL('./unpack.mjs', import.meta.url), {
    workerData: { image: fileURLToPath(image), folder },
  })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => resolve())
  })
}

/** What interrupted starts have left. Whoever calls this holds the lock. */
function removeDrafts(folder: string): void {
  const parent = dirname(folder)
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(folder)}.new`)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}
