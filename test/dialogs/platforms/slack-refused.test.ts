import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Both, startBoth } from '../../support/both.ts'
import { OWNER } from '../../support/slack/product.ts'
import { anna } from '../../support/teams/activities.ts'
import { until } from '../../support/until.ts'

// Messages pass through both adapters and the inbox here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let both: Both
beforeAll(async () => {
  both = await startBoth()
  await both.teams.say(anna, 'hjälp')
  await both.slack.people.write(OWNER, 'status')
  await both.slack.hears(OWNER, /./)
})
afterAll(() => both.stop())

const ready = () => both.product.app.ready()

it('the owners in Teams hear once that Slack has removed the app, and /readyz says so until it works again', async () => {
  const conversation = `a:${anna.id}`
  const before = both.teams.count(conversation)
  both.slack.fake.refusesAll = 'account_inactive'
  await both.slack.people.write(OWNER, 'status')
  const told = await both.teams.newest(conversation, before)
  expect(told.words).toMatch(/Slack släpper inte in boten längre.*SLACK_BOT_TOKEN/s)
  // The page of the link must go on.
  expect(await ready()).toMatchObject({ ok: true, detail: { slack: expect.stringContaining('account_inactive') } })
  await both.slack.people.write(OWNER, 'utskick')
  await new Promise((later) => setTimeout(later, 1500))
  expect(both.teams.count(conversation)).toBe(before + 1)

  both.slack.fake.refusesAll = undefined
  await both.slack.people.write(OWNER, 'status')
  await until(ready, ({ ok, detail }) => ok && !detail?.slack, 60)
})
