import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the copies are, each in a folder that is named by the fingerprint of its sources. */
export const dist = join(root, 'dist')

/** Copies of other sources that are kept, since a process that runs from one may still load parts of it. */
const kept = 2

/**
 * The URL of main.ts in a copy in which esbuild has put our files together; the packages stay where they are. The copy
 * is made if there is none of these very sources.
 *
 * @returns undefined if there is none and none can be made, as in a folder that cannot be written
 */
export async function bundled() {
  const name = fingerprint()
  const folder = join(dist, name)
  if (!existsSync(folder) && !(await bundle(folder))) return undefined
  return pathToFileURL(join(folder, 'main.js')).href
}

/** Changes with every source, with the packages, and with the place of the checkout. */
function fingerprint() {
  const hash = createHash('sha256').update(root)
  const files = ['src', 'adapters'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  )
  for (const file of [...files.filter((name) => /\.(ts|mjs)$/.test(name)).sort(), 'package.json'])
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

/**
 * Under another name first, so that an interrupted start leaves nothing that looks whole. Returns whether it is there.
 */
async function bundle(folder) {
  const draft = join(dist, `new-${randomUUID()}`)
  try {
    const program = fileURLToPath(new URL('./bundle.mjs', import.meta.url))
    await promisify(execFile)(process.execPath, [program, root, draft])
    renameSync(draft, folder)
    removeOld(folder)
  } catch {
    // Another process may have been quicker, which is as good.
    if (existsSync(draft)) rmSync(draft, { recursive: true })
  }
  return existsSync(folder)
}

function removeOld(folder) {
  const copies = readdirSync(dist).filter((name) => /^[0-9a-f]{16}$/.test(name))
  const others = copies.map((name) => join(dist, name)).filter((path) => path !== folder)
  const oldestLast = others.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const path of oldestLast.slice(kept)) rmSync(path, { recursive: true, force: true })
}
