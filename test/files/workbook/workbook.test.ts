import { randomBytes } from 'node:crypto'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it, vi } from 'vitest'
import { guard } from '../../../src/files/formulas.ts'
import { type PeopleFile, readPeopleFile } from '../../../src/files/people-file.ts'
import type { FileRow } from '../../../src/files/table/file-row.ts'
import { tableFile } from '../../../src/files/write.ts'
import { textRows, workbookParts, type ZipPart, zip } from '../../support/files/workbook.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (n: number) => ['100', 'Acme AB', `00${n}`, 'Åsa', 'Öberg', `asa${n}@acme.example`]

async function read(bytes: Uint8Array, refuse?: (text: string) => boolean) {
  const answer = await readPeopleFile(bytes, refuse)
  if (!answer.ok) throw new Error(answer.problem.code)
  return { ...answer.file, rows: [...answer.file.rows] }
}

const linesOf = ({ rows }: { rows: PeopleFile['rows'] | FileRow[] }) => [...rows].map(({ line }) => line)

async function problem(bytes: Uint8Array, refuse?: (text: string) => boolean) {
  const answer = await readPeopleFile(bytes, refuse)
  return answer.ok ? null : answer.problem
}

const book = (...sheets: string[]) => zip(workbookParts(sheets))
const written = (...sheets: string[][][]) =>
  writeXlsx({ sheets: sheets.map((rows, i) => ({ name: `Blad ${i + 1}`, rows })) })

