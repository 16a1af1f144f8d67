import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { logo } from '../support/files/pictures.ts'
import { type Server, startServer } from '../support/process/program.ts'
import { browsers, openBrowser } from '../support/web/browser.ts'

// The program is started here and a browser walks through it, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const pictures = join(tmpdir(), 'verifiera-employer')

browsers.describe('the letter of an employer, on the local page', () => {
  let browser: Browser
  let server: Server
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await openBrowser()
    server = await startServer({ LOG_LEVEL: 'warn' })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end()
  })

  const look = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) })
  /** Whether the logo has been drawn, and not only named. */
  const isDrawn = (picture: ReturnType<FrameLocator['locator']>) =>
    picture.evaluate((one: { naturalWidth: number }) => one.naturalWidth > 0)

  it.each([
    ['light', 1280, 800],
    ['dark', 390, 844],
  ] as const)(
    'is proposed, seen, confirmed, mailed and followed by clicking: %s, %i px wide',
    async (scheme, width, height) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      const follow = async (press: () => Promise<void>): Promise<Page> => {
        const opened = context.waitForEvent('page')
        await press()
        const next = await opened
        await next.waitForLoadState()
        return next
      }
      const button = (name: RegExp | string) => page.getByRole('button', { name }).last()
      const heading = (name: RegExp) => page.getByRole('heading', { name }).last().waitFor({ timeout: 60_000 })

      await page.goto(server.base)
      const file = { name: 'logga.png', mimeType: 'image/png', buffer: Buffer.from(await logo()) }
      await page.setInputFiles('#file', file)
      const own = `Välkommen till den nya inloggningen, ${scheme}!`
      await page.fill('#line', `brev ändra företag=200 namn="Acme HR ${scheme}" färg=#0a6640 text="${own}"`)
      await page.keyboard.press('Enter')
      await heading(/^Ändra breven från Acme Bygg AB\?/)
      await look(page, `${scheme}-1-proposal`)

      const preview = await follow(() =>
        page.locator('a:visible', { hasText: 'Se mejlet som det blir' }).last().click(),
      )
      await preview.getByRole('heading', { name: 'Så ser mejlet ut' }).waitFor()
      const letter = preview.frameLocator('iframe')
      await letter.getByText(own).first().waitFor()
      expect(await isDrawn(letter.locator('img').first())).toBe(true)
      await look(preview, `${scheme}-2-preview`)
      await preview.close()

      await button('Ändra breven').click()
      await heading(/^Breven från Acme Bygg AB är ändrade/)
      await button('Prov till mig').click()
      await heading(/^Ett prov är på väg/)
      await expect
        .poll(
          async () => (await server.outbox()).some(({ subject, text }) => /^Prov/.test(subject) && text.includes(own)),
          {
            timeout: 20_000,
          },
        )
        .toBe(true)

      await page.fill('#line', 'verifiera konton företag=200 igen=ja')
      await page.keyboard.press('Enter')
      await button(/^Skicka till \d/).click()
      await heading(/^Utskicket .* klart/)
      const [mail] = (await server.outbox()).filter(({ subject, text }) => !/^Prov/.test(subject) && text.includes(own))
      expect(mail!.text).toContain(`Acme HR ${scheme} skriver:`)
      const verification = await context.newPage()
      await verification.goto(/https?:\S+\/v\/\S+/.exec(mail!.text)![0])
      await verification.getByText(`Acme HR ${scheme}`).first().waitFor()
      expect(await isDrawn(verification.locator('img').first())).toBe(true)
      await look(verification, `${scheme}-3-page`)
      expect(errors).toEqual([])
      await context.close()
    },
  )
})
