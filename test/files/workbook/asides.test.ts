import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { isRefusedCell } from '../../../src/verification/people/personnummer.ts'
import { textRows, workbookParts, zip } from '../../support/files/workbook.ts'

// Each file is read in a thread of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = ['100', 'Acme AB', '001', 'Åsa', 'Öberg', 'asa@acme.example']
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook with one more part that belongs to its second sheet, where nothing is read. */
function withPart(type: string, path: string, content: string): Uint8Array {
  const parts = workbookParts([textRows([header, person]), textRows([['Anteckningar']])])
  const rels = `<Relationships><Relationship Id="rId1" Type="${office}/${type}" Target="../${path}"/></Relationships>`
  return zip([
    ...parts,
    { name: 'xl/worksheets/_rels/sheet2.xml.rels', content: rels },
    { name: `xl/${path}`, content },
  ])
}

/** A workbook whose second sheet, where nothing is read, has something behind its rows. */
const behind = (xml: string): Uint8Array =>
  zip(
    workbookParts([textRows([header, person]), textRows([['Anteckningar']])]).map(({ name, content }) => ({
      name,
      content: name.endsWith('sheet2.xml') ? String(content).replace('</sheetData>', `</sheetData>${xml}`) : content,
    })),
  )

const titled = (text: string): Uint8Array => {
  const properties = `<cp:coreProperties><dc:title>${text}</dc:title><dcterms:created>2026-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`
  return zip([...workbookParts([textRows([header, person])]), { name: 'docProps/core.xml', content: properties }])
}

const ods = (comment: string) =>
  zip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
    {
      name: 'content.xml',
      content: `<office:document-content><office:body><office:spreadsheet><table:table table:name="Blad1">${[
        header,
        person,
      ]
        .map(
          (cells, i) =>
            `<table:table-row>${cells
              .map(
                (cell, c) =>
                  `<table:table-cell ${c === 2 && i > 0 ? 'office:value-type="float" office:value="1"' : 'office:value-type="string"'}>${i > 0 && c === 2 ? `<office:annotation><dc:date>2026-01-01T00:00:00</dc:date><text:p>${comment}</text:p></office:annotation>` : ''}<text:p>${cell}</text:p></table:table-cell>`,
              )
              .join('')}</table:table-row>`,
        )
        .join('')}</table:table></office:spreadsheet></office:body></office:document-content>`,
    },
  ])

const boxes = (text: string) =>
  `<xdr:wsDr><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>4</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>`

const commented = (text: string) =>
  writeXlsx({
    sheets: [{ name: 'Personal', rows: [header, person], cells: new Map([['1,3', { comment: { text } }]]) }],
  })

describe('a personal identity number beside the cells of a workbook', () => {
  const files: [string, object, (text: string) => Uint8Array | Promise<Uint8Array>][] = [
    ['a comment', { code: 'refused', line: 2 }, commented],
    [
      'a comment of several runs on another sheet',
      { code: 'refused_on_sheet', sheet: 2, line: 7 },
      (text) =>
        withPart(
          'comments',
          'comments1.xml',
          `<comments><commentList><comment ref="B7" authorId="0"><text><r><rPr><sz val="9"/></rPr><t>${text.slice(0, 4)}</t></r><r><t xml:space="preserve">${text.slice(4)}</t></r></text></comment></commentList></comments>`,
        ),
    ],
    [
      'a thread of comments',
      { code: 'refused_on_sheet', sheet: 2, line: 3 },
      (text) =>
        withPart(
          'threadedComment',
          'threadedComments/threadedComment1.xml',
          `<ThreadedComments><threadedComment ref="A3" id="{1}"><text>${text}</text></threadedComment></ThreadedComments>`,
        ),
    ],
    [
      'a box of text',
      { code: 'refused_on_sheet', sheet: 2, line: 5 },
      (text) => withPart('drawing', 'drawings/drawing1.xml', boxes(text)),
    ],
    [
      'the header of a page',
      { code: 'refused', line: 0 },
      (text) =>
        behind(
          `<headerFooter><oddHeader>&amp;C&amp;"Arial"&amp;K00FF00${text}&amp;RSida &amp;P</oddHeader></headerFooter>`,
        ),
    ],
    [
      'the footer of the first page',
      { code: 'refused', line: 0 },
      (text) => behind(`<headerFooter differentFirst="1"><firstFooter>${text}</firstFooter></headerFooter>`),
    ],
    [
      'the tip of a link',
      { code: 'refused_on_sheet', sheet: 2, line: 9 },
      (text) => behind(`<hyperlinks><hyperlink ref="B9" tooltip="${text}"/></hyperlinks>`),
    ],
    [
      'the message of a rule for cells',
      { code: 'refused_on_sheet', sheet: 2, line: 2 },
      (text) =>
        behind(`<dataValidations count="1"><dataValidation sqref="A2:A90" prompt="${text}"/></dataValidations>`),
    ],
    ['the title of the workbook', { code: 'refused', line: 0 }, titled],
    ['a comment in OpenDocument', { code: expect.stringMatching(/^refused/), line: 2 }, ods],
  ]

  it.each(files)('refuses the file: %s', async (_, problem, make) => {
    for (const text of ['811228-9874', 'Anna: 19811228-9874', '811228&#45;9874'])
      if (make !== commented || !text.includes('&'))
        expect(await readPeopleFile(await make(text), isRefusedCell)).toMatchObject({ ok: false, problem })
    const read = await readPeopleFile(await make('811228-9875, ring 070-123 45 67'), isRefusedCell)
    expect(read).toMatchObject({ ok: true })
    expect(read.ok && [...read.file.rows].map(({ cells }) => cells.number)).toEqual(['001'])
  })
})

it('is refused as the name of a sheet, too', async () => {
  const book = (name: string) =>
    writeXlsx({
      sheets: [
        { name: 'Personal', rows: [header, person] },
        { name, rows: [['x']] },
      ],
    })
  const refused = { ok: false, problem: { code: 'refused', line: 0 } }
  expect(await readPeopleFile(await book('811228-9874'), isRefusedCell)).toEqual(refused)
  expect(await readPeopleFile(await book('811228-9875'), isRefusedCell)).toMatchObject({ ok: true })
})
