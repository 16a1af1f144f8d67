import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Server, startServer } from '../process/program.ts'
import { openBrowser } from './browser.ts'

/** Somebody who walks through the local page of an empty product by clicking, with a picture of each step. */
export interface Walk {
  server: Server
  page: Page
  /** What went wrong in the page's own scripts. */
  faults: string[]
  /** Takes a picture, at the width of a screen and of a telephone. */
  picture(name: string): Promise<void>
  /** Presses the last button of that name, once it is there. */
  press(name: string | RegExp): Promise<void>
  /** Types a line. */
  say(line: string): Promise<void>
  /** Downloads the file of the last card. */
  download(): Promise<{ name: string; bytes: Buffer }>
  end(): Promise<void>
}

/** @param name of the folder of pictures, in the system's folder for temporary files */
export async function startWalk(name: string): Promise<Walk> {
  const pictures = join(tmpdir(), `verifiera-${name}`)
  mkdirSync(pictures, { recursive: true })
  const browser: Browser = await openBrowser()
  const server = await startServer({ LOG_LEVEL: 'warn', DEMO: 'off' })
  const screen = { width: 1280, height: 900 }
  const context = await browser.newContext({ viewport: screen, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => void faults.push(String(error)))
  await page.goto(server.base)

  let step = 0
  const walk: Walk = {
    server,
    page,
    faults,
    async picture(what) {
      step += 1
      const path = (width: number) => join(pictures, `${String(step).padStart(2, '0')}-${what}-${width}.png`)
      await page.screenshot({ path: path(screen.width) })
      await page.setViewportSize({ width: 390, height: 844 })
      await page.screenshot({ path: path(390), fullPage: true })
      if (!(await page.evaluate('document.documentElement.scrollWidth <= 390')))
        faults.push(`${path(390)} has to be scrolled sideways`)
      await page.setViewportSize(screen)
    },
    async press(what) {
      const button = page.locator('article').getByRole('button', { name: what }).last()
      await button.waitFor({ timeout: 60_000 })
      await walk.picture(String(what).replace(/\W+/g, '-'))
      await button.click()
    },
    async say(line) {
      await page.fill('#line', line)
      await page.keyboard.press('Enter')
    },
    async download() {
      await page.locator('article').last().locator('a.file').waitFor({ timeout: 60_000 })
      await walk.picture('file')
      const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('article a.file').last().click()])
      return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) }
    },
    async end() {
      await server.end()
      await browser.close()
    },
  }
  return walk
}
