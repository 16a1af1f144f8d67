import { ConfigError } from './config.ts'

/**
 * Adds the settings of the file `.env` in the current folder, if there is one, to the environment. What the environment
 * already says goes before. https://nodejs.org/docs/latest-v22.x/api/process.html#processloadenvfilepath
 *
 * @throws ConfigError if there is one that cannot be read
 */
export function loadEnvFile(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') throw new ConfigError(`.env: cannot be read (${code})`)
  }
}
