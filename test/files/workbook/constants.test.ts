import { expect, it } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { textRows, workbookParts, zip } from '../../support/files/workbook.ts'

const header = ['Företagsnr', 'Anställningsnr', 'E-post Visma Connect']
const styles =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'

async function rowsOf(sheet: string) {
  const parts = workbookParts([textRows([header]) + sheet]).map((part) =>
    part.name === 'xl/styles.xml' ? { ...part, content: styles } : part,
  )
  const read = await readPeopleFile(zip(parts))
  if (!read.ok) throw new Error(read.problem.code)
  return [...read.file.rows]
}

it('a formula without a result is what it says, if there is nothing to compute', async () => {
  const said = [
    ['"00""2837"', '00"2837'],
    ['&quot;002837&quot;', '002837'],
    ['2837', '2837'],
    ['HYPERLINK("mailto:åsa@acme.example", "åsa@acme.example")', 'åsa@acme.example'],
    ['HYPERLINK("mailto:asa@acme.example")', 'mailto:asa@acme.example'],
    ['"asa"&amp;"@acme.example"', null],
    ['A1', null],
    ['SUM(1,2)', null],
  ] as const
  const rows = said.map(([formula], i) => {
    const [line, v] = [i + 2, '<v>7</v>']
    return `<row r="${line}"><c r="A${line}">${v}</c><c r="B${line}">${v}</c><c r="C${line}"><f>${formula}</f><v/></c></row>`
  })
  expect((await rowsOf(rows.join(''))).map(({ cells, faults }) => [cells.number, cells.email, faults])).toEqual(
    said.map(([, text]) => ['7', text ?? '', text === null ? { email: 'no_result' } : undefined]),
  )
})

it('a number that a formula says has the format of its cell, a text has not', async () => {
  const row = (line: number, formula: string) =>
    `<row r="${line}"><c r="A${line}"><v>1</v></c><c r="B${line}" s="1"><f>${formula}</f></c></row>`
  const rows = await rowsOf(row(2, '2837') + row(3, '"2837"'))
  expect(rows.map(({ cells }) => cells.number)).toEqual(['002837', '2837'])
})
