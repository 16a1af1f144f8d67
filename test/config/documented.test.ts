import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('.env.example lists every setting that src/config/config.ts reads, each under a line that explains it', () => {
  const all = /z\.object\(\{\n([\s\S]*?)\n\}\)/.exec(read('src/config/schema.ts'))?.[1] ?? ''
  const mail = /mailSettings = \{\n([\s\S]*?)\n\}/.exec(read('src/config/mail.ts'))?.[1] ?? ''
  const settings = [...`${all}\n${mail}`.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1])
  const lines = read('.env.example').split('\n')
  const listed = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? [])
  expect(settings.length).toBeGreaterThan(30)
  // Only compose.yaml reads this variable.
  expect(listed.filter((name) => name !== 'POSTGRES_PASSWORD').sort()).toEqual(settings.sort())
  const blocks = read('.env.example').trim().split('\n\n')
  expect(blocks.filter((block) => !block.startsWith('# '))).toEqual([])
})
