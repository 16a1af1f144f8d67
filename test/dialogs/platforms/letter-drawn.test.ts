import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readOutbox } from '../../../src/store/outbox.ts'
import { logo } from '../../support/files/pictures.ts'
import { csv, header, type Product } from '../../support/product.ts'
import { OWNER, startSlack } from '../../support/slack/product.ts'
import { anna } from '../../support/teams/activities.ts'
import { startTeams } from '../../support/teams/dialog.ts'
import { until } from '../../support/until.ts'
import { browsersWhenLong, openBrowser } from '../../support/web/browser.ts'
import { type Drawn, openDrawn } from '../../support/web/drawn.ts'

// The whole product answers here, and a browser draws what it says.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const pictures = join(tmpdir(), 'verifiera-letters')
const person = '100;Acme AB;1;Åsa;Ek;asa.ek@acme.example'

/** What somebody sees and does in one of the chats, whatever its messages look like inside. */
interface Walker {
  product: Product
  /** The owner's own address there. */
  address: string
  /** Says a line, with a logo if there is one, and waits for the message with these words. */
  say(line: string, words: RegExp, picture?: Uint8Array): Promise<Seen>
  /** Presses a button and waits for the message with these words, which may be the same one, changed. */
  press(seen: Seen, label: string, words: RegExp): Promise<Seen>
  stop(): Promise<void>
}

interface Seen {
  /** What the chat's renderer draws. */
  card: unknown
  buttons: { label: string; open?: string }[]
}

async function slackWalker(): Promise<Walker> {
  const slack = await startSlack()
  slack.fake.tiersOn = false
  await slack.importPeople([header, person])
  const heard = async (words: RegExp): Promise<Seen & { message: Awaited<ReturnType<typeof slack.hears>> }> => {
    const message = await slack.hears(OWNER, words)
    const elements = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
    const buttons = elements.map(({ text, url }) => ({ label: text.text as string, open: url as string | undefined }))
    return { message, card: message.blocks, buttons }
  }
  return {
    product: slack,
    address: 'olle@acme.example',
    async say(line, words, picture) {
      const { people } = slack
      if (picture) await people.share(OWNER, 'logga.png', picture, { text: line, type: 'image/png' })
      else await people.write(OWNER, line)
      return heard(words)
    },
    async press(seen, label, words) {
      const { message } = seen as Awaited<ReturnType<typeof heard>>
      const elements = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      await slack.people.press(OWNER, message, elements.find(({ text }) => text.text === label)!.value)
      return heard(words)
    },
    stop: () => slack.stop(),
  }
}

async function teamsWalker(): Promise<Walker> {
  const teams = await startTeams([anna])
  teams.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
  const place = `a:${anna.id}`
  const cardOf = (id: string) => {
    const calls = teams.cloud.calls.filter((call) => call.id === id || call.path.endsWith(`/activities/${id}`))
    return JSON.parse(JSON.stringify(calls.at(-1)!.body)).attachments[0].content as object
  }
  const seen = (message: Awaited<ReturnType<typeof teams.say>>) => {
    const card = cardOf(message.id)
    const buttons: Seen['buttons'] = []
    JSON.stringify(card, (_, inner) => {
      if (/^Action\./.test(inner?.type)) buttons.push({ label: inner.title, open: inner.url })
      return inner
    })
    return { message, card, buttons }
  }
  const file = await teams.say(anna, 'importera', csv([header, person]))
  await teams.press(anna, file, 'Importera 1, skapa 1 företag')
  await until(async () => /Importen är klar/.test(teams.now(file).words))
  return {
    product: teams.product,
    address: 'anna@acme.example',
    async say(line, words, picture) {
      const message = await teams.say(anna, line, picture && { name: 'logga.png', bytes: picture })
      expect(message.words).toMatch(words)
      return seen(message)
    },
    async press(before, label, words) {
      const { message } = before as ReturnType<typeof seen>
      const count = teams.count(place)
      await teams.press(anna, teams.now(message), label)
      return until(
        async () => {
          const shown = [teams.now(message), ...(teams.count(place) > count ? [await teams.newest(place, count)] : [])]
          const found = shown.find((one) => words.test(one.words))
          return found && seen(found)
        },
        (found) => found !== undefined,
        20,
      ) as Promise<Seen>
    },
    stop: () => teams.stop(),
  }
}

browsersWhenLong.describe('letters, as the chats draw them', () => {
  describe.each([
    ['slack', slackWalker],
    ['teams', teamsWalker],
  ] as const)('in %s', (chat, start) => {
    let walker: Walker
    let browser: Browser
    let drawn: Drawn
    beforeAll(async () => {
      browser = await openBrowser()
      drawn = await openDrawn(browser, chat, pictures)
      walker = await start()
    })
    afterAll(async () => {
      await browser?.close()
      await walker?.stop()
    })

    const press = async (seen: Seen, label: string, words: RegExp): Promise<Seen> => {
      await drawn.press(seen.card, label)
      return walker.press(seen, label, words)
    }
    /** Follows the button that opens the letter, and returns its words at two widths. */
    async function preview(seen: Seen): Promise<string[]> {
      const { label, open } = seen.buttons.find((button) => button.open)!
      await drawn.press(seen.card, label)
      const { html } = (await walker.product.app.page.preview(new URL(open!).pathname.split('/brev/')[1]!))!
      return [await drawn.read(html, 320), await drawn.read(html, 700)]
    }
    const mailsTo = async (address: string) =>
      (await readOutbox(walker.product.database.db)).filter(({ to }) => to === address)

    it('are seen from the plan before they are sent, and tried', async () => {
      const plan = await walker.say('verifiera konton', /Skicka till 1/)
      for (const words of await preview(await press(plan, 'Visa brevet', /Så ser verifieringsmejlet ut/)))
        expect(words).toContain('Acme AB flyttar inloggningen')
      await press(plan, 'Prov till mig', /Ett prov är på väg/)
      const [trial] = await until(
        () => mailsTo(walker.address),
        ({ length }) => length > 0,
      )
      expect(await drawn.read(trial!.html, 390)).toContain('Det här är ett prov')
    })

    it('get the employer’s name, logo and words by a proposal that is looked at and confirmed', async () => {
      const line = 'brev ändra företag=100 namn="Åkers HR" färg=#0a6640 text="Välkommen till den nya inloggningen!"'
      const proposal = await walker.say(line, /Ändra breven från Acme AB/, await logo())
      const drawing = await drawn.press(proposal.card, 'Avbryt')
      for (const words of ['Visat namn', 'Åkers HR', '400 × 160 pixlar', 'Välkommen till'])
        expect(drawing).toContain(words)
      for (const words of await preview(proposal)) expect(words).toContain('Åkers HR skriver')
      const changed = await press(proposal, 'Ändra breven', /Breven från Acme AB är ändrade/)
      await press(changed, 'Prov till mig', /Ett prov är på väg/)
      const trials = await until(
        () => mailsTo(walker.address),
        ({ length }) => length > 1,
      )
      expect(trials.some(({ html }) => html.includes('Åkers HR'))).toBe(true)
    })
  })
})
