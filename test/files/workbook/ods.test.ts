import { writeOds } from 'hucre/ods'
import { describe, expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { zip } from '../../support/files/workbook.ts'

// Each file is read in a thread of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (n: number) => ['100', 'Acme AB', `00${n}`, 'Åsa', 'Öberg', `asa${n}@acme.example`]

async function read(bytes: Uint8Array, choices = {}) {
  const answer = await readPeopleFile(bytes, () => false, { choices })
  if (!answer.ok) return answer.problem
  return { ...answer.file, rows: [...answer.file.rows] }
}

const type = 'application/vnd.oasis.opendocument.spreadsheet'
/** A spreadsheet as LibreOffice writes it, whose tables are given as XML. */
const spreadsheet = (tables: string, mimetype = type) =>
  zip([
    { name: 'mimetype', content: mimetype },
    { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
    {
      name: 'content.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
  ])
const text = (value: string) =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`
const row = (cells: string[], about = '') => `<table:table-row${about}>${cells.join('')}</table:table-row>`
const rows = (lines: string[][]) => lines.map((cells) => row(cells.map(text))).join('')
const table = (inside: string) => `<table:table table:name="Blad1">${inside}</table:table>`

describe('an OpenDocument spreadsheet', () => {
  it('is read as the same people in a workbook are', async () => {
    const sheets = [{ name: 'Personal', rows: [header, person(217), [], person(218)] }]
    expect(await read(await writeOds({ sheets }))).toMatchObject({
      format: 'xlsx',
      kind: 'ods',
      sheet: { number: 1, name: 'Personal' },
      rows: [
        { line: 2, cells: { number: '00217', givenName: 'Åsa', email: 'asa217@acme.example' } },
        { line: 4, cells: { number: '00218' } },
      ],
    })
  })

  it('holds days, truth, numbers with their zeros, errors, repeated cells, and texts of several lines', async () => {
    const cell = (about: string, shown: string) =>
      `<table:table-cell ${about}><text:p>${shown}</text:p></table:table-cell>`
    const more = [...header, 'Aktiv', 'Anställd från', 'Enhet', 'Roll']
    const cells = [
      cell('office:value-type="float" office:value="100"', '0100'),
      text('A &amp; O<text:s text:c="2"/>AB'),
      cell('office:value-type="float" office:value="2837"', 'K002837'),
      '<table:table-cell office:value-type="string"><office:annotation><text:p>Ring</text:p></office:annotation><text:p>Anna</text:p><text:p>Maria</text:p></table:table-cell>',
      text('<text:a xlink:href="mailto:x">Berg</text:a>'),
      cell('office:value-type="string" table:formula="of:=VLOOKUP(1)" calcext:value-type="error"', '#N/A'),
      cell('office:value-type="boolean" office:boolean-value="true"', 'SANT'),
      cell('office:value-type="date" office:date-value="2026-01-31"', '31/1 26'),
      '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>Lager</text:p></table:table-cell>',
      '<table:table-cell table:number-columns-repeated="1014"/>',
    ]
    const empty =
      '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    const gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    expect(await read(spreadsheet(table(gap + rows([more]) + row(cells) + empty)))).toMatchObject({
      header: 4,
      rows: [
        {
          line: 5,
          cells: {
            companyNumber: '0100',
            company: 'A & O  AB',
            number: 'K002837',
            givenName: 'Anna\nMaria',
            familyName: 'Berg',
            email: '',
            active: 'Ja',
            startsOn: '2026-01-31',
            unit: 'Lager',
            role: 'Lager',
          },
          faults: { email: 'error' },
        },
      ],
    })
  })

  it.each([
    ['2837', '002837', '002837'],
    ['37', '0037-X', '0037-X'],
    ['37', 'K-0037', 'K-0037'],
    ['37', '037 st', '037'],
    ['37', '037st.', '037'],
    ['37', '37 st', '37'],
    ['2837', '2 837', '2837'],
  ])('reads the number %s that is shown as %s with its zeros and letters: %s', async (value, shown, number) => {
    const cells = person(1).map(text)
    cells[2] = `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`
    expect(await read(spreadsheet(table(rows([header]) + row(cells))))).toMatchObject({ rows: [{ cells: { number } }] })
  })

  it('says which rows a filter hides, which are hidden by hand, and each kind can be left out', async () => {
    const hidden = (n: number, how: string) => row(person(n).map(text), ` table:visibility="${how}"`)
    const inside =
      rows([header, person(1)]) + hidden(2, 'filter') + hidden(3, 'filter') + rows([person(4)]) + hidden(5, 'collapse')
    const columns =
      '<table:table-column table:number-columns-repeated="4"/><table:table-column table:visibility="collapse"/>'
    const bytes = spreadsheet(table(columns + inside))
    expect(await read(bytes)).toMatchObject({ hiddenRows: 1, filteredRows: 2, hiddenColumns: ['Efternamn'] })
    const lines = async (choices: object) =>
      ((await read(bytes, choices)) as { rows: { line: number }[] }).rows.map(({ line }) => line)
    expect(await lines({})).toEqual([2, 3, 4, 5, 6])
    expect(await lines({ filtered: 'skip' })).toEqual([2, 5, 6])
    expect(await lines({ hidden: 'skip' })).toEqual([2, 3, 4, 5])
  })

  it('that is hostile, damaged, another kind of document or has a password is refused, and the next one is read', async () => {
    const repeated = rows([header]) + row(person(1).map(text), ' table:number-rows-repeated="1048000"')
    const wide = row(
      [
        `<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>`,
      ],
      ' table:number-rows-repeated="1000000"',
    )
    const good = spreadsheet(table(rows([header, person(1)])))
    for (const [bytes, problem] of [
      [spreadsheet(table(`${rows([header])}${' '.repeat(90_000_000)}`)), { code: 'heavy_workbook' }],
      [spreadsheet(table(wide)), { code: 'heavy_workbook' }],
      [spreadsheet(table(repeated)), { code: expect.stringMatching(/too_many_rows|heavy_workbook/) }],
      [spreadsheet('<a>'.repeat(300_000)), { code: 'empty_file' }],
      [good.subarray(0, -40), { code: 'damaged_workbook' }],
      [
        zip([
          { name: 'mimetype', content: type },
          { name: 'content.xml', content: 'no XML, as with a password' },
        ]),
        { code: 'damaged_workbook' },
      ],
      [spreadsheet(table(''), 'application/vnd.oasis.opendocument.text'), { code: 'not_text', format: 'zip' }],
    ] as const) {
      expect(await read(bytes)).toMatchObject(problem)
      expect(await read(good)).toMatchObject({ rows: [{ cells: { number: '001' } }] })
    }
  })

  it('does not open what an entity names', async () => {
    const doctype =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    const content = `<?xml version="1.0"?>${doctype}<office:document-content><office:body><office:spreadsheet>${table(rows([header, ['100', '&b;', '001', '&c;', 'Berg', 'a@x.example']]))}</office:spreadsheet></office:body></office:document-content>`
    const file = await read(
      zip([
        { name: 'mimetype', content: type },
        { name: 'content.xml', content },
      ]),
    )
    expect(JSON.stringify(file)).not.toMatch(/aaaaaaaaaa|root:/)
  })
})
