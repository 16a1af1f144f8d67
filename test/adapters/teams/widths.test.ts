import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { render } from '../../../adapters/teams/render.ts'
import type { Card } from '../../../src/bot/index.ts'
import { sayMainCards } from '../../support/cards/main-cards.ts'
import { type Product, startProduct } from '../../support/product.ts'
import { wordsIn } from '../../support/teams/harness.ts'
import { browsers, openBrowser } from '../../support/web/browser.ts'

// The whole product answers here, and a browser draws its cards.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const script = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
const pictures = join(tmpdir(), 'verifiera-cards')

/**
 * Draws a card with Microsoft's renderer, in Teams' measures, and returns what does not fit or lies upon another text.
 */
const draw = (card: object) => `(() => {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = text; result.didProcess = true }
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = new AdaptiveCards.HostConfig({
    fontFamily: 'DejaVu Sans', supportsInteractivity: true, spacing: { padding: 12, default: 8, small: 4 },
    fontSizes: { small: 12, default: 14, medium: 14 }, actions: { actionsOrientation: 'horizontal', buttonSpacing: 8, maxActions: 6 },
    containerStyles: { good: { backgroundColor: '#dff6dd' }, accent: { backgroundColor: '#c7d0fb' }, attention: { backgroundColor: '#fde7e9' }, warning: { backgroundColor: '#fff4ce' }, emphasis: { backgroundColor: '#e4e4e4' } },
  })
  card.parse(${JSON.stringify(card)})
  document.body.replaceChildren(card.render())
  const faults = []
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width) faults.push('wider than the card: ' + document.documentElement.scrollWidth)
  const texts = [...document.querySelectorAll('.ac-textRun, button')].filter((one) => one.offsetParent && one.textContent.trim())
  const edgeOf = (one) => one.closest('[role=cell], [role=columnheader]')?.getBoundingClientRect().right ?? width
  const boxes = texts.map((one) => ({ text: one.textContent, edge: edgeOf(one), boxes: [...one.getClientRects()] }))
  for (const [at, one] of boxes.entries()) {
    for (const a of one.boxes) {
      if (a.right > width + 1 || a.right > one.edge + 1) faults.push('cut: ' + one.text)
      for (const other of boxes.slice(at + 1)) for (const b of other.boxes)
        if (a.left + 1 < b.right && b.left + 1 < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom) faults.push(one.text + ' on ' + other.text)
    }
  }
  const first = document.querySelector('button[aria-label], button')
  return { faults, first: first ? { title: first.textContent, bottom: first.getBoundingClientRect().bottom } : null }
})()`

interface Drawn {
  faults: string[]
  first: { title: string; bottom: number } | null
}

browsers.describe('the main cards on narrow screens', () => {
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
    await page.setContent('<body style="margin:0;background:#fff"></body>')
    await page.addScriptTag({ content: script })
  })
  afterAll(async () => {
    await browser?.close()
    await product.stop()
  })

  it.each([320, 480, 700])('fit into %i pixels, nothing cut and nothing upon another', async (width) => {
    await page.setViewportSize({ width, height: 640 })
    expect(Object.keys(cards).length).toBeGreaterThan(20)
    const faults: Record<string, string[]> = {}
    for (const [name, card] of Object.entries(cards)) {
      const drawn = (await page.evaluate(draw(render(card, { language: 'sv', line: 'x' })))) as Drawn
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true })
      if (drawn.faults.length) faults[name] = drawn.faults
    }
    expect(faults).toEqual({})
  })

  it('show the button that decides without scrolling on the smallest', async () => {
    await page.setViewportSize({ width: 320, height: 480 })
    for (const name of ['plan', 'plan-large']) {
      const { first } = (await page.evaluate(draw(render(cards[name]!, { language: 'sv' })))) as Drawn
      expect(first?.title).toMatch(/^(Skicka till|Be om godkännande)/)
      expect(first?.bottom).toBeLessThan(300)
    }
  })

  it('list every command that an owner may use', () => {
    const said = wordsIn(render(cards['help-owner']!, { language: 'sv' }))
    const letters = said.replace(/\s/g, '')
    for (const [usage] of cards['help-owner']!.rows!.body)
      expect(letters).toContain(usage!.split('\n')[0]!.replace(/\s/g, ''))
    expect(said).not.toMatch(/Visar \d+ av/)
  })
})
