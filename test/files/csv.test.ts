import { describe, expect, it } from 'vitest'
import { type Place, readCsv } from '../../src/files/csv.ts'
import { decodeFile } from '../../src/files/letters/decode.ts'
import { detectEncoding } from '../../src/files/letters/detect.ts'
import fc from '../support/seeded.ts'

const beginning: Place = { at: 0, line: 1 }
const shape = { width: 4, fits: (cells: readonly string[]) => cells.length <= 4 }
const recordsOf = (pieces: Iterable<string>, from = beginning) => [...readCsv(pieces, from, ';', shape)].flat()

/** Lines of every kind, the long and the broken ones too. */
const line = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom('1;a;b;c', '1;"a;b";c;d', '2;"a\nb";c;d', '2;"a\r\nb"";x";c;d', '', '1;2;3;4;5'),
  },
  fc.constantFrom('3;"a;b;c', '3;a"b;c;d', '"', '""";', `4;${'x'.repeat(70_000)};c;d`, `5;"${'y\n'.repeat(1000)}";c;d`),
)
const end = fc.constantFrom('\n', '\n', '\r\n', '\r')

describe('a long text', () => {
  it('gives the same records in pieces of whole lines as at once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(line, end), { minLength: 1, maxLength: 60 }), fc.nat(40), (lines, n) => {
        const part = lines.map(([text, end]) => text + end)
        // Long enough for many windows.
        const pieces = Array.from({ length: 1 + n }, () => part.map((text) => text.replace(/\r$/, '\r\n'))).flat()
        const whole = recordsOf([pieces.join('')])
        expect(recordsOf(pieces)).toEqual(whole)
        const middle = whole[Math.floor(whole.length / 2)]
        if (middle) expect(recordsOf(pieces, middle.next)).toEqual(recordsOf([pieces.join('')], middle.next))
      }),
      { numRuns: 60 },
    )
  })

  it('is decoded in pieces of whole lines, whatever its line ends and letters', async () => {
    const people = ['Åsa;Öberg', 'Zoë;Łukasz', '😀;漢字', 'e\u0301;\ufeffx', '"a\nb";c']
    for (const [encoding, end] of [
      ['utf8', '\n'],
      ['utf8', '\r\n'],
      ['utf8', '\r'],
      ['utf16le', '\r\n'],
    ] as const) {
      const text = Array.from({ length: 150_000 }, (_, i) => `${i};${people[i % 5]}${end}`).join('')
      const bytes = Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`, encoding)
      const detected = await detectEncoding(bytes)
      if ('not' in detected) throw new Error(detected.not)
      const pieces = [...(await decodeFile(bytes, detected)).pieces()]
      expect(pieces.length).toBeGreaterThan(1)
      expect(pieces.slice(0, -1).every((piece) => /[\r\n]$/.test(piece))).toBe(true)
      expect(pieces.join('') === text).toBe(true)
    }
  })

  it('has its doubtful lines counted over all its pieces', async () => {
    const lines = Array.from({ length: 150_000 }, (_, i) => `${i};Björn;Öberg`)
    lines[7] = '7;BjÃ¶rn;x'
    lines[140_000] = '140000;Ã…sa;x'
    const mended = Buffer.from(lines.join('\r\n'))
    const stray = Buffer.concat([mended, Buffer.from('\r\n8;'), Buffer.from([0xc5]), Buffer.from('ke;x')])
    const detected = await detectEncoding(stray)
    expect(detected).toMatchObject({ encoding: 'UTF-8', strays: 'Windows-1252' })
    if ('not' in detected) return
    const { pieces, mended: all, doubtful } = await decodeFile(stray, detected)
    expect({ all, doubtful }).toEqual({ all: false, doubtful: [8, 140_001, 150_001] })
    const text = [...pieces()].join('').split('\r\n')
    expect([text[7], text[140_000], text.at(-1)]).toEqual(['7;Björn;x', '140000;Åsa;x', '8;Åke;x'])
  })
})
