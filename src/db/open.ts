import { join } from 'node:path'
import type { Database } from './database.ts'
import { checkDurability } from './durability.ts'
import { openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'

export { type Database, type Db, idList, rows } from './database.ts'
export { checkDurability } from './durability.ts'
export { openEmbedded } from './embedded.ts'
export { openServer } from './server.ts'

/** Opens the configured database: the server of `DATABASE_URL`, after a check, or the embedded one in `DATA_DIR`. */
export async function open(config: { databaseUrl?: string; dataDir: string }): Promise<Database> {
  if (!config.databaseUrl) return openEmbedded(join(config.dataDir, 'db'))
  const database = openServer(config.databaseUrl)
  try {
    await checkDurability(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}
