import { writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'

/**
 * `npm run image`: makes the directory that new embedded databases start from, with the PGlite that is installed. Its
 * first initialisation takes seconds and half a gigabyte, which nobody should wait for at the first start.
 */
const database = await PGlite.create()
await database.query('vacuum freeze')
await database.query('checkpoint')
const dump = await database.dumpDataDir('none')
await database.close()

const directory = Buffer.from(await dump.arrayBuffer())
const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants
const params = { [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: directory.length }
const image = brotliCompressSync(directory, { params })
writeFileSync(new URL('image.br', import.meta.url), image)
console.log(`${image.length} bytes`)
