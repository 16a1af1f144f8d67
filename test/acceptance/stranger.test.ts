import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Server, startServer } from '../support/process/program.ts'
import { browsers, openBrowser } from '../support/web/browser.ts'

// The program is started here and a browser walks through it, which takes minutes on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const pictures = join(tmpdir(), 'verifiera-stranger')

/** Somebody who has never seen the product goes from the example file to a connected person, only by clicking. */
browsers.describe('a stranger', () => {
  let browser: Browser
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  let server: Server
  let context: BrowserContext
  let step = 0

  /**
   * Clicks where the thing is on the screen, so that what must be scrolled to, or lies behind something else, is not
   * found. Returns how long it took to be there.
   */
  async function click(page: Page, name: string, thing: Locator, width: number): Promise<void> {
    await thing.waitFor({ timeout: 30_000 })
    await expect.poll(() => isInView(page, thing), { timeout: 10_000, message: `${name} is in view` }).toBe(true)
    step += 1
    await page.screenshot({ path: join(pictures, `${width}-${step}-${name}.png`) })
    const box = (await thing.boundingBox())!
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }

  async function isInView(page: Page, thing: Locator): Promise<boolean> {
    const box = await thing.boundingBox({ timeout: 3_000 }).catch(() => null)
    const { width, height } = page.viewportSize()!
    if (!box || box.y < 0 || box.y + box.height > height || box.x < 0 || box.x + box.width > width) return false
    // Nothing lies above it: it answers to the pointer.
    return thing
      .click({ trial: true, timeout: 1_000, noWaitAfter: true })
      .then(() => thing.boundingBox())
      .then((now) => Math.abs(now!.y - box.y) < 1)
      .catch(() => false)
  }

  /** The widest and the narrowest first: what fits both rarely fails between them. */
  const sizes = [
    [1280, 800],
    [320, 640],
    [390, 844],
  ] as const

  it.each(process.env.LONG ? sizes : sizes.slice(0, 2))(
    'comes from the file to a connected person in a minute, at %i × %i without scrolling',
    async (width, height) => {
      step = 0
      server = await startServer({ LOG_LEVEL: 'warn' })
      context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await page.goto(server.base)
      const started = performance.now()
      const button = (name: RegExp | string) => page.getByRole('button', { name }).last()

      await click(page, 'import', page.locator('button:visible', { hasText: 'Importera exempelfilen' }).last(), width)
      await click(page, 'confirm-import', button(/^Importera \d+/), width)
      await page
        .getByRole('heading', { name: /import/i })
        .last()
        .waitFor()
      await click(page, 'plan', page.locator('button:visible', { hasText: /^verifiera konton$/ }).first(), width)
      await click(page, 'send', button(/^Skicka till \d/), width)
      await page
        .getByRole('heading', { name: /^Utskicket .* klart/ })
        .last()
        .waitFor({ timeout: 60_000 })
      const opened = context.waitForEvent('page')
      await click(page, 'open-outbox', page.locator('a:visible', { hasText: 'Öppna utkorgen' }).last(), width)
      const outbox = await opened
      await outbox.waitForLoadState()
      const letter = outbox
        .frameLocator('iframe')
        .getByRole('link', { name: /^(Bekräfta min|Confirm my)/ })
        .first()
      if (!(await isInView(outbox, letter))) await click(outbox, 'mail', outbox.locator('.list li a').first(), width)
      const followed = context.waitForEvent('page')
      await click(outbox, 'link', letter, width)
      const link = await followed
      await link.waitForLoadState()
      await click(link, 'yes', link.getByRole('button', { name: /^(Ja, det är min adress|Yes, )/ }), width)
      await expect.poll(() => link.title(), { timeout: 15_000 }).toMatch(/Klart!|Done!/)
      await outbox.bringToFront()
      await click(outbox, 'ask', outbox.getByRole('link', { name: 'Fråga Verifiera om den här personen' }), width)
      await outbox.waitForURL('**/?*say=*')
      await click(outbox, 'say', outbox.getByRole('button', { name: 'Skicka', exact: true }), width)
      await outbox.getByRole('heading', { name: /kopplad/ }).waitFor({ timeout: 15_000 })
      await outbox.screenshot({ path: join(pictures, `${width}-end.png`) })
      const seconds = (performance.now() - started) / 1000
      console.log(`${width} px: ${step} clicks, ${seconds.toFixed(1)} s`)
      expect(seconds).toBeLessThan(60)
      await context.close()
      await server.end()
    },
  )

  const looks: [string, BrowserContextOptions][] = [
    ['light', { viewport: { width: 1280, height: 900 } }],
    ['320 px wide', { viewport: { width: 320, height: 640 } }],
    ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ]
  const lines = ['hjälp', 'status', 'lista', 'status anna', 'utskick', 'historik', 'bekräfta ZZZZ', 'verifiera konton']

  it('meets nothing that axe finds, in any state of the page', async () => {
    const demo = await startServer({ LOG_LEVEL: 'warn' })
    for (const [look, options] of process.env.LONG ? looks : looks.slice(1)) {
      context = await browser.newContext({ reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      const judge = async (state: string) => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        // What the platforms' own renderers draw in their frames is theirs.
        const axe = new AxeBuilder({ page }).withTags(tags).exclude('iframe').setLegacyMode()
        const { violations } = await axe.analyze()
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${look}, ${state}: ${id} ${node.html}`),
        )
        expect(found).toEqual([])
        const wide = await page.evaluate(`document.documentElement.scrollWidth <= innerWidth ? [] :
          [...document.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > innerWidth)
            .map((one) => one.outerHTML.slice(0, 150))`)
        expect(wide, `${look}, ${state}`).toEqual([])
      }
      await page.goto(demo.base)
      await page.screenshot({ path: join(pictures, `start-${look}.png`) })
      await judge('empty')
      for (const [at, line] of lines.entries()) {
        await page.fill('#line', line)
        await page.keyboard.press('Enter')
        await page.locator('article:not([aria-busy])').nth(at).waitFor({ timeout: 20_000 })
        await page.locator('.waiting').waitFor({ state: 'detached' })
      }
      for (const folded of await page.locator('article details').all()) {
        await folded.evaluate((one: { open: boolean }) => {
          one.open = true
        })
      }
      await page.screenshot({ path: join(pictures, `cards-${look}.png`), fullPage: true })
      await judge('cards')
      await page.getByRole('button', { name: 'Visa kortet som i Slack och Teams' }).last().click()
      await page
        .frameLocator('iframe[title=Slack]')
        .getByRole('button', { name: /^Skicka till \d/ })
        .waitFor()
      await page
        .frameLocator('iframe[title=Teams]')
        .getByRole('button', { name: /^Skicka till \d/ })
        .waitFor()
      await page.screenshot({ path: join(pictures, `beside-${look}.png`) })
      await judge('beside each other')
      await page.getByRole('button', { name: 'Stäng' }).click()
      await page.getByText('Medarbetare', { exact: true }).click()
      await judge('employee')
      await context.close()
    }
    await demo.end()
  })

  it('has the page in the language that was asked for, and little to load at first', async () => {
    const demo = await startServer({ LOG_LEVEL: 'warn' })
    context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    let loaded = 0
    const hosts = new Set<string>()
    page.on('response', async (response) => {
      hosts.add(new URL(response.url()).host)
      loaded += (await response.body().catch(() => Buffer.alloc(0))).length
    })
    await page.goto(demo.base, { waitUntil: 'networkidle' })
    expect(loaded).toBeLessThan(300 * 1024)
    expect([...hosts].filter((host) => host && !host.startsWith('127.0.0.1'))).toEqual([])
    await page.fill('#line', 'språk en')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/?lang=en')
    await page.getByRole('heading', { name: /^Hi|^Hello/ }).waitFor()
    await page.fill('#line', 'status')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /connected/ }).waitFor()
    await page.fill('#line', 'language sv')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/?lang=sv')
    expect(await page.locator('html').getAttribute('lang')).toBe('sv')
    await context.close()
    await demo.end()
  })
})
