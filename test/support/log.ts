import { realpathSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Log } from '../../src/base/log.ts'

/** A log that drops everything. */
export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const root = fileURLToPath(new URL('../../', import.meta.url))
const packages = realpathSync(`${root}node_modules`)
const paths = [root, packages].flatMap((path) => [pathToFileURL(path).href, path])

/**
 * The text without the paths of this checkout and its packages, which stand in the frames of errors. Without this, a
 * test that searches the log for names, addresses or links would depend on the names of the folders above the project.
 */
export const withoutPaths = (text: string): string => paths.reduce((rest, path) => rest.replaceAll(path, ''), text)
