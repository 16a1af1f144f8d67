import { describe, expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { readRow } from '../../../src/verification/imports/rows.ts'
import { textRows, workbookParts, zip } from '../../support/files/workbook.ts'

// Each file is read in a thread of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const header = ['Företagsnr', 'Anställningsnr', 'E-post Visma Connect']
const hyperlink = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'

/** What is stored and proposed for each row. */
async function addressesIn(bytes: Uint8Array) {
  const read = await readPeopleFile(bytes)
  expect(read).toMatchObject({ ok: true })
  return [...(read.ok ? read.file.rows : [])].map((row) => {
    const { row: person, notes } = readRow(row)
    return [person?.email, notes[0]?.proposal]
  })
}

describe('a cell that links to an address and says a name', () => {
  it('comes with the address as a proposal, in a workbook', async () => {
    const targets = [
      'mailto:anna@acme.example?subject=Hej',
      'mailto:bo.gammal@acme.example',
      'https://acme.example/eva',
    ]
    const links = targets.map((_, i) => `<hyperlink ref="C${i + 2}" r:id="rId${i}"/>`).join('')
    const rels = targets.map(
      (target, i) => `<Relationship Id="rId${i}" Type="${hyperlink}" Target="${target}" TargetMode="External"/>`,
    )
    const formula =
      '<row r="5"><c r="A5" t="inlineStr"><is><t>100</t></is></c><c r="B5" t="inlineStr"><is><t>4</t></is></c>' +
      '<c r="C5" t="str"><f>HYPERLINK("mailto:åsa@acme.example","Åsa")</f><v>Åsa</v></c></row>'
    const people = [header, ['100', '1', 'Anna Berg'], ['100', '2', 'bo@acme.example'], ['100', '3', 'Eva Ek']]
    const parts = workbookParts([textRows(people)]).map(({ name, content }) => ({
      name,
      content: name.endsWith('sheet1.xml')
        ? String(content).replace('</sheetData>', `${formula}</sheetData><hyperlinks>${links}</hyperlinks>`)
        : content,
    }))
    const file = zip([
      ...parts,
      { name: 'xl/worksheets/_rels/sheet1.xml.rels', content: `<Relationships>${rels.join('')}</Relationships>` },
    ])
    expect(await addressesIn(file)).toEqual([
      [undefined, 'anna@acme.example'],
      ['bo@acme.example', undefined],
      [undefined, undefined],
      [undefined, 'åsa@acme.example'],
    ])
  })

  it('and in an OpenDocument spreadsheet', async () => {
    const cell = (inside: string, about = '') =>
      `<table:table-cell office:value-type="string"${about}><text:p>${inside}</text:p></table:table-cell>`
    const link = '<text:a xlink:href="mailto:anna@acme.example" xlink:type="simple">Anna Berg</text:a>'
    const formula = ' table:formula="of:=HYPERLINK(&quot;mailto:bo@acme.example&quot;;&quot;Bo&quot;)"'
    const rows = [
      header.map((name) => cell(name)),
      ['100', '1'].map((text) => cell(text)),
      ['100', '2'].map((text) => cell(text)),
    ]
    rows[1]!.push(cell(link))
    rows[2]!.push(cell('Bo', formula))
    const table = rows.map((cells) => `<table:table-row>${cells.join('')}</table:table-row>`).join('')
    const file = zip([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
      {
        name: 'content.xml',
        content: `<office:document-content><office:body><office:spreadsheet><table:table table:name="Blad1">${table}</table:table></office:spreadsheet></office:body></office:document-content>`,
      },
    ])
    expect(await addressesIn(file)).toEqual([
      [undefined, 'anna@acme.example'],
      [undefined, 'bo@acme.example'],
    ])
  })
})
