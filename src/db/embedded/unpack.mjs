import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerData as given } from 'node:worker_threads'
import { brotliDecompressSync } from 'node:zlib'
import { parseTar } from 'nanotar'

/**
 * Writes the files of the database directory `image` into `folder`. In a thread that ends with it: what it has unpacked
 * would stay in memory until V8 next looks for what nobody needs, which in a process at rest may be hours.
 */

/** More than the image has when it is unpacked, so that no piece is copied to make room for the next. */
const inOnePiece = 64 * 1024 * 1024

for (const { name, type, data } of parseTar(
  brotliDecompressSync(readFileSync(given.image), { chunkSize: inOnePiece }),
)) {
  if (type === 'directory') mkdirSync(join(given.folder, name), { recursive: true, mode: 0o700 })
  else writeFileSync(join(given.folder, name), data ?? '', { mode: 0o600 })
}
