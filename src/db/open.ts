import { join } from 'node:path'
import { checkServer } from './check.ts'
import type { Database } from './database.ts'
import { openEmbedded } from './embedded/embedded.ts'
import type { DatabaseWatch } from './pool/watch.ts'
import { openServer } from './server.ts'

export { again } from './again.ts'
export { checkServer } from './check.ts'
export { type Database, type Db, idList, isThere, rows } from './database.ts'
export { openEmbedded } from './embedded/embedded.ts'
export { identityKey, identityOf, isCopy } from './identity.ts'
export { allowBulk, planFor } from './limits.ts'
export { codeOf, isLoss } from './pool/connections.ts'
export type { DatabaseWatch } from './pool/watch.ts'
export { openServer } from './server.ts'
export { refreshStatistics } from './statistics.ts'

/** Opens the configured database: the server of `DATABASE_URL`, after a check, or the embedded one in `DATA_DIR`. */
export async function open(
  config: { databaseUrl?: string; dataDir: string },
  watch?: DatabaseWatch,
): Promise<Database> {
  if (!config.databaseUrl) return openEmbedded(join(config.dataDir, 'db'), { watch })
  const database = openServer(config.databaseUrl, { watch })
  try {
    await checkServer(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}
