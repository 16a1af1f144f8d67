import { describe, expect, it } from 'vitest'
import { FileBody } from '../../../../adapters/browser/incoming/file-body.ts'
import { JsonBody } from '../../../../adapters/browser/incoming/json-body.ts'
import { readLine } from '../../../../adapters/browser/incoming/read.ts'
import { runs } from '../../../support/payloads/payloads.ts'
import fc from '../../../support/seeded.ts'

/** Cuts bytes into parts of any lengths, as a connection does. */
function* partsOf(bytes: Buffer, lengths: number[]): Generator<Buffer> {
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const length = lengths[n % lengths.length]!
    yield bytes.subarray(at, at + length)
    at += length
  }
}

function read(kind: typeof JsonBody | typeof FileBody, bytes: Buffer, lengths: number[]) {
  const body = new kind(bytes.length)
  for (const part of partsOf(bytes, lengths)) body.take(part)
  const end = body.end()
  return end && readLine(end.line, end.file)
}

/** What JSON at once gives. */
function atOnce(text: string) {
  try {
    return readLine(JSON.parse(text))
  } catch {
    return null
  }
}

const plain = (line: ReturnType<typeof readLine>) =>
  line && { ...line, file: line.file && [line.file.name, ...line.file.bytes] }

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })
/** Some write `/` and `+` as escapes. */
const escaped = (base64: string, how: number) =>
  how === 0
    ? base64
    : base64.replaceAll('/', how === 1 ? '\\/' : '\\u002f').replaceAll('+', how === 1 ? '+' : '\\u002B')
const base64 = fc
  .oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc.constantFrom(
      '',
      'Y',
      'YQ',
      'YQ=',
      'YQ==',
      'YQ==YQ==',
      '====',
      '=',
      'YWFhYQ==Y',
      '*',
      'å',
      'YQ\\',
      '\\u00',
      '\\x',
    ),
  )
  .chain((text) => fc.integer({ min: 0, max: 2 }).map((how) => escaped(text, how)))
const say = fc.constantFrom('importera', '', '"', '\\', 'base64', '"base64":"', 'å😀', '{"file":')

describe('a body of JSON', () => {
  it('is read as JSON is, wherever it is cut', () => {
    const bodies = fc.record({ base64, say, lengths, space: fc.constantFrom('', ' ', '\n\t') })
    fc.assert(
      fc.property(bodies, ({ base64, say, lengths, space }) => {
        const said = `"as":"owner",${space}"say"${space}:${JSON.stringify(say)}`
        const file = `"file":{"name":"base64","base64"${space}:${space}"${base64}"}`
        for (const text of [`{${said},${file}}`, `{${file}${space},${said}}`, `{${said}}`]) {
          expect(plain(read(JsonBody, Buffer.from(text), lengths))).toEqual(plain(atOnce(text)))
        }
      }),
      { numRuns: runs(20_000) },
    )
  })

  it('may begin with a mark of UTF-8, and has one file', () => {
    const line = '"as":"owner","say":"x"'
    expect(read(JsonBody, Buffer.from(`\ufeff{${line}}`), [3])).toEqual({ as: 'owner', say: 'x' })
    const twice = `{${line},"file":{"name":"a","base64":"YQ=="},"more":{"base64":"YQ=="}}`
    expect(read(JsonBody, Buffer.from(twice), [3])).toBeNull()
  })
})

describe('a body of a line and a file', () => {
  const line = { as: 'owner', say: 'importera', file: { name: 'å.csv' } }

  it('gives the file as it was, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), lengths, (bytes, lengths) => {
        const body = Buffer.concat([Buffer.from(`${JSON.stringify(line)}\n`), bytes])
        expect(plain(read(FileBody, body, lengths))).toEqual({ ...line, file: ['å.csv', ...bytes] })
      }),
      { numRuns: runs(5_000) },
    )
  })

  it('is refused without a line, or without the end of it', () => {
    for (const text of ['', '\n', 'x\na;b', JSON.stringify(line), 'a;b;c']) {
      expect(read(FileBody, Buffer.from(text), [4])).toBeNull()
    }
  })
})
