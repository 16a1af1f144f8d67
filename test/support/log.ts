import { realpathSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Log } from '../../src/base/log.ts'

/** A log that drops everything. */
export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const root = fileURLToPath(new URL('../../', import.meta.url))
const packages = realpathSync(`${root}node_modules`)
const places = [root, packages].flatMap((path) => [pathToFileURL(path).href, path])

/**
 * A line of the log without the places of this checkout and its packages. The frames of an error name them, and a test
 * that searches the log for names, addresses or links must not depend on what the folders above the project are called.
 */
export const withoutPlaces = (line: string): string => places.reduce((text, place) => text.replaceAll(place, ''), line)
