import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../../src/text/en/index.ts'
import { sv } from '../../../src/text/sv/index.ts'
import { textRows, workbookParts, zip } from '../../support/files/workbook.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

const lines = [
  header,
  '100;Acme AB;00217;Anna;Berg;anna.berg@acme.example',
  '100;Acme AB;00218;Björn;Åkesson;inte en adress',
  '100;Acme AB;;Ingen;Nummer;ingen@acme.example',
]
const rows = lines.map((line) => line.split(';'))
const xlsx = (bytes: Uint8Array) => ({ name: 'anställda.xlsx', bytes })
const told = async (bytes: Uint8Array) => (await product.say('owner', 'importera', [xlsx(bytes)])).data?.refused

describe('a workbook sent to the bot', () => {
  it('is planned and imported as the same people in CSV are', async () => {
    const sheets = [
      { name: 'Anställda', rows },
      { name: 'Anteckningar', rows: [['Kom ihåg']] },
    ]
    const card = await product.say('owner', 'importera', [xlsx(await writeXlsx({ sheets }))])
    expect(card.data).toMatchObject({ rows: 3, outcomes: { created: 1, invalid_email: 1, unreadable: 1 } })
    expect(card.note).toContain('Ett annat blad läses inte.')
    const same = await product.say('owner', 'importera', [csv(lines)])
    expect(same.data).toMatchObject({ rows: 3, outcomes: card.data!.outcomes as object })
    await product.say('owner', `bekräfta ${card.data!.plan}`)
    const anna = await product.say('admin', 'status 00217')
    expect(anna.data).toMatchObject({ person: { number: '00217', email: 'anna.berg@acme.example' } })
  })

  it('with a personal identity number on any sheet is refused whole, and says where', async () => {
    const number = textRows([['Född'], ['121212-1212']])
    const numeric = `${textRows([['x']])}<row r="8"><c r="A8"><v>201212121212</v></c></row>`
    for (const [sheet, line] of [
      [number, 2],
      [numeric, 8],
    ] as const) {
      const file = xlsx(zip(workbookParts([textRows(rows), sheet])))
      const card = await product.say('owner', 'importera', [file])
      expect(card.data).toEqual({ refused: 'personal_number' })
      expect(JSON.stringify(card)).toContain(`rad ${line} på blad nummer 2`)
      expect(JSON.stringify(card)).not.toContain('1212')
    }
  })

  it('that cannot be read is answered with what to do, in both languages', async () => {
    const whole = zip(workbookParts([textRows(rows)]))
    expect(await told(whole.subarray(0, -30))).toBe('damaged_workbook')
    expect(await told(zip(workbookParts([' '.repeat(20_000_000)])))).toBe('heavy_workbook')
    expect(await told(zip([{ name: 'word/document.xml', content: '<a/>' }]))).toBe('not_text')
    expect(await told(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('not_text')
    for (const code of ['damaged_workbook', 'heavy_workbook', 'not_text'] as const) {
      expect(sv[`file.${code}`]).toMatch(/arbetsbok|skicka den/)
      expect(en[`file.${code}`]).toMatch(/workbook|send it again/)
    }
  })
})
