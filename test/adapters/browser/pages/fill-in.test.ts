import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Server, startServer } from '../../../support/process/program.ts'
import { csv, header } from '../../../support/product.ts'
import { browserPath, openBrowser } from '../../../support/web/browser.ts'

// The program is started here and a browser walks through it, which takes minutes on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const pictures = join(tmpdir(), 'verifiera-fill-in')
const numbers = Array.from({ length: 31 }, (_, i) => `00${900 + i}`)
const people = csv([
  header,
  ...numbers.map((number, i) => `100;Acme AB;${number};Li;${['Ek', 'Ask', 'Öberg'][i % 3]};`),
  '100;Acme AB;00999;Bo;Ek;bo@acme.example',
])

/** The way of those without an address, as `test/dialogs/platforms/filled-in.test.ts` goes it in Slack and in Teams. */
describe.skipIf(!browserPath)('the local page in a browser', () => {
  let browser: Browser
  let server: Server
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await openBrowser()
    server = await startServer({ LOG_LEVEL: 'warn', DEMO: 'off' })
  })
  afterAll(async () => {
    await server?.end()
    await browser?.close()
  })

  let step = 0
  const picture = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${++step}-${name}.png`) })
  async function press(page: Page, name: string | RegExp): Promise<void> {
    const button = page.getByRole('button', { name }).last()
    await button.waitFor({ timeout: 60_000 })
    await picture(page, String(name).replace(/\W+/g, '-'))
    await button.click()
  }
  async function send(page: Page, name: string, bytes: Uint8Array): Promise<void> {
    await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })
    await page.locator('#attached:visible').waitFor()
    await page.locator('#line').press('Enter')
  }

  it('gets 31 addresses by a file, and their letters, by four presses', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => void faults.push(String(error)))
    await page.goto(server.base)
    await send(page, 'personal.csv', people.bytes)
    await press(page, /^Importera 32 personer|^Importera 32 och/)
    await page.getByRole('heading', { name: /^Importen är klar/ }).waitFor({ timeout: 60_000 })

    await page.fill('#line', 'lista epost=saknas företag=Acme')
    await page.keyboard.press('Enter')
    await press(page, 'Ladda ner och fyll i 31 adresser')
    const link = page.locator('article a.file').last()
    await link.waitFor({ timeout: 60_000 })
    await picture(page, 'file')
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const empty = await readFile((await download.path())!, 'utf8')
    const filled = empty.replace(/;(\d+);(\w+);(\p{L}+);(?=\r\n|;)/gu, ';$1;$2;$3;p$1@acme.example')
    expect(filled.match(/@acme\.example/g)).toHaveLength(31)

    await send(page, download.suggestedFilename(), Buffer.from(filled))
    await press(page, 'Importera 31 personer')
    await press(page, 'Skicka till de 31 nya')
    await press(page, /^Skicka till 31$/)
    await page
      .getByRole('heading', { name: /^Utskicket .* klart|^Klart/ })
      .last()
      .waitFor({ timeout: 60_000 })
    await picture(page, 'end')
    const mailed = (await server.outbox()).map(({ to }) => to)
    expect(mailed.sort()).toEqual(numbers.map((number) => `p${number}@acme.example`))
    expect(faults).toEqual([])
    await context.close()
  })
})
