import { expect, it } from 'vitest'
import { browserPath, openBrowser } from './browser.ts'

it.skipIf(!browserPath)('a browser opens and runs a page', async () => {
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.setContent('<title>Åäö</title>')
  expect(await page.title()).toBe('Åäö')
  await browser.close()
})
