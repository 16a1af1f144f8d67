import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { loadEnvFile } from '../../src/config/env-file.ts'

const here = process.cwd()
const names = ['TRIED_FIRST', 'TRIED_SECOND', 'TRIED_THIRD']
const found = () => names.map((name) => process.env[name])

describe('the file .env beside the start', () => {
  beforeEach(() => process.chdir(mkdtempSync(join(inject('scratch'), 'env-'))))
  afterEach(() => {
    process.chdir(here)
    for (const name of names) delete process.env[name]
  })

  const text = 'TRIED_FIRST="å b"\r\nexport TRIED_SECOND=2 # said\r\n\r\n# no\r\nTRIED_THIRD=\'#3\'\r\n'
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark, as Notepad writes it', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as Windows PowerShell writes it', utf16],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16()],
  ])('is read in %s', (_, bytes) => {
    writeFileSync('.env', bytes)
    loadEnvFile()
    expect(found()).toEqual(['å b', '2', '#3'])
  })

  it('comes after what the environment says, and may be absent', () => {
    loadEnvFile()
    process.env.TRIED_FIRST = 'said'
    process.env.TRIED_SECOND = ''
    writeFileSync('.env', text)
    loadEnvFile()
    expect(found()).toEqual(['said', '', '#3'])
  })

  it('is refused by its name where it cannot be read', () => {
    mkdirSync('.env')
    expect(loadEnvFile).toThrow('.env: cannot be read (EISDIR)')
  })
})
