import iconv from 'iconv-lite'
import fc from '../seeded.ts'
import { damagedBytes, odd } from './payloads.ts'
import { tables } from './workbooks.ts'

const delimiters = fc.constantFrom(';', ';', ';', ',', '\t', '|', '^', '\\', '"', '=', '😀')
const encodings = fc.constantFrom('utf8', 'utf8', 'utf16le', 'utf16be', 'win1252', 'cp850')
const before = fc.constantFrom('', '', '\ufeff', 'sep=;\r\n', 'sep=\\\r\n', 'sep="\r\n', 'sep=😀\r\n', '\0\0', '\r\r')

/** Files as text: any delimiter and encoding, quotes open and closed, and harms to any byte. */
export const csvFiles: fc.Arbitrary<Uint8Array> = fc
  .record({
    rows: tables,
    delimiter: delimiters,
    quoted: fc.boolean(),
    ends: fc.constantFrom('\r\n', '\n', '\r', '\n"\n'),
    before,
    encoding: encodings,
    junk: fc.option(odd, { freq: 6 }),
  })
  .map(({ rows, delimiter, quoted, ends, before, encoding, junk }) => {
    const cell = (text: string) => (quoted ? `"${text.replaceAll('"', '""')}"` : text)
    const lines = rows.map((cells) => cells.map(cell).join(delimiter))
    return iconv.encode(before + [...lines, junk ?? ''].join(ends), encoding)
  })
  .chain((whole) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant<Uint8Array>(whole) }, { weight: 1, arbitrary: damagedBytes(whole) }),
  )
