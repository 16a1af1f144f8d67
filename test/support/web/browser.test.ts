import { expect, it, vi } from 'vitest'
import { browsers, openBrowser } from './browser.ts'

// Starting a browser takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

browsers.describe('a browser', () => {
  it('opens and runs a page', async () => {
    const browser = await openBrowser()
    const page = await browser.newPage()
    await page.setContent('<title>Åäö</title>')
    expect(await page.title()).toBe('Åäö')
    await browser.close()
  })
})
