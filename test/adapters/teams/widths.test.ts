import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { render } from '../../../adapters/teams/render.ts'
import type { Card } from '../../../src/bot/index.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { browserPath, openBrowser } from '../../support/web/browser.ts'

// The whole product answers here, and a browser draws its cards.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const script = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
const pictures = join(tmpdir(), 'verifiera-cards')

/** Draws a card with Microsoft's renderer, in Teams' measures, and returns what does not fit or lies upon another text. */
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
  const boxes = texts.map((one) => ({ text: one.textContent, boxes: [...one.getClientRects()] }))
  for (const [at, one] of boxes.entries()) {
    for (const a of one.boxes) {
      if (a.right > width + 1) faults.push('cut: ' + one.text)
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

const people = csv([
  header,
  ...Array.from({ length: 40 }, (_, at) => {
    const company = at % 3 ? '100;Acme Bygg och Anläggning i Mellersta Norrland AB' : '200;Beta AB'
    const email = at % 5 ? `forstanamnet.efternamnsson-lindqvist.${at}@dotterbolaget.acme.example` : ''
    return `${company};00${at};Förnamn-Maria${at};Efternamnsson Lindqvist;${email}`
  }),
])

describe.skipIf(!browserPath)('the main cards on narrow screens', () => {
  let product: Product
  let browser: Browser
  let page: Page
  const cards: Record<string, Card> = {}
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    product = await startProduct({ environment: { FOUR_EYES_ABOVE: '20' } })
    const say = async (name: string, as: string, line: string, files?: Parameters<Product['say']>[2]) => {
      const card = await product.say(as, line, files)
      cards[name] = card
      return card
    }
    await say('help-owner', 'owner', 'hjälp')
    await say('help-employee', 'employee:e@acme.example', 'hjälp')
    await say('help-command', 'owner', 'hjälp verifiera konton')
    await say('help-filter', 'owner', 'hjälp filter')
    const file = await say('import-plan', 'owner', 'importera', [people])
    await say('imported', 'owner', `bekräfta ${file.data!.plan}`)
    const plan = await say('plan', 'owner', 'verifiera konton företag=200')
    await say('plan-large', 'owner', 'verifiera konton företag=100')
    await say('plan-none', 'owner', 'verifiera konton epost=saknas')
    await say('send', 'owner', `bekräfta ${plan.data!.plan}`)
    await product.settled()
    await say('send-done', 'owner', `utskick ${plan.data!.plan}`)
    await say('sends', 'owner', 'utskick')
    await say('status', 'owner', 'status')
    await say('status-company', 'owner', 'status företag=200')
    await say('person', 'owner', 'status 001 företag=100')
    await say('person-unknown', 'owner', 'status ingen.alls@acme.example')
    await say('list', 'owner', 'lista')
    await say('export', 'owner', 'exportera företag=200')
    await say('history', 'owner', 'historik')
    await say('roles', 'owner', 'roll')
    await say('refusal', 'owner', 'bekräfta K7QM')
    await say('mistyped', 'owner', 'verfiera konton företag=Acme')
    await say('own-status', 'employee:e@acme.example', 'status')
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
    const rendered = JSON.stringify(render(cards['help-owner']!, { language: 'sv' }))
    for (const [usage] of cards['help-owner']!.rows!.body)
      expect(rendered).toContain(JSON.stringify(usage!.split('\n')[0]).slice(1, -1))
    expect(rendered).not.toMatch(/Visar \d+ av/)
  })
})
