import fc from '../seeded.ts'

/** `LONG=1` (`npm run test:long`) generates as many; `npm test` a tenth of a percent of that, but no fewer than 200. */
export const runs = (long: number): number => (process.env.LONG ? long : Math.max(200, long / 1000))

/** What a database, JSON or a pattern may choke on. */
const odd = fc.constantFrom(
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

/** Whether PostgreSQL takes it as jsonb. */
export function isStored(value: unknown): boolean {
  const text = JSON.stringify(value) ?? 'null'
  return !/\\u0000/.test(text.replaceAll('\\\\', '')) && !/\\ud[89a-f]/i.test(text.replaceAll('\\\\', ''))
}
