import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../src/files/people-file.ts'
import { readRow } from '../../src/verification/imports/rows.ts'

// Hundreds of files are read, workbooks in a thread each, which takes minutes on a busy machine.
vi.setConfig({ testTimeout: 600_000 })

/** test/support/files/corpus/make.py makes the files, each with the same people. */
const folder = new URL('../fixtures/files/', import.meta.url)
const { people, files } = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as {
  people: Record<string, string>[]
  files: string[]
}

/** What is read of each row, from a file whose columns are accepted as they are proposed if it has no header. */
async function rowsOf(name: string) {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)))
  let read = await readPeopleFile(bytes)
  if (!read.ok && read.proposal) {
    const columns = read.proposal.columns.map(({ column }) => column)
    read = await readPeopleFile(bytes, () => false, { choices: { columns, sheet: read.sheet } })
  }
  if (!read.ok) return read.problem.code
  return [...read.file.rows].map((row) => {
    const { row: person } = readRow(row)
    const { emailKey: _, ...cells } = person ?? { emailKey: '' }
    return person ? cells : row
  })
}

const kinds = [...grouped()]

function kindOf(name: string): string {
  return name.startsWith('text/')
    ? `text in ${name.replace(/^.*?-.*?-/, '').replace('.csv', '')}`
    : name.split('/').slice(0, -1).join('/')
}

function grouped(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const name of files) found.set(kindOf(name), [...(found.get(kindOf(name)) ?? []), name])
  return found
}

describe('the corpus', () => {
  it('has at least 250 files', () => expect(files.length).toBeGreaterThanOrEqual(250))

  for (const [kind, names] of kinds)
    it(`is read without a lost row or a wrong cell: ${kind}, ${names.length} files`, async () => {
      const wrong: unknown[] = []
      for (const name of names) {
        const rows = await rowsOf(name)
        if (JSON.stringify(sorted(rows)) !== JSON.stringify(sorted(people))) wrong.push({ name, rows })
      }
      expect(wrong).toEqual([])
    })
})

/** With the cells of each row in the same order. */
const sorted = (rows: unknown) =>
  Array.isArray(rows)
    ? rows.map((row) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    : rows
