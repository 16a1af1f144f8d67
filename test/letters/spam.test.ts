import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it, vi } from 'vitest'
import { needsWhenLong } from '../support/needs.ts'
import { everyLetter } from './every-letter.ts'

// A few seconds for each letter.
vi.setConfig({ testTimeout: 60_000 })

const spamassassin = ['/usr/bin/spamassassin'].find((path) => existsSync(path))

/** The points that Debian's SpamAssassin gives by its local rules: `-L` asks nobody outside. */
function points(raw: Uint8Array): { points: number; rules: string } {
  const home = mkdtempSync(join(inject('scratch'), 'spamassassin-'))
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' }
  const out = execFileSync(spamassassin!, ['-L', '-t'], { input: raw, encoding: 'utf8', env, stdio: 'pipe' })
  const [, score, rules = ''] =
    /^X-Spam-Status: \w+, score=(-?[\d.]+) [\s\S]*?tests=([\s\S]*?)\s+autolearn/m.exec(out) ?? []
  return { points: Number(score), rules: rules.replace(/\s+/g, '') }
}

needsWhenLong('spamassassin', spamassassin).describe('spam, as a filter sees it,', () => {
  it.each(everyLetter)('is no letter of ours: %s', (title, { raw }) => {
    const seen = points(raw)
    console.log(`${title}: ${seen.points} (${seen.rules})`)
    expect(seen.points, seen.rules).toBeLessThanOrEqual(1)
  })

  it('is what looks like it', () => {
    const raw =
      'From: a@b.example\r\nSubject: FREE VIAGRA!!! $$$ 100% GUARANTEED\r\n\r\nBUY NOW viagra cialis click here\r\n'
    expect(points(Buffer.from(raw)).points).toBeGreaterThan(1)
  })
})
