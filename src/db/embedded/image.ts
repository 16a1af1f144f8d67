import { writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Db } from '../database.ts'
import { migrate } from '../migrate.ts'

/**
 * `npm run image`: makes the directory that new embedded databases start from, with the PGlite that is installed and
 * with all migrations. PostgreSQL's first initialisation takes seconds and half a gigabyte, which nobody should wait
 * for at the first start.
 */
const database = await PGlite.create()
// `Db` is what the types of Drizzle's drivers have in common.
await migrate({ db: drizzle(database) as Db })
await database.exec('vacuum freeze')
await database.exec('checkpoint')
const dump = await database.dumpDataDir('none')
await database.close()

const directory = Buffer.from(await dump.arrayBuffer())
const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants
const params = { [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: directory.length }
const image = brotliCompressSync(directory, { params })
writeFileSync(new URL('image.br', import.meta.url), image)
console.log(`${image.length} bytes`)