describe('the cells of a workbook', () => {
  it('give the same rows as the same people in CSV', async () => {
    const people = [
      [...header, 'Aktiv', 'Anställd från', 'Skostorlek'],
      [...person(217), 'Ja', '2026-01-31', '43'],
      [],
      ['100', 'Acme & <Co>', '"7"', "'=A1", "'''+x", '', 'Nej', '', ''],
      ['', '', '', ' ', '', '', '', '', ''],
      ['100', 'Acme;AB', ' 8 ', '=1+1', '😀', 'ä@räksmörgås.example', '', '20260131', ''],
      ['100', '', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'one too many'],
      ['100', 'x'.repeat(1025), '10', '', '', '', '', '', ''],
      ['100', 'Acme AB', '11', '', '', '', '', '', '', '', ' '],
    ]
    const csv = await read(tableFile(people))
    expect(csv.rows.map((row) => row.problem ?? row.cells.number)).toEqual([
      '00217',
      '"7"',
      ' 8 ',
      'unreadable',
      '10',
      '11',
    ])
    const guarded = people.map((cells) => cells.map(guard))
    for (const bytes of [await written(guarded), book(textRows(guarded))]) {
      const { rows, ignoredColumns } = await read(bytes)
      expect({ rows, ignoredColumns }).toEqual({ rows: csv.rows, ignoredColumns: ['Skostorlek'] })
    }
  })

  it('read when the first of the texts that cells share is empty', async () => {
    const texts = [...header, '100', '7', 'a@acme.example'].map((text) => `<si><t>${text}</t></si>`)
    const s = (at: string, n: number) => `<c r="${at}" t="s"><v>${n}</v></c>`
    const rows = [
      `<row r="2">${s('A2', 0)}${[...'BCDEFG'].map((column, i) => s(`${column}2`, i + 1)).join('')}</row>`,
      `<row r="3">${s('A3', 0)}${s('B3', 7)}${s('D3', 8)}${s('G3', 9)}</row>`,
    ]
    const file = await read(zip(workbookParts([rows.join('')], { strings: ['<si><t/></si>', ...texts].join('') })))
    expect(file.rows).toMatchObject([
      { line: 3, cells: { companyNumber: '100', number: '7', email: 'a@acme.example' } },
    ])
  })

  it('read as Excel writes them: shared texts, rich text, links, dates, numbers, formulas, truth', async () => {
    const strings = [...header, 'Aktiv', 'Anställd från', 'Anställd till', 'Acme AB', '00217', 'asa@acme.example'].map(
      (text) => `<si><t>${text}</t></si>`,
    )
    const rich =
      '<si><r><rPr><b/></rPr><t xml:space="preserve">Åsa </t></r><r><t>Maria</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    const s = (at: string, n: number) => `<c r="${at}" t="s"><v>${n}</v></c>`
    const rows = [
      `<row r="1" spans="1:9">${[...'ABCDEFGHI'].map((column, i) => s(`${column}1`, i)).join('')}</row>`,
      `<row r="3"><c r="A3"><v>100</v></c>${s('B3', 9)}${s('C3', 10)}${s('D3', 12)}<c r="E3" t="str"><f>UPPER("öberg")</f><v>ÖBERG</v></c>${s('F3', 11)}<c r="G3" t="b"><v>1</v></c><c r="H3" s="1"><v>46053</v></c><c r="I3" s="2"><v>46387.75</v></c></row>`,
      `<row r="7"><c r="A7" t="n"><v>1E2</v></c>${s('B7', 9)}<c r="C7"><v>12345678901</v></c><c r="D7" t="inlineStr"><is><t>Bo</t></is></c><c r="F7" t="str"><f>HYPERLINK("mailto:bo@acme.example","bo@acme.example")</f><v>bo@acme.example</v></c><c r="G7" t="b"><v>0</v></c><c r="H7"/><c r="I7" s="3"/></row>`,
    ]
    const after =
      '<hyperlinks><hyperlink ref="F3" r:id="rId1" display="somebody@else.example"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    const links: ZipPart = {
      name: 'xl/worksheets/_rels/sheet1.xml.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:asa@acme.example" TargetMode="External"/></Relationships>',
    }
    const beside: ZipPart = { name: 'customXml/item1.xml', content: Buffer.from('<a-b/>', 'utf16le') }
    const empty: ZipPart = {
      name: 'xl/metadata.xml',
      content: '<?xml version="1.0"?>\n<metadata a="b" />\n<!-- <x> -->\n',
    }
    const picture: ZipPart = { name: 'xl/media/image1.png', content: randomBytes(5000) }
    const parts = workbookParts([rows.join('')], { strings: [...strings, rich].join(''), after })
    const file = await read(zip([...parts, links, picture, beside, empty]))
    const asa = {
      number: '00217',
      givenName: 'Åsa Maria',
      familyName: 'ÖBERG',
      email: 'asa@acme.example',
      active: 'Ja',
    }
    const bo = { number: '12345678901', givenName: 'Bo', familyName: '', email: 'bo@acme.example', active: 'Nej' }
    const both = { companyNumber: '100', company: 'Acme AB' }
    expect(file).toMatchObject({ format: 'xlsx', sheet: { number: 1 }, otherSheets: 0, ignoredColumns: [], header: 1 })
    expect(file).toMatchObject({
      rows: [
        { line: 3, cells: { ...both, ...asa, startsOn: '2026-01-31', endsOn: '2026-12-31' } },
        { line: 7, cells: { ...both, ...bo, startsOn: '', endsOn: '' } },
      ],
    })
  })

  it('count days from 1904 where the workbook does', async () => {
    const head = textRows([['Företagsnr', 'Anställningsnr', 'E-post Visma Connect', 'Anställd från']])
    const row = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="D2" s="1"><v>44591</v></c></row>'
    const file = await read(zip(workbookParts([head + row], { date1904: true })))
    expect(file.rows[0]?.cells.startsOn).toBe('2026-01-31')
  })

  it('may lie anywhere in the sheet', async () => {
    const corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    expect((await read(book(textRows([header]) + corner))).rows).toMatchObject([
      { line: 1_048_576, cells: { company: '', email: '1' }, problem: 'unreadable' },
    ])
  })

  it('that hold an error, or a formula without its result, are named where they are read', async () => {
    // A text that only looks like an error is one like any other.
    const people = [1, 2, 3, 4, 5].map((n) => [...person(n), '#N/A'])
    const error = (at: string) => `<c r="${at}" t="e"><f>VLOOKUP(1,A:B,2,0)</f><v>#N/A</v></c>`
    const rows = textRows([[...header, 'Skostorlek'], ...people])
      .replace(/<c r="F3".*?<\/c>/, error('F3'))
      .replace(/<c r="F4".*?<\/c>/, '<c r="F4"><f>D4&amp;"@acme.example"</f><v></v></c>')
      .replace(/<c r="F5".*?<\/c>/, '<c r="F5" t="str"><f>A1</f></c>')
      // The result of this one is an empty text.
      .replace(/<c r="F6".*?<\/c>/, '<c r="F6" t="str"><f>A1</f><v></v></c>')
      .replace(/<c r="G2".*?<\/c>/, error('G2'))
    expect(
      (await read(book(rows))).rows.map(({ line, cells, faults }) => [line, cells.number, cells.email, faults]),
    ).toEqual([
      [2, '001', 'asa1@acme.example', undefined],
      [3, '002', '', { email: 'error' }],
      [4, '003', '', { email: 'no_result' }],
      [5, '004', '', { email: 'no_result' }],
      [6, '005', '', undefined],
    ])
  })

  it('are numbers as their format shows them', async () => {
    const head = textRows([['Företagsnr', 'Anställningsnr', 'E-post Visma Connect']])
    const row = '<row r="2"><c r="A2" s="1"><v>100</v></c><c r="B2" s="2"><v>2837</v></c></row>'
    const styles =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="1"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    const parts = workbookParts([head + row]).map((part) =>
      part.name === 'xl/styles.xml' ? { ...part, content: styles } : part,
    )
    expect((await read(zip(parts))).rows[0]?.cells).toMatchObject({ companyNumber: '100', number: '002837' })
  })

  it('of hidden rows are counted, and left out if somebody says so', async () => {
    const rows = textRows([header, person(1), person(2), person(3)]).replace('<row r="3"', '<row r="3" hidden="1"')
    const file = await read(book(rows))
    expect(file).toMatchObject({ hiddenRows: 1 })
    expect(linesOf(file)).toEqual([2, 3, 4])
    const without = await readPeopleFile(book(rows), () => false, { choices: { hidden: 'skip' } })
    expect(without.ok && linesOf(without.file)).toEqual([2, 4])
  })

  it('of rows that a filter hides are told from those hidden by hand, and each kind can be left out', async () => {
    const hide = (rows: string, ...lines: number[]) =>
      lines.reduce((text, line) => text.replace(`<row r="${line}"`, `<row r="${line}" hidden="1"`), rows)
    const people = [1, 2, 3, 4, 5, 6].map(person)
    // Lines 3 and 5 are inside the filter; 7 is below it.
    const rows = hide(textRows([header, ...people]), 3, 5, 7)
    const filter = (ref: string, inside: string) => `<autoFilter ref="${ref}">${inside}</autoFilter>`
    const used = '<filterColumn colId="1"><filters><filter val="Acme AB"/></filters></filterColumn>'
    const counted = async (after: string, parts: ZipPart[] = []) => {
      const file = await read(zip([...workbookParts([rows], { after }), ...parts]))
      return file.format === 'xlsx' && { hiddenRows: file.hiddenRows, filteredRows: file.filteredRows }
    }
    expect(await counted(filter('A1:F6', used))).toEqual({ hiddenRows: 1, filteredRows: 2 })
    expect(await counted(filter('$A$1:$F$7', used))).toEqual({ hiddenRows: 0, filteredRows: 3 })
    // Arrows alone hide nothing, and a column may only be without its arrow.
    const arrows = { hiddenRows: 3, filteredRows: 0 }
    expect(await counted('<autoFilter ref="A1:F7"/>')).toEqual(arrows)
    expect(await counted(filter('A1:F7', '<filterColumn colId="0" hiddenButton="1"/>'))).toEqual(arrows)
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const table: ZipPart[] = [
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        content: `<Relationships><Relationship Id="rId1" Type="${office}/table" Target="../tables/table1.xml"/></Relationships>`,
      },
      { name: 'xl/tables/table1.xml', content: `<table id="1" ref="A1:F6">${filter('A1:F6', used)}</table>` },
    ]
    expect(await counted('', table)).toEqual({ hiddenRows: 1, filteredRows: 2 })

    const book = zip(workbookParts([rows], { after: filter('A1:F6', used) }))
    for (const [choices, lines] of [
      [{}, [2, 3, 4, 5, 6, 7]],
      [{ filtered: 'skip' }, [2, 4, 6, 7]],
      [{ hidden: 'skip' }, [2, 3, 4, 5, 6]],
      [{ hidden: 'skip', filtered: 'skip' }, [2, 4, 6]],
    ] as const) {
      const chosen = await readPeopleFile(book, () => false, { choices })
      expect(chosen.ok && linesOf(chosen.file)).toEqual(lines)
      expect(chosen.ok && chosen.file).toMatchObject({ hiddenRows: 1, filteredRows: 2 })
    }
  })
})

