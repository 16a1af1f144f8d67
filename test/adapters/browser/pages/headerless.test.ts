import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { corrected, flexFile, flexPeople } from '../../../support/files/flex.ts'
import { browsers } from '../../../support/web/browser.ts'
import { startWalk, type Walk } from '../../../support/web/walk.ts'

// The program is started here and a browser walks through it, which takes minutes on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const people = flexPeople(process.env.LONG ? 500 : 100)

/** As `test/dialogs/platforms/headerless.test.ts` goes it in Slack and in Teams. */
browsers.describe('the local page in a browser', () => {
  let walk: Walk
  beforeAll(async () => {
    walk = await startWalk('headerless')
  })
  afterAll(() => walk?.end())

  /** Drops a file anywhere, as from a folder, and sends what the page proposes. */
  async function drop(name: string, bytes: Uint8Array): Promise<void> {
    const base64 = Buffer.from(bytes).toString('base64')
    await walk.page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], '${name}'))
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }))
    })()`)
    await walk.page.locator('#attached:visible').waitFor()
    await walk.page.locator('#line').press('Enter')
  }
  /** Downloads the file of the last card, and drops it again as somebody has corrected it in a spreadsheet. */
  async function correct(): Promise<void> {
    const { name, bytes } = await walk.download()
    await drop(name, corrected(bytes, people))
  }

  it(`takes a file of ${people.length} without a header, one in ten spoilt, to the last address`, async () => {
    const { page, press, picture } = walk
    await drop('flex.txt', flexFile(people))
    await press('Det stämmer, läs filen')
    await press(/, skapa 1 företag$/)
    await press(/rader att rätta$/)
    await correct()
    await press(/^Importera/)
    await page.getByText('alla är rättade').waitFor({ timeout: 60_000 })
    await picture('corrected')
    await walk.say('lista epost=saknas företag=100')
    await press(/^Ladda ner och fyll i/)
    await correct()
    await press(/^Importera/)
    await page.getByRole('button', { name: `Skicka till de ${people.length / 50} nya` }).waitFor({ timeout: 60_000 })
    await picture('end')
    const { files } = await walk.server.say('owner', 'exportera')
    const [, ...lines] = Buffer.from(files![0]!.open.split(',')[1]!, 'base64').toString('utf8').trim().split('\r\n')
    expect(
      lines
        .map((line) => line.split(';'))
        .map((cells) => [cells[2], cells[5]])
        .sort(),
    ).toEqual(people.map(({ number, email }) => [number, email]))
    expect(walk.faults).toEqual([])
  })
})
