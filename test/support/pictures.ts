import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { until } from './until.ts'

/** `npm run pictures`: the pictures of the README, taken of the running product with its fictional company. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, '.github/pictures')
const data = mkdtempSync(join(tmpdir(), 'verifiera-pictures-'))
const port = '38417'
const base = `http://127.0.0.1:${port}`
const line = 'verifiera konton företag="Acme Bygg"'

const server = spawn(process.execPath, ['src/start.mjs'], {
  cwd: root,
  env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: port, DATA_DIR: data },
  stdio: 'ignore',
})
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const isReady = async () => (await fetch(`${base}/readyz`).catch(() => null))?.ok === true
  await until(isReady)
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await page.goto(base)
  await page.fill('#line', line)
  await page.click('.send')
  await page.locator('article .first').waitFor()
  await page.locator('article').screenshot({ path: join(folder, 'plan.png') })

  await page.click('article .first')
  const outbox = async () => (await (await fetch(`${base}/outbox.json`)).json()) as { to: string; text: string }[]
  const [mail] = await until(outbox, (mails) => mails.length > 0)
  await page.setViewportSize({ width: 640, height: 620 })
  await page.goto(/https?:\S+\/v\/\S+/.exec(mail!.text)![0])
  await page.screenshot({ path: join(folder, 'page.png') })
} finally {
  await browser.close()
  server.kill()
  await once(server, 'exit')
  rmSync(data, { recursive: true })
}
