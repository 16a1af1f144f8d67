import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a zip. `lie` holds false values for its headers. */
export interface ZipPart {
  name: string
  content: string | Buffer
  lie?: { size?: number; packedSize?: number; crc?: number; flags?: number; localName?: string }
}

/** Writes a zip byte by byte, so that tests can damage any part of it. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, lie } of parts) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const header = (own: string) => {
      const head = Buffer.alloc(26)
      head.writeUInt16LE(20, 0)
      head.writeUInt16LE(lie?.flags ?? 0, 2)
      head.writeUInt16LE(8, 4)
      head.writeUInt32LE(lie?.crc ?? crc32(bytes), 10)
      head.writeUInt32LE(lie?.packedSize ?? packed.length, 14)
      head.writeUInt32LE(lie?.size ?? bytes.length, 18)
      head.writeUInt16LE(Buffer.byteLength(own), 22)
      return head
    }
    const local = lie?.localName ?? name
    const file = [Buffer.from('PK\x03\x04', 'latin1'), header(local), Buffer.from(local), packed]
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header(name), tail, Buffer.from(name))
    files.push(...file)
    at += file.reduce((sum, piece) => sum + piece.length, 0)
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, list, end])
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** The parts of a workbook as Excel writes them. Each sheet is given as the XML of its rows. */
export function workbookParts(
  sheets: readonly string[],
  { strings = '', date1904 = false, after = '' } = {},
): ZipPart[] {
  const each = (text: (n: number) => string) => sheets.map((_, i) => text(i + 1)).join('')
  const type = (kind: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml`
  const xml: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type('sheet.main')}"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type('worksheet')}"/>`)}<Override PartName="/xl/styles.xml" ContentType="${type('styles')}"/><Override PartName="/xl/sharedStrings.xml" ContentType="${type('sharedStrings')}"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${each((n) => `<sheet name="Blad${n}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships">${each((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId900" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId901" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    ['xl/sharedStrings.xml', `<sst xmlns="${main}">${strings}</sst>`],
    ...sheets.map((rows, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      `<worksheet xmlns="${main}" xmlns:r="${office}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
    ]),
  ]
  return xml.map(([name, content]) => ({ name, content: head + content }))
}

/** The XML of rows with these texts in their cells. */
export const textRows = (rows: readonly (readonly string[])[], from = 1) =>
  rows
    .map(
      (cells, i) =>
        `<row r="${from + i}">${cells.map((cell, c) => textCell(letter(c) + (from + i), cell)).join('')}</row>`,
    )
    .join('')

const textCell = (at: string, text: string) =>
  `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`

const letter = (column: number): string =>
  (column >= 26 ? letter(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))
