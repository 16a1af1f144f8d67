import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Letter } from '../../src/mail/mailer.ts'
import { browsers, openBrowser } from '../support/web/browser.ts'
import { everyLetter } from './every-letter.ts'

// A browser renders the letters here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

browsers.describe('a letter in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  const looks = [
    [320, 'light'],
    [600, 'dark'],
    [320, 'dark'],
    [600, 'light'],
  ] as const

  describe.each(process.env.LONG ? looks : looks.slice(0, 2))('%i px wide, %s', (width, colorScheme) => {
    it('can be read, with nothing to scroll sideways', async () => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
      const page = await context.newPage()
      for (const [title, { parts }] of everyLetter) {
        await page.setContent(shown(parts))
        const at = `${title} ${colorScheme} ${width}`
        if (process.env.PICTURES)
          await page.screenshot({ path: `${process.env.PICTURES}/${at.replace(/\W+/g, '-')}.png`, fullPage: true })
        expect([at, await page.evaluate('document.documentElement.scrollWidth - innerWidth')]).toEqual([at, 0])
        expect([at, await page.evaluate(brokenWords)]).toEqual([at, []])
        expect([at, await page.evaluate(fillsItsButton)]).toEqual([at, true])
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).setLegacyMode().analyze()
        expect(violations.map(({ id, nodes }) => `${at} ${id} ${nodes[0]?.html}`)).toEqual([])
      }
      await context.close()
    })
  })

  it('has as its preheader words that nobody sees in the letter', async () => {
    const page = await browser.newPage()
    for (const [title, { parts }] of everyLetter) {
      await page.setContent(parts.html)
      expect([title, await page.locator('body > div').first().isVisible()]).toEqual([title, false])
    }
    await page.close()
  })
})

/** A browser has no other parts of the letter, so the logo stands in the page. */
const shown = ({ html, logo }: Letter['parts']) => (logo ? html.replace(/cid:[^"]+/, logo) : html)

/** Words on two lines. Addresses may break anywhere; a word in two parts may break after its hyphen. */
const brokenWords = `(() => {
  const broken = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('div')) continue
    for (const { 0: word, index } of node.textContent.matchAll(/[^\\s-]+/g)) {
      if (/[@/]/.test(word)) continue
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word)
    }
  }
  return broken
})()`

/** Whether every button is a link to its edges: a press beside the words counts. */
const fillsItsButton = `[...document.querySelectorAll('td[bgcolor] > a')].every((link) => {
  const [inner, outer] = [link.getBoundingClientRect(), link.parentElement.getBoundingClientRect()]
  return outer.width - inner.width <= 1 && outer.height - inner.height <= 2 && inner.height >= 44
})`
