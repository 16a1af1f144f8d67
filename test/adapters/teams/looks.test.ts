import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { render } from '../../../adapters/teams/render.ts'
import { mainCards } from '../../support/teams/cards.ts'
import { browsers, openBrowser } from '../../support/web/browser.ts'

// A browser renders the pages here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

const script = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
const pictures = join(tmpdir(), 'verifiera-cards')

/** Draws a card with Microsoft's renderer and with Markdown, as Teams does, so that bold text and links would show. */
const draw = (card: object) => `(() => {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = text.replace(/\\*\\*?([^*]+)\\*\\*?/g, '<b>$1</b>').replace(/_([^_]+)_/g, '<i>$1</i>').replace(/\\[([^\\]]*)\\]\\(([^)]*)\\)/g, '<a href="$2">$1</a>')
    result.didProcess = true
  }
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = new AdaptiveCards.HostConfig({ fontFamily: 'DejaVu Sans', supportsInteractivity: true, containerStyles: { good: { backgroundColor: '#dff6dd' }, accent: { backgroundColor: '#e8ebfa' }, attention: { backgroundColor: '#fde7e9' }, warning: { backgroundColor: '#fff4ce' }, emphasis: { backgroundColor: '#f0f0f0' } } })
  const pressed = []
  card.onExecuteAction = (action) => action.data && pressed.push(action.data)
  card.parse(${JSON.stringify(card)})
  const drawn = card.render()
  document.body.replaceChildren(drawn)
  // Those of a form come last, when it has been opened and filled in.
  for (let at = 0; at < document.querySelectorAll('button').length; at += 1) {
    for (const input of document.querySelectorAll('input')) {
      input.value = 'ida@acme.example'
      input.dispatchEvent(new Event('input'))
    }
    document.querySelectorAll('button')[at].click()
  }
  return { text: document.body.innerText, marks: document.body.querySelectorAll('b, i, a, script').length, pressed }
})()`

browsers.describe('the main cards in Chromium', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 640, height: 400 } })
    await page.setContent('<body style="margin:12px;background:#fff"></body>')
    await page.addScriptTag({ content: script })
  }, 60_000)
  afterAll(() => browser?.close())

  it.each(Object.entries(mainCards))(
    '%s shows its words as they are and its buttons say their lines',
    async (name, card) => {
      const shown = (await page.evaluate(draw(render(card, { language: 'sv' })))) as {
        text: string
        marks: number
        pressed: { say: string }[]
      }
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
      expect(shown.text).toContain(card.title)
      for (const [label, value] of card.facts ?? [])
        expect(shown.text).toMatch(new RegExp(`${label}[\\s\\S]*${value.split(' ')[0]}`))
      // A long word goes on in a line of its own.
      const letters = shown.text.replace(/\s/g, '')
      for (const line of card.rows?.body.flat().flatMap((cell) => cell.split('\n')) ?? [])
        expect(letters).toContain(line.replace(/\s/g, ''))
      expect(shown.marks).toBe(0)
      expect(shown.pressed.map(({ say }) => say).sort()).toEqual(
        (card.buttons ?? []).map((one) => ('say' in one ? one.say : '')).sort(),
      )
    },
  )
})
