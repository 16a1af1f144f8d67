import { readFileSync, writeFileSync } from 'node:fs'
import { commandRows, withCommands } from './commands.ts'
import { withMetrics } from './metrics.ts'
import { withTable } from './readme.ts'
import { withRetention } from './retention.ts'
import { exampleFile, withSettings } from './settings.ts'

/** `npm run docs`: writes what documents say of the code, from the code. */
const map = new URL('../../../src/README.md', import.meta.url)
writeFileSync(map, withTable(readFileSync(map, 'utf8')))
const readme = new URL('../../../README.md', import.meta.url)
const text = withCommands(readFileSync(readme, 'utf8'), commandRows())
writeFileSync(readme, withMetrics(withSettings(withRetention(text))))
writeFileSync(new URL('../../../.env.example', import.meta.url), exampleFile())
