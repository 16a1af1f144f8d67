import { type Config, ConfigError } from '../config/config.ts'
import { migrate } from '../db/migrate.ts'
import { type Database, type DatabaseWatch, open } from '../db/open.ts'
import { rememberMode } from '../store/settings.ts'
import type { Keyring } from '../verification/context.ts'
import { missingKeys } from '../verification/links/links.ts'
import { localKeys } from './keys.ts'
import { type Outside, outsideOf } from './outside.ts'
import { whenInstalled } from './packages.ts'

/** The parts of a configured installation. The database has been migrated and is in the right mode. */
export interface Installation extends Outside {
  database: Database
  keys: Keyring
}

/** @throws ConfigError also where the package of the embedded database is needed and absent */
export const openDatabase = (
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  watch?: DatabaseWatch,
): Promise<Database> => whenInstalled('DATABASE_URL: without it, Verifiera', () => open(config, watch))

/** Opens all parts. Throws a ConfigError that names the variable when it would not be safe to go on. */
export async function openInstallation(config: Config, watch?: DatabaseWatch): Promise<Installation> {
  const database = await openDatabase(config, watch)
  try {
    await migrate(database)
    await refuseOtherMode(config, database)
    const keys = config.secretKeys ?? (await localKeys(config.dataDir))
    const missing = await missingKeys(database.db, keys, new Date())
    if (missing.length) {
      throw new ConfigError(
        `SECRET_KEYS: links that still live were made with ${missing.join(', ')}; keep those keys until they have ended`,
      )
    }
    return { database, keys, ...outsideOf(config, database) }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function refuseOtherMode(config: Config, database: Database): Promise<void> {
  const wanted = config.local ? 'local' : 'live'
  const made = await rememberMode(database.db, wanted)
  if (made === wanted) return
  const which = config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR'
  throw new ConfigError(
    made === 'local'
      ? `${which}: this database was made in local mode, with letters in the local outbox; real mail needs a database of its own`
      : `${which}: this database belongs to an installation that sends real mail; local mode needs another`,
  )
}

/** The task `migrate`. */
export async function migrateOnly(config: Config): Promise<void> {
  const database = await openDatabase(config)
  const count = await migrate(database)
  console.log(count ? `${count} migrations applied` : 'Nothing to migrate')
  await database.close()
}
