import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { XlsxStreamWriter } from 'hucre/xlsx'
import { afterAll, expect, it, vi } from 'vitest'
import { header } from '../support/product.ts'

// A process of its own reads hundreds of thousands of rows here, which takes a minute on a busy machine.
vi.setConfig({ testTimeout: process.env.LONG ? 900_000 : 240_000 })

/** As many as the terminal takes, or enough that they would need more than the heap if they were held as objects. */
const count = process.env.LONG ? 1_000_000 : 100_000
/** Of the process and, by the same flag, of the thread that reads workbooks. The program itself takes half of it. */
const heapMegabytes = 96

const folder = mkdtempSync(join(tmpdir(), 'verifiera-large-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const program = fileURLToPath(new URL('../support/files/read-large.ts', import.meta.url))

const cellsOf = (n: number) => [
  String(100 + (n % 50)),
  `Bolag ${n % 50} AB`,
  String(n).padStart(7, '0'),
  `Åsa${n % 97}`,
  `Öberg${n % 997}`,
  `asa${n}.oberg@bolag${n % 50}.example`,
]

async function csv(): Promise<Uint8Array> {
  const lines = Array.from({ length: count }, (_, n) => cellsOf(n).join(';'))
  return Buffer.from([header, ...lines].join('\r\n'))
}

/** With texts that the cells share, as Excel writes them: half a million different ones and more. */
async function xlsx(): Promise<Uint8Array> {
  const writer = new XlsxStreamWriter({ name: 'Personal' })
  writer.addRow(header.split(';'))
  for (let n = 0; n < count; n++) writer.addRow(cellsOf(n))
  return writer.finish()
}

it.each([
  ['csv', csv],
  ['xlsx', xlsx],
])(`${count} rows of %s need no more memory than a few`, async (format, make) => {
  const path = join(folder, `many.${format}`)
  await writeFile(path, await make())
  const args = [`--max-old-space-size=${heapMegabytes}`, '--import', tsx, program, path]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  expect(JSON.parse(stdout)).toEqual({ rows: count, companies: 50, last: String(count - 1).padStart(7, '0') })
})
