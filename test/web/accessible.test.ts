import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { browsers, openBrowser } from '../support/web/browser.ts'
import { startWeb, tokens } from './parts.ts'

// A browser renders the pages here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const guide = ['/hjalp', '/hjalp/hr', '/tillganglighet', `/fel/${tokens.live}`, '/privacy']

/** WCAG 2.2 AA as far as axe can check it, in each state of the page, and what only a browser shows. */
browsers.describe('the page in a browser', () => {
  let site: Awaited<ReturnType<typeof startWeb>>
  let browser: Browser
  beforeAll(async () => {
    site = await startWeb({ publicUrl: 'http://127.0.0.1:3000' })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const open = async (path: string, options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    await page.goto(site.base + path)
    return page
  }
  const paths = [...Object.values(tokens).map((token) => `/v/${token}`), '/v/unknown', '/', '/nothing', ...guide]

  const looks: [string, BrowserContextOptions, string[]][] = [
    ['light', {}, process.env.LONG ? ['sv', 'en'] : ['en']],
    ['dark', { colorScheme: 'dark' }, ['sv']],
    ['320 px wide', { viewport: { width: 320, height: 640 } }, process.env.LONG ? ['sv', 'en'] : ['sv']],
  ]
  it.each(looks)(
    'has no fault that axe finds, and nothing to scroll sideways: %s',
    async (_, options, languages) => {
      const page = await open('/', options)
      for (const path of languages.flatMap((language) => paths.map((one) => `${one}?lang=${language}`))) {
        await page.goto(site.base + path)
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze()
        expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      }
      await page.context().close()
    },
    120_000,
  )

  it('can be used with the keyboard alone and without scripts, and does not verify when it is only opened', async () => {
    const before = site.page.calls.length
    for (let look = 0; look < 3; look++) await (await open(`/v/${tokens.live}`)).context().close()
    expect(site.page.calls).toHaveLength(before)
    const page = await open(`/v/${tokens.live}`, { javaScriptEnabled: false })
    expect(await page.title()).toBe('Bekräfta din e-postadress – Verifiera')
    for (let tab = 0; tab < 3; tab++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/v')
    await expect.poll(() => page.title(), { timeout: 10_000 }).toContain('Klart!')
    await page.click('text=English')
    await expect.poll(() => page.title(), { timeout: 10_000 }).toContain('Done!')
    await page.context().close()
  })

  it('shows the pictures of the help for HR, each with words for whoever cannot see it', async () => {
    for (const language of ['sv', 'en']) {
      const page = await open(`/hjalp/hr?lang=${language}`)
      const shown = 'Array.from(document.images, (i) => [i.complete && i.naturalWidth > 500, i.alt.length > 40])'
      expect(await page.evaluate(shown)).toEqual(Array(4).fill([true, true]))
      await page.context().close()
    }
  })

  it('writes nothing to the console of the browser, and loads nothing else', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const said: string[] = []
    const asked: string[] = []
    page.on('console', (message) => void said.push(message.text()))
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
    await page.goto(`${site.base}/v/${tokens.used}`)
    expect(said).toEqual([])
    expect(asked).toEqual([`/v/${tokens.used}`])
    // The style sheet is applied, so its hash is the one in the content policy.
    expect(await page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius")).not.toBe('0px')
    await context.close()
  })
})