describe('the sheets of a workbook', () => {
  it('are searched for the first that begins with known columns', async () => {
    const cover = textRows([['Personalavdelningen'], ['Listan finns på nästa blad']])
    const file = await read(book(cover, '', textRows([header, person(1)], 4), textRows([header, person(2)])))
    expect(file).toMatchObject({ sheet: { number: 3 }, otherSheets: 2, rows: [{ line: 5, cells: { number: '001' } }] })
  })

  it('are told from the first where none is known', async () => {
    expect(
      await problem(
        book(
          textRows([
            ['Hej', 'hopp'],
            ['1', '2'],
          ]),
          textRows([['x']]),
        ),
      ),
    ).toMatchObject({
      code: 'no_header',
      expected: expect.stringContaining('Anställningsnr'),
    })
    const chart = zip(workbookParts(['', '']).filter(({ name }) => !name.endsWith('sheet2.xml')))
    expect(await problem(chart)).toEqual({ code: 'empty_file' })
    expect(await problem(book('', ''))).toEqual({ code: 'empty_file' })
    expect(await problem(book(textRows([['Förnamn', 'Anställningsnr']])))).toMatchObject({
      code: 'missing_columns',
      missing: 'Företagsnr, E-post Visma Connect',
    })
  })

  it('may have several hundred columns, and long cells in those that are not read', async () => {
    const wide = [
      [...header, ...Array(600).fill('x')],
      [...person(1), ...Array(600).fill('y'.repeat(2000))],
    ]
    expect((await read(book(textRows(wide)))).rows).toMatchObject([{ cells: { number: '001', familyName: 'Öberg' } }])
  })

  it('refuse the file for one cell, also in a number, in an unreadable row, in a header and on another sheet', async () => {
    const refuse = (cell: string) => cell.includes('555')
    const good = textRows([header, person(1)])
    const number = '<row r="9"><c r="B9"><v>15550</v></c></row>'
    expect(await problem(book(good + number), refuse)).toEqual({ code: 'refused', line: 9 })
    const wide = textRows([[...header, '', '', '555']], 2)
    expect(await problem(book(textRows([header]) + wide), refuse)).toEqual({ code: 'refused', line: 2 })
    expect(await problem(book(textRows([[...header, '555']])), refuse)).toEqual({ code: 'refused', line: 1 })
    const other = { code: 'refused_on_sheet', sheet: 2, line: 9 }
    expect(await problem(book(good, textRows([['x']]) + number), refuse)).toEqual(other)
    expect(await problem(book(textRows([['x']]), textRows([['555']]), good), refuse)).toEqual({ ...other, line: 1 })
    const phones = textRows([
      ['Namn', 'Mobil'],
      ['Bo', '0705550000'],
    ])
    expect(await problem(book(good, phones), refuse)).toBeNull()
  })
})
