import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { browsers, openBrowser } from '../../../support/web/browser.ts'
import { startLocal } from '../parts.ts'

// A browser renders the pages here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

browsers.describe('the local page in a browser', () => {
  let site: Awaited<ReturnType<typeof startLocal>>
  let browser: Browser
  let context: BrowserContext
  let faults: string[]
  beforeAll(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })
  beforeEach(async () => {
    site = await startLocal()
    faults = []
  })
  afterEach(async () => {
    await context.close()
    await site.close()
    expect(faults).toEqual([])
  })

  /** Ignores the message that the frame blocked a script: the mail of the test has one. */
  const noteFault = (text: string) => text.startsWith('Blocked script execution') || faults.push(text)

  async function open(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    page.on('console', (message) => void (message.type() === 'error' && noteFault(message.text())))
    page.on('pageerror', (error) => void faults.push(String(error)))
    await page.goto(site.base + path)
    return page
  }
  const type = async (page: Page, line: string) => {
    await page.fill('#line', line)
    await page.keyboard.press('Enter')
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const heading = (page: Page, name: string) => page.getByRole('heading', { name })

  it('leads a newcomer from the file to the page of the link', async () => {
    const page = await open()
    await button(page, 'Importera exempelfilen').click()
    await button(page, 'Importera 3').click()
    await heading(page, 'Importen är klar').waitFor()
    await page.locator('[data-step=plan] button').click()
    await button(page, 'Skicka till 12').click()
    // The card becomes the progress and then the result, without a press.
    await heading(page, 'Klart').waitFor()
    expect(await page.locator('article').count()).toBe(2)
    expect(await page.locator('article progress').getAttribute('value')).toBe('12')
    const [outbox] = await Promise.all([context.waitForEvent('page'), page.locator('[data-step=mail] a').click()])
    await outbox.waitForLoadState()
    const letter = outbox.frameLocator('iframe').getByRole('link', { name: 'Bekräfta adressen' })
    const [link] = await Promise.all([context.waitForEvent('page'), letter.click()])
    await link.getByRole('button', { name: 'Ja, det är min adress' }).click()
    await expect.poll(() => link.title(), { timeout: 10_000 }).toContain('Klart!')
    expect(await outbox.title()).not.toContain('run')
    await outbox.getByRole('link', { name: 'Fråga Verifiera om den här personen' }).click()
    const prepared = () => outbox.locator('#line').inputValue()
    await expect.poll(prepared, { timeout: 10_000 }).toBe('status kim0@acme.example')
  })

  it('speaks with the chosen identity; an employee is somebody from the first click, and nothing typed is lost', async () => {
    const page = await open()
    await type(page, 'hjälp')
    await heading(page, 'Det här kan du göra').waitFor()
    expect(await page.locator('article .text').textContent()).toBe('<b>inget</b> är märkord')
    await page.getByText('Medarbetare', { exact: true }).click()
    await type(page, 'hjälp')
    await page.locator('article').nth(1).waitFor()
    expect(site.heard.map(({ who }) => who.user)).toEqual(['owner', 'employee:kim@acme.example'])
    await page.selectOption('#person', '')
    await type(page, 'status')
    await page.getByRole('status').filter({ hasText: 'Välj först' }).waitFor()
    expect(await page.inputValue('#line')).toBe('status')
    await page.fill('#email', 'bo@acme.example')
    await page.focus('#line')
    await page.keyboard.press('Enter')
    await page.locator('article').nth(2).waitFor()
    expect(site.heard.at(-1)!.who.user).toBe('employee:bo@acme.example')
  })

  it('completes the line with the keyboard, and remembers what was typed over a reload', async () => {
    const page = await open()
    await page.locator('#line').pressSequentially('verif')
    await page.getByRole('option', { name: 'verifiera konton' }).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.getAttribute('#line', 'aria-activedescendant')).toBe('completion-0')
    await page.keyboard.press('Enter')
    expect(await page.inputValue('#line')).toBe('verifiera konton ')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await button(page, 'Skicka till 12').waitFor()
    await page.locator('#line').pressSequentially('halvskri')
    await page.reload()
    await button(page, 'Skicka till 12').waitFor()
    expect(await page.inputValue('#line')).toBe('halvskri')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowUp')
    expect(await page.inputValue('#line')).toBe('verifiera konton')
  })

  it('begins the line that a button asks to be completed, and keeps what stood there', async () => {
    const page = await open()
    await type(page, 'status 0802')
    await button(page, 'Lägg till adress').waitFor()
    await page.fill('#line', 'halvskri')
    const said = site.heard.length
    await button(page, 'Lägg till adress').click()
    const begun = 'verifiera 0802 företag=200 epost='
    expect(await page.inputValue('#line')).toBe(begun)
    await page.keyboard.type('ida.lind@acme.example')
    expect(await page.inputValue('#line')).toBe(`${begun}ida.lind@acme.example`)
    expect(site.heard.length).toBe(said)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowUp')
    expect(await page.inputValue('#line')).toBe('halvskri')
    await page.fill('#line', `${begun}ida.lind@acme.example`)
    await page.keyboard.press('Enter')
    await expect.poll(() => site.heard.at(-1)?.text, { timeout: 10_000 }).toBe(`${begun}ida.lind@acme.example`)
  })

  it('shows how far long work is, and then the answer in its place', async () => {
    const page = await open()
    await type(page, 'länge')
    await heading(page, 'Arbetar').waitFor()
    expect(await page.locator('article progress').getAttribute('value')).toBe('3')
    await heading(page, 'Färdig').waitFor()
    expect(await page.locator('article').count()).toBe(1)
  })

  it('draws each part of a card, its files complete and no address that would run a script', async () => {
    const page = await open()
    await type(page, 'verifiera konton')
    await button(page, 'Visa alla').waitFor()
    expect(await page.locator('article td').first().textContent()).toBe('<i>Anna</i>')
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Läs mer' }).getAttribute('target')).toBe('_blank')
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('a.file').click()])
    expect(saved.suggestedFilename()).toBe('plan-K7QM.csv')
    expect(await readFile(await saved.path(), 'utf8')).toBe('\ufeffNamn\r\nAnna\r\n')
  })

  it('takes a chosen file and a dropped one', async () => {
    const page = await open()
    await page.setInputFiles('#file', { name: 'vald.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') })
    await expect.poll(() => page.inputValue('#line'), { timeout: 10_000 }).toBe('importera')
    await page.keyboard.press('Enter')
    await heading(page, 'Importera vald.csv?').waitFor()
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x;y'], 'släppt.csv'))
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }))
    })()`)
    await page.locator('#attached', { hasText: 'släppt.csv' }).waitFor()
    await button(page, 'Skicka').click()
    await heading(page, 'Importera släppt.csv?').waitFor()
  })

  it('says why it does not take a file, for everybody to see', async () => {
    const page = await open()
    const drop = (files: string) =>
      page.evaluate(`(() => {
        const dataTransfer = new DataTransfer()
        for (const file of ${files}) dataTransfer.items.add(file)
        dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }))
      })()`)
    await drop("[new File(['a'], 'a.csv'), new File(['b'], 'b.csv')]")
    await page.locator('article', { hasText: 'en fil i taget' }).waitFor()
    await drop("[new File([new Uint8Array(26 * 1024 * 1024)], 'stor.csv')]")
    await page.locator('article', { hasText: '25 MB' }).waitFor()
    expect(await page.locator('#attached').isVisible()).toBe(false)
    expect(site.heard).toEqual([])
  })

  it('keeps the conversation over a reload, changes the language, and shows what the bot posts', async () => {
    const page = await open()
    await type(page, 'hjälp')
    await heading(page, 'Det här kan du göra').waitFor()
    await page.click('text=English')
    await page.waitForURL('**/?lang=en')
    await heading(page, 'Det här kan du göra').waitFor()
    expect(site.heard.at(-1)?.text).toBe('språk en')
    await type(page, 'help')
    await expect.poll(() => site.heard.at(-1), { timeout: 10_000 }).toMatchObject({ text: 'help', language: 'en' })
    const where = { chat: 'local', workspace: 'local', channel: 'owner', private: true } as const
    const sent = await site.chat.post(where, { kind: 'notice', tone: 'info', title: 'En hälsning' })
    await heading(page, 'En hälsning').waitFor()
    await site.chat.post(sent, { kind: 'notice', tone: 'info', title: 'En annan hälsning' })
    await heading(page, 'En annan hälsning').waitFor()
    expect(await heading(page, 'En hälsning').count()).toBe(0)
  })

  it('says when the server cannot be reached, and continues when it can', async () => {
    const page = await open()
    await page.route('**/chat', (route) => route.abort())
    await type(page, 'hjälp')
    await heading(page, 'Det gick inte att nå Verifiera').waitFor()
    await page.unroute('**/chat')
    await type(page, 'hjälp')
    await heading(page, 'Det här kan du göra').waitFor()
    faults = faults.filter((fault) => !fault.includes('ERR_FAILED'))
  })

  const looks: [string, BrowserContextOptions][] = [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['320 px wide', { viewport: { width: 320, height: 640 } }],
  ]
  it.each(looks)(
    'has no fault that axe finds: %s',
    async (_, options) => {
      const page = await open('/', options)
      await type(page, 'verifiera konton')
      await type(page, 'utskick K7QM')
      await type(page, 'nonsens')
      await heading(page, 'Jag förstår inte: nonsens').waitFor()
      const judge = async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze()
        expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      }
      await judge()
      await page.goto(`${site.base}/outbox?lang=en`)
      await judge()
    },
    120_000,
  )
})
