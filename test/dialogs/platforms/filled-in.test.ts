import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { csv, header } from '../../support/product.ts'
import { OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import { anna, consented } from '../../support/teams/activities.ts'
import { tenant } from '../../support/teams/cloud.ts'
import { startTeams, type TeamsDialog } from '../../support/teams/dialog.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const missing = 31
const numbers = Array.from({ length: missing }, (_, i) => String(1000 + i))
const people = [header, ...numbers.map((number) => `100;Acme AB;${number};Li;Ek${number};`)]
const filledIn = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('utf8')
    .replace(/;(\d+);(\w+);(\w+);(?=\r\n|;)/g, ';$1;$2;$3;p$1@acme.example')

describe('in Slack', () => {
  let slack: SlackProduct
  beforeAll(async () => {
    slack = await startSlack()
    await slack.importPeople(people)
  })
  afterAll(() => slack.stop())

  async function press(words: string, line: RegExp): Promise<void> {
    await slack.people.pressSaying(OWNER, await slack.hears(OWNER, words), line)
  }

  it('those without an address get one by a file and their letter by four presses', async () => {
    await slack.people.write(OWNER, 'lista epost=saknas företag=Acme')
    await press(`Ladda ner och fyll i ${missing} adresser`, /^fyll i/)
    const [file] = await until(
      async () => slack.fake.state.uploads,
      ({ length }) => length === 1,
    )
    await slack.people.share(OWNER, file!.name, Buffer.from(filledIn(file!.bytes)))
    await press(`Importera ${missing} personer`, /^bekräfta/)
    await press(`Skicka till de ${missing} nya`, /^verifiera konton import=/)
    await press(`Skicka till ${missing}"`, /^bekräfta/)
    await until(
      async () => (await slack.settled()).length,
      (mails) => mails === missing,
    )
  })
})

describe('in Teams', () => {
  let teams: TeamsDialog
  beforeAll(async () => {
    teams = await startTeams([anna])
    teams.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', tenantId: tenant, userRole: 'user' })
    const plan = await teams.say(anna, 'importera', csv(people))
    const button = await until(() => teams.now(plan).buttons[0])
    await teams.press(anna, plan, button!.title)
  })
  afterAll(() => teams.stop())

  it('those without an address get one by a file and their letter by four presses', async () => {
    const list = await teams.say(anna, 'lista epost=saknas företag=Acme')
    await teams.press(anna, list, `Ladda ner och fyll i ${missing} adresser`)
    const asked = await until(
      async () => teams.cloud.calls.flatMap(({ body }) => body?.attachments ?? []),
      (attachments) => attachments.some(({ contentType }) => contentType.endsWith('.file.consent')),
    )
    const { content } = asked.find(({ contentType }) => contentType.endsWith('.file.consent'))!
    await teams.send(
      consented(teams.cloud.url, anna, 'accept', content.acceptContext, `${teams.cloud.url}/files/fyll.csv`),
    )
    await until(async () => teams.cloud.files.has('fyll.csv'), Boolean)
    const filled = filledIn(teams.cloud.files.get('fyll.csv')!)
    const planned = await teams.say(anna, 'importera', { name: 'fyll-ifylld.csv', bytes: Buffer.from(filled) })
    const done = await teams.pressed(anna, planned, `Importera ${missing} personer`)
    const plan = await teams.pressed(anna, done, `Skicka till de ${missing} nya`)
    await teams.press(anna, plan, `Skicka till ${missing}`)
    await until(
      async () => (await teams.product.settled()).length,
      (mails) => mails === missing,
    )
  })
})
