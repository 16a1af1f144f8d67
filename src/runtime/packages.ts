import { readFileSync } from 'node:fs'
import { ConfigError } from '../config/config.ts'

const manifest = new URL('../../package.json', import.meta.url)

/**
 * Loads what only some installations need, and whose packages may be left out elsewhere. `what` begins with the setting
 * that has turned it on.
 * @throws ConfigError with the command that installs the package that is missing
 */
export async function whenInstalled<T>(what: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const missing = missingPackage(error)
    if (!missing) throw error
    throw new ConfigError(`${what} needs the package ${missing}, which is not installed; ${howToInstall(missing)}`)
  }
}

/** The package that an import did not find; undefined for any other error, and for a file of ours. */
export function missingPackage(error: unknown): string | undefined {
  const { message = '' } = error as Partial<Error>
  const [, name] = /Cannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(message) ?? []
  return name
}

function howToInstall(name: string): string {
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies: Record<string, string> }
  const version = dependencies[name]
  return version ? `npm install --no-save ${name}@${version}` : 'npm ci'
}
