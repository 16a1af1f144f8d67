import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { textRows, workbookParts, zip } from '../support/files/workbook.ts'
import { forkProgram, message } from '../support/process/fork.ts'

const header = textRows([['Företagsnr', 'Anställningsnr', 'E-post Visma Connect']])
const megabyte = 1024 * 1024
const word = () => randomBytes(6).toString('base64url')

/** XML of about so many bytes, made of pieces that differ. */
function xml(bytes: number, piece: (n: number) => string): string {
  const pieces: string[] = []
  for (let length = 0, n = 2; length < bytes; n++) {
    pieces.push(piece(n))
    length += pieces.at(-1)!.length
  }
  return pieces.join('')
}

const numbers = (n: number) => `<row r="${n}"><c r="A${n}"><v>100</v></c><c r="B${n}"><v>${n}</v></c></row>`
const texts = (n: number) => `<row r="${n}"><c r="B${n}" t="inlineStr"><is><t>${word()}${word()}</t></is></c></row>`
const book = (rows: string, strings = '') => zip(workbookParts([header + rows], { strings }))

const cases: [string, () => Buffer][] = [
  ['has rows without end', () => book(xml(150 * megabyte, numbers))],
  ['has different texts without end', () => book(xml(30 * megabyte, texts))],
  [
    'has shared texts without end',
    () =>
      book(
        '',
        xml(63 * megabyte, () => `<si><t>${word()}</t></si>`),
      ),
  ],
  ['hides columns without end', () => book(xml(60 * megabyte, () => '<col min="1" max="16384" hidden="1"/>'))],
  ['has cells without end in a row', () => book(`<row r="2">${xml(200 * megabyte, () => '<c><v>1</v></c>')}</row>`)],
]

/**
 * The most that a process may take, with Node, this program and tsx. It was 1.1 GB once for a file of 11 MB. The file
 * is read in a process of its own, since memory counts there only as what it was at its highest. Two to three hundred
 * on a quiet machine; what V8 has not yet collected while three other tests run comes on top.
 */
const most = 700

// Those that take a quarter of a minute each are long tests.
it.each(process.env.LONG ? cases : cases.slice(3))(
  'a workbook that %s is read or refused in little memory',
  { timeout: 300_000 },
  async (_, make) => {
    const path = join(mkdtempSync(join(inject('scratch'), 'heavy-')), 'a.xlsx')
    writeFileSync(path, make())
    const child = forkProgram('../support/files/read-alone.ts', { path }, import.meta.url)
    const { outcome, megabytes } = await message<{ outcome: string | number; megabytes: number }>(child, 'read')
    // Texts that no cell shows are no reason to refuse a workbook: it has no rows then.
    expect(String(outcome)).toMatch(/^(heavy_workbook|damaged_workbook|too_many_rows|missing_columns|empty_file|0)$/)
    expect(megabytes).toBeLessThan(most)
  },
)
