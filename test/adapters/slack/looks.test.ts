import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { bundleOf } from '../../../adapters/browser/previews/bundle.ts'
import { render } from '../../../adapters/slack/render.ts'
import type { Card } from '../../../src/bot/index.ts'
import { sayMainCards } from '../../support/cards/main-cards.ts'
import { type Product, startProduct } from '../../support/product.ts'
import { wordsOf } from '../../support/slack/people.ts'
import { browsers, openBrowser } from '../../support/web/browser.ts'

// The whole product answers here, and a browser draws its cards.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const pictures = join(tmpdir(), 'verifiera-cards')

/** Draws blocks with slack-blocks-to-jsx and returns what does not fit or lies upon another text. */
const draw = (blocks: unknown) => `(() => {
  globalThis.draw({ card: ${JSON.stringify(blocks)} })
  const faults = []
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width) faults.push('wider than the screen: ' + document.documentElement.scrollWidth)
  for (const one of document.querySelectorAll('#card *'))
    if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX)) faults.push('scrolls sideways: ' + one.scrollWidth)
  const walker = document.createTreeWalker(document.getElementById('card'), NodeFilter.SHOW_TEXT)
  const boxes = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    const parent = node.parentElement
    if (!node.textContent.trim() || !parent.checkVisibility() || getComputedStyle(parent).clip !== 'auto' || parent.closest('svg, .sr-only')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    boxes.push({ text: node.textContent, boxes: [...range.getClientRects()] })
  }
  for (const [at, one] of boxes.entries()) for (const a of one.boxes) {
    if (a.width < 2) continue
    for (const other of boxes.slice(at + 1)) for (const b of other.boxes)
      if (b.width >= 2 && a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom) faults.push(one.text + ' on ' + other.text)
  }
  const primary = [...document.querySelectorAll('#card button')].find((one) => one.textContent.startsWith('Skicka till') || one.textContent.startsWith('Be om'))
  return { faults, primary: primary ? primary.getBoundingClientRect().bottom : null }
})()`

interface Drawn {
  faults: string[]
  primary: number | null
}

browsers.describe('the main cards in Slack', () => {
  let product: Product
  let browser: Browser
  let page: Page
  let cards: Record<string, Card> = {}
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    product = await startProduct({ environment: { FOUR_EYES_ABOVE: '20' } })
    cards = await sayMainCards(product)
    browser = await openBrowser()
    page = await browser.newPage()
    const { script, style } = await bundleOf('slack')
    await page.setContent('<!DOCTYPE html><html lang="sv"><body><div id="card"></div></body></html>')
    await page.addStyleTag({ content: style })
    await page.addScriptTag({ content: script })
  })
  afterAll(async () => {
    await browser?.close()
    await product.stop()
  })

  it.each([320, 390, 700])('fit into %i pixels, nothing upon another', async (width) => {
    await page.setViewportSize({ width, height: 640 })
    expect(Object.keys(cards).length).toBeGreaterThan(20)
    const faults: Record<string, string[]> = {}
    for (const [name, card] of Object.entries(cards)) {
      const drawn = (await page.evaluate(draw(render(card, { language: 'sv' }).blocks))) as Drawn
      await page.screenshot({ path: join(pictures, `slack-${name}-${width}.png`), fullPage: true })
      if (drawn.faults.length) faults[name] = drawn.faults
    }
    expect(faults).toEqual({})
  })

  it.each([
    [390, 844],
    [700, 720],
  ])('show the button that decides in the first screen of %i × %i pixels', async (width, height) => {
    await page.setViewportSize({ width, height })
    for (const name of ['plan', 'plan-large']) {
      const { primary } = (await page.evaluate(draw(render(cards[name]!, { language: 'sv' }).blocks))) as Drawn
      // Slack's own bars and the field to write in take about a third of a telephone.
      expect(primary).toBeGreaterThan(0)
      expect(primary).toBeLessThan(height / 3)
    }
  })

  it('open what is folded, and have every row of a list to choose', async () => {
    await page.evaluate(draw(render(cards.plan!, { language: 'sv' }).blocks))
    const fold = page.getByRole('button', { name: /^Varför får/ })
    expect(await fold.getAttribute('aria-expanded')).toBe('false')
    await fold.click()
    await page.getByText('saknar e-post').first().waitFor()
    const said = JSON.stringify(render(cards.list!, { language: 'sv' }).blocks)
    for (const line of cards.list!.rows!.press!) expect(said).toContain(JSON.stringify(line))
  })

  it('list every command that an owner may use', () => {
    for (const classic of [false, true]) {
      // A long word goes on in a line of its own.
      const letters = wordsOf(render(cards['help-owner']!, { language: 'sv', classic }).blocks).replace(/\s/g, '')
      for (const [usage] of cards['help-owner']!.rows!.body)
        expect(letters).toContain(usage!.split('\n')[0]!.replace(/\s/g, ''))
    }
  })
})
