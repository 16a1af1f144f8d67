import { randomBytes } from 'node:crypto'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it, vi } from 'vitest'
import { fileLimits } from '../../src/files/limits.ts'
import { readPeopleFile } from '../../src/files/people-file.ts'
import { limitsOf, readWorkbook } from '../../src/files/workbook/workbook.ts'
import { textRows, workbookParts, type ZipPart, zip } from '../support/files/workbook.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const header = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const person = (n: number) => ['100', 'Acme AB', `00${n}`, 'Åsa', 'Öberg', `asa${n}@acme.example`]
const book = (...sheets: string[]) => zip(workbookParts(sheets))
const small = () => book(textRows([header, person(217), person(218)]))

async function problem(bytes: Uint8Array) {
  const answer = await readPeopleFile(bytes)
  return answer.ok ? null : answer.problem
}

async function people(bytes: Uint8Array) {
  const answer = await readPeopleFile(bytes)
  if (!answer.ok) throw new Error(answer.problem.code)
  return [...answer.file.rows]
}

/** A workbook whose only sheet has this many spaces after its rows. */
function bomb(megabytes: number, lie?: ZipPart['lie']): Buffer {
  const parts = workbookParts([textRows([header, person(1)])])
  const sheet = parts.at(-1)!
  const spaces = Buffer.alloc(megabytes * 1024 * 1024, ' ')
  return zip([...parts.slice(0, -1), { ...sheet, content: Buffer.concat([Buffer.from(sheet.content), spaces]), lie }])
}

const workbookLimits = limitsOf(fileLimits.chat)

const heavy = { code: 'heavy_workbook' }
const damaged = { code: 'damaged_workbook' }
const zipCode = { code: 'not_text', format: 'zip' }
/** A zip with overlapping parts: each part claims the ones after it as its own content. */
const nested = Array.from({ length: 50 }, (_, i) => ({ name: `xl/${i}.xml`, content: '', lie: { packedSize: 1000 } }))
const many = Array.from({ length: 5000 }, (_, i) => ({ name: `xl/${i}.xml`, content: '' }))
const hostile: [string, () => Buffer, object][] = [
  ['unpacks to 300 MB', () => bomb(300), heavy],
  ['unpacks to much more than any sheet', () => bomb(20), heavy],
  ['says that it is smaller than it is', () => bomb(20, { size: 4000 }), damaged],
  ['says that it is larger than it is', () => bomb(0, { size: 4000 }), damaged],
  ['does not say how large it is', () => bomb(20, { size: 0, packedSize: 0, flags: 8 }), damaged],
  ['has a wrong sum', () => bomb(0, { crc: 1 }), damaged],
  ['has thousands of parts', () => zip([...workbookParts(['']), ...many]), heavy],
  ['has the same part twice', () => zip([...workbookParts(['']), ...workbookParts([''])]), damaged],
  ['has parts that lie in each other', () => zip([...nested, ...workbookParts([''])]), damaged],
  ['has a part with a password', () => bomb(0, { flags: 1 }), damaged],
  ['is another kind of zip', () => zip([{ name: 'ppt/slide1.xml', content: '<a/>' }]), zipCode],
  ['is an empty zip behind a workbook', () => Buffer.concat([small(), zip([])]), zipCode],
  ['has rows without end', () => book(textRows([header]).repeat(3)), damaged],
  ['has a cell beyond the last column', () => book('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), damaged],
  ['has a row beyond the last one', () => book('<row r="4294967295"><c r="C4294967295"><v>1</v></c></row>'), damaged],
  [
    'has a row beyond the last one after a header',
    () => book(`${textRows([header])}<row r="1048577"><c r="C1048577"><v>1</v></c></row>`),
    damaged,
  ],
  ['nests without end', () => book('<a>'.repeat(300_000)), { code: 'empty_file' }],
]
/** Taken by the long tests: a quarter of a minute. */
const largest: typeof hostile = [
  [
    'has all the rows that a sheet can have',
    () => book(textRows([header]) + numbered(1_048_575)),
    { code: 'too_many_rows', limit: 200_000 },
  ],
]

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => `<row r="${i + 2}"><c r="C${i + 2}"><v>${i}</v></c></row>`).join('')

describe('a workbook that', () => {
  it.each([...hostile, ...(process.env.LONG ? largest : [])])(
    '%s is refused, and the next one is read',
    async (_, make, expected) => {
      expect(await problem(make())).toEqual(expected)
      expect(await people(small())).toHaveLength(2)
    },
  )

  it('has an old format or a password is told so', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: 'a', rows: [header] }],
      encryption: { password: 'secret', spinCount: 1000 },
    })
    expect(await problem(locked)).toEqual({ code: 'not_text', format: 'password' })
  })

  it('is cut off anywhere is refused', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => [
      ...person(i).slice(0, 5),
      `${randomBytes(6).toString('hex')}@acme.example`,
    ])
    const whole = book(textRows([header, ...lines]))
    expect(whole.length).toBeGreaterThan(30 * 1024)
    for (let at = 1024; at < whole.length; at += 1024) expect(await problem(whole.subarray(0, at))).toEqual(damaged)
    expect(await people(whole)).toHaveLength(2000)
  })

  it('has a byte changed is read as it was, or refused', async () => {
    const rows = await people(small())
    let refused = 0
    const tries = process.env.LONG ? 300 : 60
    for (let i = 0; i < tries; i++) {
      const bytes = small()
      const at = 4 + Math.floor((i / tries) * (bytes.length - 4))
      bytes[at] = bytes[at]! ^ (1 << (i % 8))
      const answer = await readPeopleFile(bytes)
      if (answer.ok) expect([...answer.file.rows]).toEqual(rows)
      else refused += 1
    }
    expect(refused).toBeGreaterThan((tries * 2) / 3)
  })

  it('was packed after a byte of its XML was changed never ends the program', async () => {
    for (let i = 0; i < (process.env.LONG ? 60 : 12); i++) {
      const parts = workbookParts([textRows([header, person(217), person(218)])], { strings: '<si><t>a</t></si>' })
      const part = parts[i % parts.length]!
      const content = Buffer.from(part.content)
      const at = (i * 7919) % content.length
      content[at] = content[at]! ^ (1 << (i % 8))
      const answer = await readPeopleFile(zip(parts.map((one) => (one === part ? { ...one, content } : one))))
      if (answer.ok) expect(new Set([...answer.file.rows].map((row) => row.line)).size).toBe(answer.file.rows.length)
    }
  })
})

