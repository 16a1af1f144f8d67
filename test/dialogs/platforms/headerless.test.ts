import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { corrected, flexFile, flexPeople } from '../../support/files/flex.ts'
import type { Product } from '../../support/product.ts'
import { OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import { anna, consented } from '../../support/teams/activities.ts'
import { tenant } from '../../support/teams/cloud.ts'
import { startTeams, type TeamsDialog } from '../../support/teams/dialog.ts'
import type { Shown } from '../../support/teams/shown.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 })

const people = flexPeople(process.env.LONG ? 500 : 100)
const wrong = /Ladda ner (\d+) rader att rätta/

/** Everybody has got the address that they ought to have, and nobody else has come in. */
async function expectAll({ database }: Product): Promise<void> {
  const stored = await rows<{ number: string; email: string }>(
    database.db,
    sql`select number, email from people order by number`,
  )
  expect(stored).toEqual(people.map(({ number, email }) => ({ number, email })))
}

describe('a file without a header, of which one row in ten is spoilt, comes to the last address', () => {
  describe('in Slack', () => {
    let slack: SlackProduct
    beforeAll(async () => {
      slack = await startSlack()
    })
    afterAll(() => slack.stop())

    async function press(words: string | RegExp, line: RegExp): Promise<void> {
      await slack.people.pressSaying(OWNER, await slack.hears(OWNER, words), line)
    }
    /** The file that came, corrected. */
    async function sendBack(count: number): Promise<void> {
      const [file] = (
        await until(
          async () => slack.fake.state.uploads,
          ({ length }) => length === count,
        )
      ).slice(-1)
      await slack.people.share(OWNER, file!.name, corrected(file!.bytes, people))
    }

    it('by presses', async () => {
      await slack.people.share(OWNER, 'flex.txt', flexFile(people))
      await press('Det stämmer, läs filen', /^tolka \S+ ja$/)
      await press(', skapa 1 företag', /^bekräfta/)
      await press(/Importen är klar.*att rätta/s, /^rätta/)
      await sendBack(1)
      await press(/ av \d+ stämmer nu; 0 återstår/, /^bekräfta/)
      await press(/alla är rättade.*Ladda ner och fyll i \d+ adresser/s, /^fyll i/)
      await sendBack(2)
      const missing = people.length / 50
      await press(`Importera ${missing} personer`, /^bekräfta/)
      await slack.hears(OWNER, `Skicka till de ${missing} nya`)
      await expectAll(slack)
    })
  })

  describe('in Teams', () => {
    let teams: TeamsDialog
    beforeAll(async () => {
      teams = await startTeams([anna])
      teams.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', tenantId: tenant, userRole: 'user' })
    })
    afterAll(() => teams.stop())

    /** The message when it says this: a card that shows how far the work is may stand there before. */
    const becomes = (message: Shown, words: RegExp): Promise<Shown> =>
      until(
        async () => teams.now(message),
        (now) => words.test(now.words),
      )
    const asked = () =>
      teams.cloud.calls
        .flatMap(({ body }) => body?.attachments ?? [])
        .filter(({ contentType }) => contentType.endsWith('.file.consent'))
    let files = 0
    /** Presses, consents to the file, and sends it back corrected. */
    async function correct(message: Shown, title: string | RegExp): Promise<Shown> {
      const name = `fil-${++files}.csv`
      await teams.press(anna, message, message.buttons.find((one) => one.title.match(title))!.title)
      const consents = await until(
        async () => asked(),
        ({ length }) => length === files,
      )
      const { acceptContext } = consents.at(-1)!.content
      await teams.send(consented(teams.cloud.url, anna, 'accept', acceptContext, `${teams.cloud.url}/files/${name}`))
      const bytes = await until(async () => teams.cloud.files.get(name))
      return teams.say(anna, 'importera', { name, bytes: corrected(bytes!, people) })
    }

    it('by presses', async () => {
      const question = await teams.say(anna, 'importera', { name: 'flex.txt', bytes: flexFile(people) })
      const plan = await becomes(await teams.pressed(anna, question, 'Det stämmer, läs filen'), /rader i filen/)
      const done = await becomes(await teams.pressed(anna, plan, /, skapa 1 företag/), /Importen är klar/)
      const again = await becomes(await correct(done, wrong), /stämmer nu; 0 återstår/)
      const rest = await becomes(await teams.pressed(anna, again, /^Importera/), /alla är rättade/)
      const filled = await becomes(await correct(rest, /fyll i \d+ adresser/), /rader i filen/)
      await becomes(await teams.pressed(anna, filled, /^Importera/), /Importen är klar/)
      await expectAll(teams.product)
    })
  })
})
