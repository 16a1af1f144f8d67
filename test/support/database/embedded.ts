import { copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'

/** Node has it; the types that we use name it only for browsers. */
const { WebAssembly } = globalThis as unknown as { WebAssembly: { compile(bytes: Uint8Array): Promise<object> } }

let compiled: Promise<object> | undefined

/**
 * Keeps PGlite's program compiled in this process. V8 shares it with all threads of the process as long as one has it,
 * with what it has optimised in the meantime. Otherwise every database that a test opens would start from the slow
 * first compilation, which costs it two of its three seconds.
 */
export async function keepCompiled(): Promise<void> {
  compiled ??= readFile(
    join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), 'pglite.wasm'),
  ).then((bytes) => WebAssembly.compile(bytes))
  await compiled
}

/** The databases `template1` and `template0`: half of a cluster's files, which nobody connects to or writes. */
const TEMPLATES = [join(sep, 'base', '1'), join(sep, 'base', '4')]

/** Copies the files of a closed PGlite. The copies share those that are never written. */
export function copyCluster(from: string, to: string): void {
  const take = TEMPLATES.some((folder) => from.endsWith(folder)) ? linkSync : copyFileSync
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyCluster(source, target)
    else take(source, target)
  }
}