describe('a part of a workbook that ends before its end', () => {
  it('refuses the workbook, though the zip is whole', async () => {
    const parts = workbookParts([textRows([header, person(217), person(218)])])
    for (const part of parts) {
      const content = String(part.content)
      for (const end of [content.length - 3, content.lastIndexOf('<'), content.indexOf('</row>') + 6]) {
        const cut = { ...part, content: content.slice(0, end) }
        if (end > 10) expect(await problem(zip(parts.map((one) => (one === part ? cut : one))))).toEqual(damaged)
      }
    }
    expect(await people(zip(parts))).toHaveLength(2)
  })
})

describe('the limits of the thread', () => {
  const crowd = textRows([header, ...Array.from({ length: 3000 }, (_, i) => person(i))])
  const fault = async (limits: Partial<typeof workbookLimits>, bytes = book(crowd)) => {
    try {
      for await (const _ of readWorkbook(bytes, { ...workbookLimits, ...limits }));
      return null
    } catch (error) {
      return (error as { code?: string }).code
    }
  }

  it('hold for time, memory, text, sheets and size', async () => {
    expect(await fault({})).toBeNull()
    expect(await fault({ milliseconds: 1 })).toBe('heavy_workbook')
    expect(await fault({ text: 50_000 })).toBe('heavy_workbook')
    expect(await fault({ sheets: 2 }, book('', '', ''))).toBe('heavy_workbook')
    expect(await fault({ inflated: 10_000 })).toBe('heavy_workbook')
    expect(await fault({ whole: 1000 })).toBe('heavy_workbook')
    const rules = Array.from({ length: 150_000 }, (_, i) => `<xf numFmtId="${(i * 7919) % 1e6}"/>`).join('')
    const heap = zip(
      workbookParts([crowd]).map((one) =>
        one.name === 'xl/styles.xml' ? { ...one, content: String(one.content).replace('<xf ', `${rules}<xf `) } : one,
      ),
    )
    expect(await fault({ heapMegabytes: 32 }, heap)).toBe('heavy_workbook')
    expect(await fault({}, heap)).toBeNull()
  })

  it('let many shared texts be read, and no more of them than a file may have', async () => {
    const strings = Array.from({ length: 300_000 }, (_, i) => `<si><t>${i * 7919}</t></si>`).join('')
    const many = zip(workbookParts([crowd], { strings }))
    expect(await fault({ heapMegabytes: 48 }, many)).toBeNull()
    expect(await fault({ text: 1_000_000 }, many)).toBe('heavy_workbook')
  })

  it('count for one workbook at a time, and the next waits for its turn', async () => {
    const order: number[] = []
    const readOne = async (n: number) => {
      for await (const _ of readWorkbook(small(), workbookLimits)) order.push(n)
      order.push(n)
    }
    await Promise.all([1, 2, 3].map(readOne))
    expect(order).toEqual([1, 1, 2, 2, 3, 3])
  })

  it('end a thread that nobody listens to any more', async () => {
    for await (const part of readWorkbook(book(crowd), workbookLimits)) {
      expect(part.sheet.number).toBe(1)
      break
    }
    expect(await people(small())).toHaveLength(2)
  })
})
