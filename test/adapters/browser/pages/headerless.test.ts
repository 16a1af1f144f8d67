import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { corrected, flexFile, flexPeople } from '../../../support/files/flex.ts'
import { type Server, startServer } from '../../../support/process/program.ts'
import { browserPath, openBrowser } from '../../../support/web/browser.ts'

// The program is started here and a browser walks through it, which takes minutes on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const pictures = join(tmpdir(), 'verifiera-headerless')
const people = flexPeople(process.env.LONG ? 500 : 100)

/** As `test/dialogs/platforms/headerless.test.ts` goes it in Slack and in Teams. */
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
  /** At the width of a screen and of a telephone. */
  async function picture(page: Page, name: string): Promise<void> {
    step += 1
    const path = (width: number) => join(pictures, `${String(step).padStart(2, '0')}-${name}-${width}.png`)
    await page.screenshot({ path: path(1280) })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.screenshot({ path: path(390), fullPage: true })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  async function press(page: Page, name: string | RegExp): Promise<void> {
    const button = page.locator('article').getByRole('button', { name }).last()
    await button.waitFor({ timeout: 60_000 })
    await picture(page, String(name).replace(/\W+/g, '-'))
    await button.click()
  }
  /** Drops a file anywhere, as from a folder, and sends what the page proposes. */
  async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
    const base64 = Buffer.from(bytes).toString('base64')
    await page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], '${name}'))
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }))
    })()`)
    await page.locator('#attached:visible').waitFor()
    await page.locator('#line').press('Enter')
  }
  /** Downloads the file of the last card, and drops it again as somebody has corrected it in a spreadsheet. */
  async function correct(page: Page): Promise<void> {
    await page.locator('article').last().locator('a.file').waitFor({ timeout: 60_000 })
    await picture(page, 'file')
    const link = page.locator('article a.file').last()
    const [saved] = await Promise.all([page.waitForEvent('download'), link.click()])
    await drop(page, saved.suggestedFilename(), corrected(await readFile(await saved.path()), people))
  }

  it(`takes a file of ${people.length} without a header, one in ten spoilt, to the last address`, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => void faults.push(String(error)))
    await page.goto(server.base)
    await drop(page, 'flex.txt', flexFile(people))
    await press(page, 'Det stämmer, läs filen')
    await press(page, /och skapa 1 företag$/)
    await press(page, /rader att rätta$/)
    await correct(page)
    await press(page, /^Importera/)
    await page.getByText('alla är rättade').waitFor({ timeout: 60_000 })
    await picture(page, 'corrected')
    await page.fill('#line', 'lista epost=saknas företag=100')
    await page.keyboard.press('Enter')
    await press(page, /^Ladda ner och fyll i/)
    await correct(page)
    await press(page, /^Importera/)
    await page.getByRole('button', { name: `Skicka till de ${people.length / 50} nya` }).waitFor({ timeout: 60_000 })
    await picture(page, 'end')
    const { files } = await server.say('owner', 'exportera')
    const [, ...lines] = Buffer.from(files![0]!.open.split(',')[1]!, 'base64').toString('utf8').trim().split('\r\n')
    expect(
      lines
        .map((line) => line.split(';'))
        .map((cells) => [cells[2], cells[5]])
        .sort(),
    ).toEqual(people.map(({ number, email }) => [number, email]))
    expect(faults).toEqual([])
    await context.close()
  })
})
