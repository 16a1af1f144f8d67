// Run as a program by embedded.ts: makes an empty database in the folder named, and leaves.
import { PGlite } from '@electric-sql/pglite'

const client = await PGlite.create({ dataDir: process.argv[2] })
await client.close()
