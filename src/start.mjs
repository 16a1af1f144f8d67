import module from 'node:module'
import { join } from 'node:path'
import v8 from 'node:v8'
import { bundled, dist } from './build.mjs'

/**
 * What npm starts: main.ts from the copy in `dist`, since reading and translating some three hundred files one by one
 * takes more than a second. `--build` only makes the copy, as for a container in which nothing can be written later.
 */
const copy = await bundled()

if (process.argv[2] === '--build') process.exitCode = copy ? 0 : 1
else {
  // V8 would let what nobody needs any more grow to three times the rest before it looks for it: 100 MB in an import.
  v8.setFlagsFromString('--heap-growing-percent=50')
  // Errors then name the lines of our files.
  process.setSourceMapsEnabled(true)
  // From Node 22 on: keeps what V8 has compiled, of the packages too.
  module.enableCompileCache?.(join(dist, 'compiled'))
  await (copy ? import(copy) : translated())
}

/** File by file, by Node itself where it can. */
async function translated() {
  if (!process.features.typescript) (await import('tsx/esm/api')).register()
  return import('./main.ts')
}
