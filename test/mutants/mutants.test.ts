import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, it } from 'vitest'
import { mutantsOfAttacks } from './attacks.ts'
import { mutantsOfCards } from './cards.ts'
import { mutantsOfChats } from './chats.ts'
import { mutantsOfImports } from './imports.ts'
import { mutantsOfLetters } from './letters.ts'
import { type Mutant, mutants } from './rights.ts'
import { mutantsOfWire } from './wire.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const copied = ['src', 'adapters', 'test', 'drizzle', 'manifest', 'package.json', 'tsconfig.json', 'vitest.config.ts']

/** Removes the check from the copy. Throws if the mutant no longer matches the code. */
function mutate(folder: string, { what, file, from, to }: Mutant): void {
  const parts = readFileSync(join(root, file), 'utf8').split(from)
  if (parts.length !== 2) throw new Error(`${what}: ${file} holds the check ${parts.length - 1} times`)
  writeFileSync(join(folder, file), parts.join(to))
}

/** Runs one of the copy's tests on this run's PostgreSQL. Resolves to whether it passes. */
function passes(folder: string, test: string): Promise<boolean> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const environment = { ...process.env, TEST_DATABASE_URL: inject('postgres'), LONG: '' }
  return new Promise((done) => {
    const given = { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 }
    const path = `test/${test.includes('/') ? test : `rights/${test}`}.test.ts`
    execFile(process.execPath, [vitest, 'run', '--bail', '1', path], given, (error) => done(!error))
  })
}

/**
 * An untouched copy, on which the tests must pass. `npm run mutants` runs it and all mutants; `npm test` only looks
 * whether they still match the code.
 */
const untouched: Mutant = {
  what: 'nothing',
  file: 'package.json',
  from: '"private"',
  to: '"private"',
  caughtBy: 'scope',
}
const ofChats = [...mutantsOfCards, ...mutantsOfChats, ...mutantsOfWire]
const all = [...mutants, ...mutantsOfLetters, ...mutantsOfAttacks, ...ofChats, ...mutantsOfImports]
const run = process.env.LONG === '1' ? [untouched, ...all] : []

describe('a check that is taken away', () => {
  it('is still in the code, once', () => {
    const times = ({ file, from }: Mutant) => readFileSync(join(root, file), 'utf8').split(from).length - 1
    expect(all.filter((mutant) => times(mutant) !== 1).map(({ what }) => what)).toEqual([])
  })

  it.for(run)('is missed by the tests: $what', { timeout: 900_000 }, async (mutant) => {
    const folder = mkdtempSync(join(inject('scratch'), 'mutant-'))
    try {
      for (const part of copied) cpSync(join(root, part), join(folder, part), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
      mutate(folder, mutant)
      expect(await passes(folder, mutant.caughtBy)).toBe(mutant === untouched)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
