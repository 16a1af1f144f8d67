import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const rules = join(root, 'src/verification')
const text = readFileSync(join(rules, 'README.md'), 'utf8')
const named = [...text.matchAll(/`([\w./-]+\.ts)`/g)].map(([, path]) => path!)

/** A path that begins with `src/` or `test/` is named from the root, every other one from the folder of the rules. */
const locate = (path: string) => join(/^(src|test)\//.test(path) ? root : rules, path)

describe('the page of the rules', () => {
  it('names files that exist', () => {
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((path) => !existsSync(locate(path)))).toEqual([])
  })

  it('names a file and a test for each rule', () => {
    const entries = text.split(/\n(?=- \*\*|## )/).filter((entry) => entry.startsWith('- **'))
    expect(entries.length).toBeGreaterThan(60)
    const named = (entry: string, of: RegExp) => of.test(entry)
    expect(entries.filter((entry) => !named(entry, /`test\/[\w./-]+\.test\.ts`/))).toEqual([])
    expect(entries.filter((entry) => !named(entry, /`(?!test\/)[\w./-]+\.ts`/))).toEqual([])
  })

  it('knows every folder of the rules', () => {
    const folders = readdirSync(rules, { withFileTypes: true }).filter((one) => one.isDirectory())
    const missing = folders.filter(({ name }) => !text.includes(`\n## ${name[0]!.toUpperCase()}${name.slice(1)}\n`))
    expect(missing.map(({ name }) => name)).toEqual([])
  })
})
