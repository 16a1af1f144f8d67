import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documented } from '../../src/config/documented.ts'
import { schema } from '../../src/config/schema.ts'
import { exampleFile, withSettings } from '../support/architecture/settings.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('every setting of the schema is documented, once', () => {
  expect(documented.flatMap(({ names }) => names).sort()).toEqual(Object.keys(schema.shape).sort())
})

it('.env.example and README’s table are what npm run docs writes', () => {
  expect(read('.env.example')).toBe(exampleFile())
  expect(read('README.md')).toBe(withSettings(read('README.md')))
  expect(read('README.md')).toContain('`OTEL_EXPORTER_OTLP_ENDPOINT`')
})

it('each default stands in both', () => {
  const row = read('README.md')
    .split('\n')
    .find((line) => line.startsWith('| `FOUR_EYES_ABOVE`'))
  expect(row).toMatch(/\| `500` \|$/)
  expect(read('.env.example')).toContain('\nFOUR_EYES_ABOVE=500\n')
})
