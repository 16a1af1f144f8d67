import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { until } from './until.ts'

/**
 * `npm run pictures`: the pictures of the README and of the help for HR, taken of the running product with its
 * fictional company.
 */
const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = join(root, '.github/pictures')
const guide = join(root, 'src/web/pictures')
const port = '38417'
const base = `http://127.0.0.1:${port}`

/** What an HR admin says in each language. */
const lines = {
  sv: { send: 'verifiera konton företag="Acme Bygg"', import: 'importera', follow: 'status företag="Acme Bygg"' },
  en: { send: 'verify accounts company="Acme Bygg"', import: 'import', follow: 'status company="Acme Bygg"' },
}

/** New people, one of them with an address that cannot be one. */
const file = [
  'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect',
  '200;Acme Bygg AB;90001;Astrid;Holm;astrid.holm@acme.example',
  '200;Acme Bygg AB;90002;Nils;Lund;nils.lund@acme.example',
  '200;Acme Bygg AB;90003;Eva;Strand;eva.strand@acme.example',
  '200;Acme Bygg AB;90004;Per;Alm;per.alm.acme.example',
].join('\r\n')

mkdirSync(readme, { recursive: true })
mkdirSync(guide, { recursive: true })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  await withProduct(() => ofReadme(browser))
  for (const language of ['sv', 'en'] as const) await withProduct(() => ofGuide(browser, language))
} finally {
  await browser.close()
}

/** Runs the product on a database of its own. */
async function withProduct(take: () => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'verifiera-pictures-'))
  const server = spawn(process.execPath, ['src/start.mjs'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: port, DATA_DIR: data },
    stdio: 'ignore',
  })
  try {
    await until(async () => (await fetch(`${base}/readyz`).catch(() => null))?.ok === true)
    await take()
  } finally {
    server.kill()
    await once(server, 'exit')
    rmSync(data, { recursive: true })
  }
}

async function ofReadme(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await page.goto(base)
  await say(page, lines.sv.send)
  await page.locator('article').screenshot({ path: join(readme, 'plan.png') })
  await page.click('article .first')
  const outbox = async () => (await (await fetch(`${base}/outbox.json`)).json()) as { to: string; text: string }[]
  const [mail] = await until(outbox, (mails) => mails.length > 0)
  await page.setViewportSize({ width: 640, height: 620 })
  await page.goto(/https?:\S+\/v\/\S+/.exec(mail!.text)![0])
  await page.screenshot({ path: join(readme, 'page.png') })
  await page.close()
}

async function ofGuide(browser: Browser, language: 'sv' | 'en'): Promise<void> {
  const look = { viewport: { width: 600, height: 1100 }, deviceScaleFactor: 1.5, reducedMotion: 'reduce' } as const
  const page = await browser.newPage(look)
  const take = async (name: string) => {
    await page.evaluate('document.activeElement?.blur()')
    await page
      .locator('article')
      .last()
      .screenshot({ path: join(guide, `${name}.${language}.png`) })
  }
  await page.goto(`${base}/?lang=${language}`)
  await page.setInputFiles('#file', { name: 'anstallda.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await say(page, lines[language].import)
  await take('import')
  await say(page, lines[language].send)
  await take('plan')
  await page.locator('article').last().locator('.first').click()
  // First the plan's card, then the running send's, then its result.
  for (const button of [/^(Avbryt|Cancel)$/, /^(Stoppa|Stop)$/]) {
    const card = page.locator('article').last()
    await until(async () => (await card.getByRole('button', { name: button }).count()) === 0)
  }
  await take('send')
  await say(page, lines[language].follow)
  await take('follow')
  await page.close()
}

/** Says a line and waits for its card. */
async function say(page: Page, line: string): Promise<void> {
  const before = await page.locator('article').count()
  await page.fill('#line', line)
  await page.click('.send')
  await page.locator('article').nth(before).waitFor()
  await until(async () => (await page.locator('.waiting').count()) === 0)
}
