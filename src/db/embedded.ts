import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Database, Db } from './database.ts'
import { takeLock } from './lock.ts'
import * as schema from './schema/index.ts'

const BIGINT = 20

/**
 * PGlite on disk in `folder`, made when absent. One process at a time: a second one is refused, as PGlite would let
 * both write and ruin the files.
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

/** A database on an open PGlite; `after` runs once it is closed. */
export function embed(client: PGlite, after: () => void = () => {}): Database {
  return {
    db: drizzle(client, { schema }) as unknown as Db,
    kind: 'embedded',
    close: async () => {
      if (!client.closed) await client.close()
      after()
    },
  }
}

/**
 * In a child process: PostgreSQL's own first initialisation leaves half a gigabyte of memory behind. Under another name
 * first, so that an interrupted one is never taken for a database.
 */
async function initialise(folder: string): Promise<void> {
  const draft = `${folder}.new`
  rmSync(draft, { recursive: true, force: true })
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = fileURLToPath(new URL('./initialise.ts', import.meta.url))
  await new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, ['--import', tsx, program, draft], { stdio: ['ignore', 'ignore', 'pipe'] })
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
