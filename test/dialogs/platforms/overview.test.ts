import { afterEach, expect, it, vi } from 'vitest'
import { csv, header } from '../../support/product.ts'
import { OWNER, startSlack } from '../../support/slack/product.ts'
import { anna } from '../../support/teams/activities.ts'
import { startTeams } from '../../support/teams/dialog.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 60_000 })

const people = [
  header,
  ...['Carl', 'Dora', 'Eva'].map((name, at) => `100;Acme AB;${at};${name};Ek;${name}@acme.example`),
  ...['Fia', 'Gun', 'Hal'].map((name, at) => `200;Beta AB;${at};${name};Ek;${name}@beta.example`),
]
// One letter a minute: the sends go on for longer than the test.
const slow = { environment: { MAIL_RATE: '1' } }
let stop: () => Promise<void>
afterEach(() => stop())

it('in Slack, what is done with one send of the start page leaves the others their buttons', async () => {
  const slack = await startSlack(slow)
  stop = slack.stop
  await slack.importPeople(people)
  const codes: string[] = []
  for (const company of ['Acme', 'Beta']) {
    await slack.people.write(OWNER, `verifiera konton företag=${company}`)
    const plan = await slack.hears(OWNER, new RegExp(`på ${company} AB.*Skicka till 3"`))
    codes.push(/bekräfta (\w+)/.exec(JSON.stringify(plan.blocks))![1]!)
    await slack.people.pressSaying(OWNER, plan, /^bekräfta/)
    await slack.hears(OWNER, `"pausa ${codes.at(-1)}"`)
  }
  await slack.people.write(OWNER, 'startsida')
  const page = await slack.hears(OWNER, 'personer kopplade')
  const before = JSON.stringify(page.blocks)
  await slack.people.pressSaying(OWNER, page, new RegExp(`^pausa ${codes[0]}`))
  const answer = await slack.hears(OWNER, new RegExp(`återuppta ${codes[0]}`))
  expect(answer.ts).not.toBe(page.ts)
  expect(JSON.stringify(page.blocks)).toBe(before)
})

it('in Teams, too', async () => {
  const teams = await startTeams([anna], slow)
  stop = teams.stop
  teams.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
  const file = await teams.say(anna, 'importera', csv(people))
  await teams.press(anna, file, file.buttons[0]!.title)
  await until(async () => teams.now(file).words.includes('Importen är klar'))
  for (const company of ['100', '200'])
    await teams.press(anna, await teams.say(anna, `verifiera konton företag=${company}`), 'Skicka till 3')
  const page = await teams.say(anna, 'startsida')
  const pause = page.buttons.filter(({ title }) => title.startsWith('Pausa'))
  expect(pause).toHaveLength(2)
  const answer = await teams.pressed(anna, page, pause[0]!.title)
  expect(answer.words).toMatch(/pausat/)
  expect(teams.now(page)).toEqual(page)
})
