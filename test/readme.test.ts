import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commandRows, withCommands } from './support/architecture/commands.ts'
import { withMetrics } from './support/architecture/metrics.ts'
import { withRetention } from './support/architecture/retention.ts'

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
  const settings = readFileSync(new URL('../src/config/schema.ts', import.meta.url), 'utf8').match(/^ {2}\w+(?=: )/gm)!
  const known = settings.map((s) => s.trim()).filter((s) => /^[A-Z]/.test(s))
  expect(known.length).toBeGreaterThan(25)
  expect(known.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

it('names files that exist, in the description of the architecture', () => {
  const text = readFileSync(new URL('../src/README.md', import.meta.url), 'utf8')
  const named = [...text.matchAll(/`([\w./-]+\/[\w.-]+\.ts)`/g)].map(([, path]) => path!)
  const root = new URL('../', import.meta.url)
  const isThere = (path: string) =>
    [root, new URL('src/', root), new URL('src/verification/', root)].some((folder) =>
      existsSync(new URL(path, folder)),
    )
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((path) => !isThere(path))).toEqual([])
})
