import { inject } from 'vitest'
import fc from '../seeded.ts'

/**
 * `LONG=1` (`npm run test:long`) generates as many, on PostgreSQL; `npm test` a tenth of a percent of that, but no
 * fewer than `least`.
 */
export const runs = (long: number, least = 200): number =>
  process.env.LONG && inject('kind') === 'server' ? long : Math.max(least, long / 1000)

/** What a database, JSON or a pattern may choke on. */
export const odd = fc.constantFrom(
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00',
  '(',
  'U0(BOT',
  '\\',
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  '<@U0BOT>',
  'a'.repeat(2000),
  `${'a'.repeat(39)}😀`,
  '😀'.repeat(700),
  '19811228-9874',
)
const leaf = fc.oneof(
  odd,
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(null, true, 0, -1, 4294967295, 1e308),
  fc.constantFrom<unknown>({}, [], [null], { toString: 1 }, { length: 1 }),
)

/** Something of a wrong kind, or nested more deeply than a stack is. */
const wrong = fc.oneof(
  { weight: 20, arbitrary: leaf },
  { weight: 1, arbitrary: fc.constant(null).map(() => JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)) },
)

/** JSON of the right form in which some places, chosen at random, hold something wrong, or nothing. */
export function damaged(right: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(right)
  const harm = fc.record({ path: fc.constantFrom(...paths), by: fc.option(wrong, { nil: undefined }) })
  return fc
    .array(harm, { maxLength: 4 })
    .map((harms) => harms.reduce((whole, { path, by }) => put(whole, path, by), right))
}

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))]
}

function put(whole: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by
  if (typeof whole !== 'object' || whole === null) return whole
  if (Array.isArray(whole)) return whole.map((each, i) => (String(i) === key ? put(each, rest, by) : each))
  const copy: Record<string, unknown> = { ...whole }
  copy[key] = put(copy[key], rest, by)
  if (copy[key] === undefined) delete copy[key]
  return copy
}

/** JSON as a sender would write it, however deeply it is nested. */
export function written(payload: unknown): string {
  try {
    return JSON.stringify(payload) ?? ''
  } catch {
    return `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  }
}

/** Bytes of which some, chosen at random, are others, or which end too early. */
export function damagedBytes(right: Uint8Array): fc.Arbitrary<Uint8Array> {
  const harm = fc.record({ at: fc.nat(Math.max(0, right.length - 1)), by: fc.uint8Array({ maxLength: 3 }) })
  const end = fc.oneof({ weight: 4, arbitrary: fc.constant(right.length) }, fc.nat(right.length))
  return fc.record({ harms: fc.array(harm, { maxLength: 4 }), end }).map(({ harms, end }) => {
    let bytes = Buffer.from(right)
    for (const { at, by } of harms) bytes = Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + 1)])
    return bytes.subarray(0, end)
  })
}

/** Whether PostgreSQL takes it as jsonb. */
export function isStored(value: unknown): boolean {
  const text = JSON.stringify(value) ?? 'null'
  return !/\\u0000/.test(text.replaceAll('\\\\', '')) && !/\\ud[89a-f]/i.test(text.replaceAll('\\\\', ''))
}
