import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { schema } from '../src/config/schema.ts'
import { commandRows, withCommands } from './support/architecture/commands.ts'
import { withMetrics } from './support/architecture/metrics.ts'
import { withRetention } from './support/architecture/retention.ts'
import { readFiles } from './support/architecture/rules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const names = new Set(readFiles(root, ['src', 'adapters']).map(({ path }) => basename(path)))
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it('lists the commands as the registry has them: npm run docs brings the table up to date', () => {
  expect(withCommands(readme, commandRows())).toBe(readme)
  expect(readme).toContain('| `bekräfta <kod>` |')
})

it('says how long everything is kept, as the rules have it', () => {
  expect(withRetention(readme)).toBe(readme)
  expect(readme).toContain('`plan_people`')
})

it('names every metric, with its labels, as the product serves them', () => {
  expect(withMetrics(readme)).toBe(readme)
  expect(readme).toContain('| `verifiera_sql_seconds` | `kind` |')
})

it('names every setting', () => {
  expect(Object.keys(schema.shape).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

it.each(['src', 'adapters/slack', 'adapters/teams', 'adapters/browser', 'adapters/console'])(
  'names files and folders that exist, in the README of %s',
  (folder) => {
    const text = readFileSync(`${root}${folder}/README.md`, 'utf8')
    const named = [...text.matchAll(/`((?:[\w.-]+\/)*[\w.-]+(?:\.(?:ts|mjs|js)|\/))`/g)].map(([, path]) => path!)
    const isPath = (path: string) =>
      ['', 'src', 'src/verification', folder].some((place) => existsSync(join(root, place, path)))
    const isName = (path: string) => !path.includes('/') && names.has(path)
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((path) => !isPath(path) && !isName(path))).toEqual([])
  },
)
