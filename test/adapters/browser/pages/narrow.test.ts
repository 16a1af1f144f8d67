import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Card } from '../../../../src/bot/index.ts'
import { browsers, openBrowser } from '../../../support/web/browser.ts'
import { startLocal } from '../parts.ts'

// A browser draws here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const name = 'Förnamn-Maria Efternamnsson-Lindqvist von Bergstråhle'
const address = 'forstanamnet.efternamnsson-lindqvist.1@dotterbolaget.acme.example'
const company = 'Anläggningsentreprenadbolaget i Mellersta Norrland AB'
const parts: Card['parts'] = [
  { label: 'kopplade', value: 8, look: 'good' },
  { label: 'inte mejlade', value: 10_041, look: 'open' },
]
const cards: Card[] = [
  {
    kind: 'list',
    tone: 'info',
    title: '10 000 personer',
    rows: {
      head: ['Namn', 'Status', 'Företag'],
      body: [
        [
          `${name}\n${address}`,
          '● skickad, väntar på klick',
          `${company}\nEnhetenförsjälvkörandefordonochlastmaskiner`,
        ],
      ],
      press: ['status 1'],
      chips: { column: 1, looks: ['waiting'] },
    },
  },
  {
    kind: 'status',
    tone: 'info',
    title: `${company}: 8 av 10 049 personer kopplade (< 1 %)`,
    parts,
    facts: [['Anställningsnummersserienummer', address]],
    charts: [{ kind: 'stacked', title: 'Företagen', alt: 'Företagen', rows: [{ label: company, parts: parts! }] }],
    rows: { head: ['Företag', 'Kopplade', 'Personer'], body: [[company, '8\n< 1 %', '10 049']], numbers: [1, 2] },
  },
  {
    kind: 'plan',
    tone: 'question',
    title: `Radera ${name}?`,
    text: address,
    buttons: [
      { label: 'Radera', say: 'bekräfta K7QM', effect: 'dangerous' },
      { label: `Lägg till ${address}`, say: 'x', effect: 'safe' },
    ],
    note: address,
  },
]

/** Draws a card and returns what is wider than its place. */
const draw = (card: Card) => `import('/local/card.js').then(({ drawCard }) => {
  const article = document.createElement('article')
  document.getElementById('log').replaceChildren(article)
  const { words } = JSON.parse(document.getElementById('settings').textContent)
  drawCard(article, ${JSON.stringify(card)}, words, { say() {}, fill() {}, copy() {} })
  const wide = [...article.querySelectorAll('*')].filter((one) =>
    one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 2 && !one.closest('svg') && getComputedStyle(one).overflowX !== 'visible')
  const { right } = article.getBoundingClientRect()
  const out = [...article.querySelectorAll('td, th, dd, dt, button, p, h2')].filter((one) =>
    one.checkVisibility() && one.getBoundingClientRect().right > right + 1 && !one.closest('.rows'))
  return [...wide, ...out].map((one) => one.className + ' ' + one.textContent)
})`

browsers.describe('a card with long names on the local page', () => {
  let site: Awaited<ReturnType<typeof startLocal>>
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    ;[site, browser] = await Promise.all([startLocal(), openBrowser()])
    page = await browser.newPage()
    await page.goto(site.base)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it.each([320, 390, 480])('fits into %i pixels, nothing cut', async (width) => {
    await page.setViewportSize({ width, height: 640 })
    for (const card of cards) {
      expect(await page.evaluate(draw(card)), card.title).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    }
  })

  it('names companies in full beside their bars where there is room', async () => {
    await page.setViewportSize({ width: 700, height: 640 })
    expect(await page.evaluate(draw(cards[1]!))).toEqual([])
  })

  it('never draws what cannot be undone as the expected step, and that step comes first', async () => {
    await page.evaluate(draw(cards[2]!))
    const looks = () => page.locator('#log .buttons button').evaluateAll((all) => all.map((one) => one.className))
    expect(await looks()).toEqual(['dangerous', ''])
    const buttons: Card['buttons'] = [
      { label: 'Skapa företaget', say: 'tolka K7QM grunda 300' },
      { label: 'Importera 2', say: 'bekräfta K7QM', effect: 'primary' },
    ]
    await page.evaluate(draw({ ...cards[2]!, buttons }))
    expect(await looks()).toEqual(['first', ''])
  })
})
