import { describe, expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { textRows, workbookParts, zip } from '../../support/files/workbook.ts'

// Each file is read in a thread of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (n: number) => ['100', 'Acme AB', `00${n}`, 'Åsa', 'Öberg', `asa${n}@acme.example`]
const list = (n: number) => [header, person(n)]

interface Tab {
  name: string
  rows: string[][]
  state?: 'hidden' | 'veryHidden'
}

function xlsx(tabs: readonly Tab[]): Uint8Array {
  const tag = ({ name, state }: Tab) => `name="${name}"${state ? ` state="${state}"` : ''}`
  const parts = workbookParts(tabs.map(({ rows }) => textRows(rows)))
  const named = parts.map(({ name, content }) => ({
    name,
    content: tabs.reduce((text, tab, i) => text.replace(`name="Blad${i + 1}"`, tag(tab)), String(content)),
  }))
  return zip(named)
}

function ods(tabs: readonly Tab[]): Uint8Array {
  const cell = (text: string) =>
    `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
  const tables = tabs.map(
    ({ name, rows, state }) =>
      `<table:table table:name="${name}" table:style-name="${state ? 'ta2' : 'ta1'}">${rows.map((row) => `<table:table-row>${row.map(cell).join('')}</table:table-row>`).join('')}</table:table>`,
  )
  const style = (name: string, isShown: boolean) =>
    `<style:style style:name="${name}" style:family="table" style:master-page-name="Default"><style:table-properties table:display="${isShown}" style:writing-mode="lr-tb"/></style:style>`
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>${style('ta1', true)}${style('ta2', false)}</office:automatic-styles><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`
  return zip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
    { name: 'content.xml', content },
  ])
}

async function read(bytes: Uint8Array, sheet?: number) {
  const answer = await readPeopleFile(bytes, (text) => text.includes('811228'), { choices: { sheet } })
  return answer.ok ? { ...answer.file, rows: [...answer.file.rows].map(({ cells }) => cells.number) } : answer
}

describe.each([
  ['XLSX', xlsx],
  ['ODS', ods],
])('the sheets of %s', (_, make) => {
  it('are taken as they are shown, hidden ones last, and the others are offered', async () => {
    for (const state of ['hidden', 'veryHidden'] as const) {
      const book = make([
        { name: 'Gamla', rows: list(1), state },
        { name: 'Nya &amp; fler', rows: list(2) },
        { name: 'Vikarier', rows: list(3) },
        { name: 'Bolag', rows: [['Företagsnr', 'Företag']] },
      ])
      expect(await read(book)).toMatchObject({
        sheet: { number: 2, name: 'Nya & fler', isHidden: false },
        otherSheets: 3,
        alternatives: [
          { number: 3, name: 'Vikarier', isHidden: false },
          { number: 1, name: 'Gamla', isHidden: true },
        ],
        rows: ['002'],
      })
      expect(await read(book, 1)).toMatchObject({ sheet: { number: 1, isHidden: true }, rows: ['001'] })
      expect(await read(book, 9)).toMatchObject({ problem: { code: 'no_sheet', sheet: 9 } })
    }
  })

  it('are read when they are hidden only if no other has people', async () => {
    const cover = { name: 'Omslag', rows: [['Se dolt blad']] }
    const hidden = { name: 'Data', rows: list(1), state: 'hidden' as const }
    expect(await read(make([cover, hidden]))).toMatchObject({ sheet: { name: 'Data', isHidden: true }, rows: ['001'] })
    // These have no header, and are asked about.
    const shown = { name: 'Lista', rows: [person(2), person(3)] }
    expect(await read(make([hidden, shown]))).toMatchObject({ ok: false, sheet: 2, proposal: { header: null } })
  })

  it('that hold a few known columns give way to one with people', async () => {
    const summary = {
      name: 'Bolag',
      rows: [
        ['Företagsnr', 'Företag'],
        ['100', 'Acme AB'],
      ],
    }
    expect(await read(make([summary, { name: 'Alla', rows: list(1) }]))).toMatchObject({ sheet: { number: 2 } })
  })

  it('have no name that holds a personal identity number', async () => {
    const problem = { code: 'refused', line: 0 }
    expect(await read(make([{ name: '811228-9874', rows: list(1) }]))).toMatchObject({ ok: false, problem })
  })
})

describe('a number in a workbook', () => {
  const read1 = async (value: string, format = '0.00E+00') => {
    const head = textRows([['Företagsnr', 'Anställningsnr', 'E-post Visma Connect']])
    const row = `<row r="2"><c r="A2"><v>100</v></c><c r="B2" s="1"><v>${value}</v></c></row>`
    const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="${format}"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`
    const parts = workbookParts([head + row]).map((part) =>
      part.name === 'xl/styles.xml' ? { ...part, content: styles } : part,
    )
    const answer = await readPeopleFile(zip(parts))
    return answer.ok && [...answer.file.rows][0]?.cells.number
  }

  it.each([
    ['123457000000', '123457000000'],
    ['1.23456789012E+11', '123456789012'],
    ['1.23457E+11', '1.23457e+11'],
    ['1E+05', '100000'],
    ['7.0000000000000007', '7'],
    ['1001.0', '1001'],
    ['2837.5', '2837.5'],
    ['0.1', '0.1'],
    ['123456789012345', '123456789012345'],
  ])('that is stored as %s is %s', async (stored, shown) => expect(await read1(stored)).toBe(shown))

  it.each([
    ['000000', '37', '000037'],
    ['&quot;K&quot;0000', '37', 'K0037'],
    ['\\K0000', '37', 'K0037'],
    ['\\A\\B00', '137', 'AB137'],
    ['&quot;A-&quot;0000;@', '37', 'A-0037'],
    ['[Red]000', '37', '037'],
    ['[$-41D]0000', '37', '0037'],
    ['0000_)', '37', '0037'],
    ['_(0000_);[Red](0000)', '37', '0037'],
    ['0000&quot;-X&quot;', '37', '0037-X'],
    ['0000\\-\\X', '37', '0037-X'],
    ['0000&quot; st&quot;', '37', '0037'],
    ['0', '37', '37'],
    ['#,##0', '2837', '2837'],
    ['0.00', '2837', '2837'],
    ['0&quot; kr&quot;', '2837', '2837'],
    ['000\\-000', '2837', '2837'],
  ])('with the format %s, %s, is %s', async (format, stored, shown) => expect(await read1(stored, format)).toBe(shown))
})
