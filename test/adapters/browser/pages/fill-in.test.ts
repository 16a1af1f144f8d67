import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { csv, header } from '../../../support/product.ts'
import { browsers } from '../../../support/web/browser.ts'
import { startWalk, type Walk } from '../../../support/web/walk.ts'

// The program is started here and a browser walks through it, which takes minutes on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const numbers = Array.from({ length: 31 }, (_, i) => `00${900 + i}`)
const people = csv([
  header,
  ...numbers.map((number, i) => `100;Acme AB;${number};Li;${['Ek', 'Ask', 'Öberg'][i % 3]};`),
  '100;Acme AB;00999;Bo;Ek;bo@acme.example',
])

/** The way of those without an address, as `test/dialogs/platforms/filled-in.test.ts` goes it in Slack and in Teams. */
browsers.describe('the local page in a browser', () => {
  let walk: Walk
  beforeAll(async () => {
    walk = await startWalk('fill-in')
  })
  afterAll(() => walk?.end())

  async function send(name: string, bytes: Uint8Array): Promise<void> {
    await walk.page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })
    await walk.page.locator('#attached:visible').waitFor()
    await walk.page.locator('#line').press('Enter')
  }

  it('gets 31 addresses by a file, and their letters, by four presses', async () => {
    const { page, press } = walk
    await send('personal.csv', people.bytes)
    await press(/^Importera 32,/)
    await page.getByRole('heading', { name: /^Importen är klar/ }).waitFor({ timeout: 60_000 })

    await walk.say('lista epost=saknas företag=Acme')
    await press('Ladda ner och fyll i 31 adresser')
    const { name, bytes } = await walk.download()
    const filled = bytes.toString('utf8').replace(/;(\d+);(\w+);(\p{L}+);(?=\r\n|;)/gu, ';$1;$2;$3;p$1@acme.example')
    expect(filled.match(/@acme\.example/g)).toHaveLength(31)

    await send(name, Buffer.from(filled))
    await press('Importera 31 personer')
    await press('Skicka till de 31 nya')
    await press(/^Skicka till 31$/)
    await page
      .getByRole('heading', { name: /^Utskicket .* klart|^Klart/ })
      .last()
      .waitFor({ timeout: 60_000 })
    await walk.picture('end')
    const mailed = (await walk.server.outbox()).map(({ to }) => to)
    expect(mailed.sort()).toEqual(numbers.map((number) => `p${number}@acme.example`))
    expect(walk.faults).toEqual([])
  })
})
