import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { unguard } from '../../../src/files/formulas.ts'
import { workbookFile } from '../../../src/files/workbook/write.ts'
import { cellsFile } from '../../../src/files/write.ts'
import { type Product, startProduct } from '../../support/product.ts'
import fc from '../../support/seeded.ts'

/** As many as an export is promised to hold without loss, or enough for each run. */
const count = process.env.LONG ? 100_000 : 150

// With a hundred thousand people three databases are filled, which takes many minutes on a busy machine.
vi.setConfig({ testTimeout: process.env.LONG ? 3_600_000 : 180_000 })

type Row = Record<string, string>

const word = (...alphabets: string[]) =>
  fc
    .array(fc.constantFrom(...alphabets.flatMap((alphabet) => [...alphabet])), { minLength: 1, maxLength: 12 })
    .map((c) => c.join(''))
const letters = word(
  'abcåäöÅÄÖéüßøæÐłőşţžŁ',
  'Ελληνικά Кириллица',
  '漢字かな한글',
  'عربيעברית',
  '😀👩‍👩‍👧🇸🇪',
  ' \'"`´’”;,|\t.-_/\\()[]{}<>&%#@!?=+*~^¤§',
)
/** What spreadsheets and CSV readers like to change. */
const tempting = fc.constantFrom(
  '=1+1',
  '=HYPERLINK("x")',
  '+46 70',
  '-1',
  '@SUM(A1)',
  "'",
  "''=1",
  "'x",
  '"',
  '""',
  '"x"',
  ';',
  ',',
  'x\ny',
  'x\r\ny',
  '007',
  '1e5',
  '1E400',
  '12,5',
  '1.0',
  'TRUE',
  'NULL',
  'null',
  '#N/A',
  'Ja',
  '2026-01-31',
  '31/12',
  '1/2/2026',
  'sep=;',
  'mailto:x',
  '_x000D_',
  '&amp;',
  '<b>',
  ']]>',
  'Rad i K7QM',
  '\u200b',
  '\u00a0x',
  '\ufeffx',
  'e\u0301',
  'Ä',
  'İ',
)
const text = fc.oneof(fc.constant(''), letters, tempting)
const yesNo = fc.constantFrom('', 'Ja', 'Nej')
const day = fc.constantFrom('', '2026-01-31', '2024-02-29', '1954-12-01', '9999-12-31', '2026-10-25')

const person = fc.record({
  givenName: text,
  familyName: text,
  unit: text,
  role: text,
  active: yesNo,
  startsOn: day,
  endsOn: day,
  language: fc.constantFrom('', 'sv', 'en'),
  // No file is made of protected identities.
  protected: fc.constantFrom('', 'Nej'),
})
const begin = ['', '0', '00', '000', '=', '+', 'B-', "'", '"', 'A;', 'å', '1e', '#']
const domains = ['acme.example', 'räksmörgås.example', 'under.acme.example']

/** Random records, each with a number of its own. */
function records(): Row[] {
  const [some] = fc.sample(fc.array(person, { minLength: count, maxLength: count, size: 'max' }), {
    numRuns: 1,
    seed: 20_261_126,
  })
  return some!.map((cells, i) => {
    const company = i % 20
    const email = i % 11 === 0 ? '' : `${['p', "o'p", 'P.q+r', 'å'][i % 4]}${i}@${domains[i % 3]}`
    // Numbers differ by more than zeros, or they would be taken for each other.
    const number = `${begin[i % begin.length]}${i + 1}`
    return { companyNumber: `0${company + 10}`, company: `Bolag ${company} "AB"; =å`, number, email, ...cells }
  })
}

const send = (product: Product, name: string, bytes: Uint8Array) => product.say('owner', 'importera', [{ name, bytes }])

async function importInto(product: Product, name: string, bytes: Uint8Array) {
  const planned = await send(product, name, bytes)
  await product.say('owner', `bekräfta ${planned.data!.plan}`)
  return planned.data!.outcomes as Row
}

async function exportFrom(product: Product): Promise<Uint8Array> {
  const card = await product.say('owner', 'exportera')
  return card.files![0]!.bytes
}

/** Everything that a file can set, as it is stored. */
const storedIn = ({ database }: Product) =>
  rows<object>(
    database.db,
    sql`select c.number as company, c.name, p.number, p.given_name, p.family_name, p.email, p.email_key, p.unit, p.role, p.active,
      p.starts_on::text, p.ends_on::text, p.language, p.protected
      from people p join companies c on c.id = p.company_id order by c.number, p.number collate "C"`,
  )

/** As a spreadsheet saves the export, every cell a text. The workbook guards its cells, as the export has done. */
async function asWorkbook(csv: Uint8Array): Promise<Uint8Array> {
  const lines: string[][] = parse(Buffer.from(csv), { bom: true, delimiter: ';', relax_column_count: true })
  return workbookFile(
    lines.map((cells) => cells.map(unguard)),
    lines[0]!.length,
  )
}

it(`${count} records are the same after an export and an import, in CSV and in XLSX`, async () => {
  const first = await startProduct({ idle: true })
  const outcomes = await importInto(first, 'alla.csv', cellsFile(records()))
  expect(outcomes).toEqual({ created: count })
  const before = await storedIn(first)
  expect(before).toHaveLength(count)
  const exported = await exportFrom(first)
  expect((await send(first, 'alla.csv', exported)).data).toMatchObject({ rows: count, outcomes: { unchanged: count } })
  await first.stop()

  for (const [name, bytes] of [
    ['export.csv', exported],
    ['export.xlsx', await asWorkbook(exported)],
  ] as const) {
    const other = await startProduct({ idle: true })
    expect(await importInto(other, name, bytes)).toEqual({ created: count })
    const after = await storedIn(other)
    const different = before.findIndex((row, i) => JSON.stringify(row) !== JSON.stringify(after[i]))
    expect([name, before[different], after[different]]).toEqual([name, undefined, undefined])
    expect(Buffer.from(await exportFrom(other)).equals(Buffer.from(exported))).toBe(true)
    await other.stop()
  }
})
