import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { roles } from '../../../src/db/schema/index.ts'
import { header } from '../../support/product.ts'
import { wordsOf } from '../../support/slack/people.ts'
import { ADMIN, CHANNEL, confirmOf, OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import type { FakeMessage } from '../../support/slack/state.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

/** Have a role, and have only ever written in a channel. */
const SILENT = 'U0SILENT'
const AWAY = 'U0AWAY'
let product: SlackProduct

beforeAll(async () => {
  product = await startSlack({ environment: { FOUR_EYES_ABOVE: '5' } })
  product.fake.tiersOn = false
  product.fake.state.addUser(SILENT, 'Siv Sjö')
  product.fake.state.addUser(AWAY, 'Alf Al')
  const rows = Array.from({ length: 8 }, (_, at) => `100;Acme AB;1${at};Person;Nr${at};p${at}@acme.example`)
  await product.importPeople([header, ...rows])
  for (const user of [ADMIN, SILENT, AWAY]) {
    await product.people.write(OWNER, `roll ge <@${user}> admin`)
  }
  await until(async () => (await product.database.db.$count(roles)) === 3)
  await product.people.write(ADMIN, 'hjälp')
  await product.hears(ADMIN, 'status')
  for (const user of [SILENT, AWAY]) {
    await product.people.slash(user, 'hjälp', CHANNEL)
    await product.hears(user, 'status', CHANNEL)
  }
  // No conversation can be opened with somebody whom Slack no longer knows.
  product.fake.state.users.delete(AWAY)
})
afterAll(async () => {
  await product.stop()
  expect(product.fake.violations).toEqual([])
})

/** The owner asks to send to eight people, so another admin has to approve. */
async function ask(): Promise<{ plan: FakeMessage; code: string; admins: FakeMessage; silents: FakeMessage }> {
  product.fake.state.messages.length = 0
  await product.people.write(OWNER, 'verifiera konton igen=ja')
  const plan = await product.hears(OWNER, 'bekräfta ')
  const code = confirmOf(plan).split(' ')[1]!
  await product.people.press(OWNER, plan, confirmOf(plan))
  const approve = `godkänn ${code}`
  const admins = await product.hears(ADMIN, approve)
  return { plan, code, admins, silents: await product.hears(SILENT, approve) }
}
const words = (message: FakeMessage) => wordsOf(message.blocks)
const commands = (message: FakeMessage): string[] =>
  message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])).map(({ value }) => value)
const become = (message: FakeMessage, pattern: RegExp) =>
  expect.poll(() => words(message), { timeout: 20_000 }).toMatch(pattern)

describe('a plan that somebody else has to approve', () => {
  beforeEach(async () => {
    const { db } = product.database
    await db.execute("update sends set state = 'done', finished_at = now(), final = '{}' where state = 'running'")
  })

  it('says who has got a button, also those who have never written privately, and who cannot be reached', async () => {
    const { plan, code } = await ask()
    await become(plan, /Siv Sjö, sedan \d{4}/)
    await become(plan, /Hanna Holm, sedan \d{4}/)
    await become(plan, /Nås inte i chatten: \n?Alf Al/)
    // What decides stands first.
    expect(commands(plan)).toEqual([`stoppa ${code}`, `påminn ${code}`])
    await product.people.press(OWNER, plan, `påminn ${code}`)
    await become(plan, /Påminnelsen är på väg|Har en knapp/)
    const reminder = await product.hears(ADMIN, 'Påminnelse: Olle Ohlsson')
    await product.people.press(OWNER, plan, `påminn ${code}`)
    await product.hears(OWNER, 'mindre än tio minuter')
    await product.people.write(OWNER, `stoppa ${code}`)
    await product.hears(OWNER, 'är avbruten')
    await become(plan, /är avbruten/)
    await become(reminder, /är avbruten/)
    expect(commands(reminder)).toEqual([])
  })

  it.each(['godkänn', 'stoppa'])(
    'decided in words (%s): every card knows it, and keeps no such button',
    async (word) => {
      const { plan, code, admins, silents } = await ask()
      await product.people.slash(ADMIN, `${word} ${code}`, CHANNEL)
      const decided =
        word === 'godkänn'
          ? /Hanna Holm har godkänt planen|Godkänt av: \n?Hanna Holm|är bekräftad/
          : /Hanna Holm sade nej|är avbruten/
      for (const card of [plan, admins, silents]) await become(card, decided)
      for (const card of [admins, silents]) expect(commands(card)).not.toContain(`godkänn ${code}`)
    },
  )

  it('approved by one: the requester follows the send and is told by whom, and nobody else keeps a button', async () => {
    const { plan, code, admins, silents } = await ask()
    await product.people.press(ADMIN, admins, `godkänn ${code}`)
    await become(plan, /8 av 8/)
    expect(words(plan)).toMatch(/Bekräftat av: \n?Olle Ohlsson/)
    expect(words(plan)).toMatch(/Godkänt av: \n?Hanna Holm/)
    await become(admins, /Godkänt av: \n?Hanna Holm/)
    expect(words(admins)).toMatch(/Bekräftat av: \n?Olle Ohlsson/)
    await become(silents, /Hanna Holm har godkänt planen/)
    expect(commands(silents)).toEqual([`utskick ${code}`])
    const told = product.fake.state.messages.filter((m) => m.channel === plan.channel && m.ts !== plan.ts)
    expect(told.map((m) => m.text)).toEqual([expect.stringContaining('Hanna Holm har godkänt')])
  })

  it('refused by one: the requester is told by whom, and no card keeps a button that decides', async () => {
    const { plan, code, admins, silents } = await ask()
    await product.people.press(ADMIN, admins, `stoppa ${code}`)
    await become(plan, /Hanna Holm sade nej/)
    await become(silents, /Hanna Holm sade nej/)
    await become(admins, /är avbruten/)
    for (const card of [plan, admins, silents]) expect(commands(card).join()).not.toMatch(/godkänn|stoppa|bekräfta/)
    await product.hears(OWNER, 'Hanna Holm sade nej')
    expect(product.fake.state.messages.filter((m) => m.channel === plan.channel)).toHaveLength(2)
  })

  it('cancelled by the requester: every card says so', async () => {
    const cancelled = await ask()
    await product.people.write(OWNER, `stoppa ${cancelled.code}`)
    for (const card of [cancelled.plan, cancelled.admins, cancelled.silents]) await become(card, /är avbruten/)
  })

  it('expired: every card says so, also one that was only looked at', async () => {
    const { plan, admins, silents } = await ask()
    await product.people.write(OWNER, 'verifiera konton igen=ja')
    const open = await product.hears(OWNER, 'bekräfta ')
    product.clock.forward(25 * 3_600_000)
    for (const card of [open, plan, admins, silents]) await become(card, /har gått ut/)
    for (const card of [admins, silents]) expect(commands(card)).toEqual([])
    for (const card of [open, plan]) expect(commands(card)).toEqual(['verifiera konton igen=ja'])
  })
})
