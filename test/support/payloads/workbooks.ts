import { textRows, workbookParts, type ZipPart, zip } from '../files/workbook.ts'
import fc from '../seeded.ts'
import { damagedBytes, odd } from './payloads.ts'

/** What may stand in a cell, as text or as XML. */
const cell = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('100', 'Acme AB', '001', 'Anna', 'anna@acme.example', 'Ja', '2026-01-31', ''),
  },
  { weight: 1, arbitrary: odd },
  { weight: 1, arbitrary: fc.constantFrom('_x0000_', '=1+1', "'=1", '#N/A', '1.00', '1E+300', '  ', '\t') },
)
const headers = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
export const tables: fc.Arbitrary<string[][]> = fc
  .record({
    head: fc.oneof(
      { weight: 6, arbitrary: fc.constant<string[]>(headers) },
      { weight: 1, arbitrary: fc.constant<string[]>([...headers, 'Rad i K7QM', 'Fel']) },
      { weight: 1, arbitrary: fc.array(fc.oneof(fc.constantFrom(...headers), odd), { maxLength: 9 }) },
    ),
    rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
  })
  .map(({ head, rows }) => [head, ...rows])

/** XML cannot hold these, not even escaped. */
const xmlText = (text: string) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]|\p{Cs}/gu, '')

/** Values of attributes and pieces of XML that a parser may choke on. */
const oddValues = ['4294967295', '-1', '0', '1e9', '', 'ZZZZ1', 'XFE1', 'A0', 'A1', '99999999999999999999', 'x', '&#0;']
const oddPieces = [
  ...['<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>', '<row r="1048576"/>', '<c t="s"><v>9</v></c>'],
  ...['&#0;', '&#xD800;', '&none;', ']]>', '<![CDATA[x', '<!--', '</row>', '<v>', '<c t="e"><v>#N/A</v></c>'],
  ...['<c><f>1</f></c>', '<cols><col min="1" max="4294967295" hidden="1"/></cols>', '<mergeCell ref="A1:XFD1048576"/>'],
]

/** A harm to the text of one part: an attribute, a tag or a place in it, chosen by a number. */
const harms = fc.oneof(
  fc.record({ which: fc.nat(), value: fc.constantFrom(...oddValues) }).map(
    ({ which, value }) =>
      (xml: string) =>
        replaceNth(xml, /(?<=\s[\w:]+=")[^"]*(?=")/g, which, value),
  ),
  fc.record({ which: fc.nat(), twice: fc.boolean() }).map(
    ({ which, twice }) =>
      (xml: string) =>
        replaceNth(xml, /<[^<>]+>/g, which, twice ? '$&$&' : ''),
  ),
  fc.record({ which: fc.nat(), piece: fc.constantFrom(...oddPieces) }).map(
    ({ which, piece }) =>
      (xml: string) =>
        replaceNth(xml, /(?<=>)/g, which, piece),
  ),
)

function replaceNth(text: string, pattern: RegExp, n: number, by: string): string {
  const found = [...text.matchAll(pattern)]
  const { index, 0: all } = found[n % Math.max(1, found.length)] ?? { index: 0, 0: '' }
  return text.slice(0, index) + by.replaceAll('$&', all) + text.slice(index + all.length)
}

const lies = fc.record(
  { size: fc.constantFrom(0, 1, 4294967295), packedSize: fc.constantFrom(0, 4294967295), flags: fc.constantFrom(1, 8) },
  { requiredKeys: [] },
)

/** Workbooks with harms to their XML, to the headers of the zip, and to any of its bytes. */
export const workbooks: fc.Arbitrary<Uint8Array> = fc
  .record({
    tables: fc.array(tables, { minLength: 1, maxLength: 2 }),
    strings: fc.constantFrom('', '<si><t>a</t></si>', '<si><t>&#xD800;</t></si>'),
    harms: fc.array(fc.tuple(fc.nat(), harms), { maxLength: 3 }),
    lie: fc.option(fc.tuple(fc.nat(), lies), { freq: 12 }),
    missing: fc.option(fc.nat(), { freq: 12 }),
  })
  .map(({ tables, strings, harms, lie, missing }) => {
    const sheets = tables.map((rows) => textRows(rows.map((cells) => cells.map(xmlText))))
    let parts: ZipPart[] = workbookParts(sheets, { strings })
    const change = (n: number, by: (part: ZipPart) => ZipPart) => {
      parts = parts.map((part, i) => (i === n % parts.length ? by(part) : part))
    }
    for (const [n, harm] of harms) change(n, (part) => ({ ...part, content: harm(String(part.content)) }))
    if (lie) change(lie[0], (part) => ({ ...part, lie: lie[1] }))
    if (missing !== null) parts = parts.filter((_, i) => i !== missing % parts.length)
    return zip(parts)
  })
  .chain((whole) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(whole) }, { weight: 1, arbitrary: damagedBytes(whole) }),
  )
