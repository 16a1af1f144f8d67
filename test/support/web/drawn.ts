import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { bundleOf, type Preview } from '../../../adapters/browser/previews/bundle.ts'

/** A chat in a browser: its messages drawn by that chat's renderer, its buttons pressed where a person sees them. */
export interface Drawn {
  /** Draws a message, keeps a picture of it, and presses what has this label. Returns the words that can be seen. */
  press(message: unknown, label: string): Promise<string>
  /** Keeps a picture of a letter, in a window of this width, and returns its words. */
  read(html: string, width: number): Promise<string>
  close(): Promise<void>
}

/** @param folder for the pictures, numbered in their order */
export async function openDrawn(browser: Browser, chat: Preview, folder: string): Promise<Drawn> {
  mkdirSync(folder, { recursive: true })
  const { script, style } = await bundleOf(chat)
  const page = await browser.newPage({ viewport: { width: 640, height: 720 } })
  await page.setContent('<!DOCTYPE html><html lang="sv"><body><div id="card"></div></body></html>')
  await page.addStyleTag({ content: style })
  await page.addScriptTag({ content: script })
  let count = 0
  const next = (what: string) => ({ path: join(folder, `${chat}-${++count}-${what}.png`), fullPage: true })
  return {
    async press(message, label) {
      await page.evaluate(`globalThis.draw(${JSON.stringify({ card: message, dark: false })})`)
      await page.screenshot(next(label.replace(/\W+/g, '-')))
      await page.getByText(label, { exact: true }).last().click({ timeout: 5000 })
      return page.locator('#card').innerText()
    },
    async read(html, width) {
      const letter = await browser.newPage({ viewport: { width, height: 720 } })
      await letter.setContent(html)
      await letter.screenshot(next(`letter-${width}`))
      const words = await letter.locator('body').innerText()
      await letter.close()
      return words
    },
    close: () => page.close(),
  }
}
