import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Who } from '#bot'
import { rows } from '../../src/db/open.ts'
import { type Both, startBoth } from '../support/both.ts'
import { sample } from '../support/sample.ts'
import { OWNER } from '../support/slack/product.ts'
import { TEAM } from '../support/slack/state.ts'
import type { Person } from '../support/teams/activities.ts'
import { tenant } from '../support/teams/cloud.ts'
import { until } from '../support/until.ts'
import { cellsOf, ownAddress, type World } from './four-eyes-table.ts'
import { people, wide } from './installation.ts'

// Every word of the cells that decides passes an adapter, a fake platform and the inbox, with waits of seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

let both: Both
/** As Slack tells of the owner, who has stored every address. */
const owner: Who = {
  platform: 'slack',
  workspace: TEAM,
  user: OWNER,
  standing: 'member',
  name: 'Olle Ohlsson',
  email: 'olle@acme.example',
}
beforeAll(async () => {
  both = await startBoth({ environment: { FOUR_EYES_ABOVE: '5', WORKER: 'off' } })
  both.slack.fake.tiersOn = false
  await both.slack.importPeople([wide, ...people])
})
afterAll(async () => {
  await both.stop()
  expect(both.slack.fake.violations).toEqual([])
})
beforeEach(async () => {
  await run(`update sends set state = 'stopped', finished_at = now(), paused_because = null where state = 'running'`)
  await run('update people set human = null')
})

const run = (text: string) => both.product.database.db.execute(sql.raw(text))

/** What somebody has been shown so far, newest last, as the platform has it now: their private chat with the bot. */
function shownTo({ platform, user }: Who): string[] {
  const { fake } = both.slack
  if (platform === 'slack')
    return fake.state.messages
      .filter(({ channel }) => channel === fake.state.direct(user))
      .map((message) => JSON.stringify([message.text, message.blocks]))
  const conversation = `a:${inTeams.get(user)!.id}`
  const calls = both.teams.cloud.calls.filter(({ path }) => path.includes(`/${conversation}/activities`))
  return calls.map(({ body }) => JSON.stringify(body))
}

/** Writes a line to the bot, and waits until something that it shows is like `answer`. */
async function write(who: Who, line: string, answer: RegExp): Promise<string> {
  const before = shownTo(who).length
  const person = inTeams.get(who.user)
  if (person) await both.teams.say(person, line)
  else await both.slack.people.write(who.user, line)
  const found = await until(
    () =>
      shownTo(who)
        .slice(before)
        .find((words) => answer.test(words)),
    Boolean,
    30,
  )
  return found!
}

/** The people of Teams by their object id. */
const inTeams = new Map<string, Person>()
let count = 0
const world: World = {
  async admin(place, email, role = 'admin') {
    count += 1
    const address = email === undefined ? ownAddress(count) : email || undefined
    const name = ownAddress(count).split('.')[0]!
    const user = place === 'slack' ? `U0EYES${count}` : `cccccccc-0000-4000-8000-${String(count).padStart(12, '0')}`
    const platform = { platform: place, workspace: place === 'slack' ? TEAM : tenant }
    const who: Who = { ...platform, user, standing: 'member', ...(address && { email: address }) }
    if (place === 'slack')
      both.slack.fake.state.addUser(user, name, { profile: { display_name: name, email: address } })
    else {
      const person = { id: `29:eyes${count}`, aadObjectId: user, name }
      inTeams.set(user, person)
      both.teams.cloud.members.set(person.id, { ...person, tenantId: tenant, userRole: 'user', email: address })
    }
    await both.product.say(owner, `roll ge ${place}:${who.workspace}/${user} ${role}`)
    await write(who, 'hjälp', /./)
    return who
  },
  link: (who, number, by) =>
    rows(
      both.product.database.db,
      sql`update identities set linked_by = ${by}, person_id = p.id,
          address_set_by = case when ${by}::text = 'code' then p.email_set_by end
        from (select id, email_set_by from people where number = ${number}) p where "user" = ${who.user}`,
    ),
  join: (...numbers) => run(`update people set human = 1 where number in (${numbers.map((n) => `'${n}'`)})`),
  card: (who, line) => both.product.say(who, line),
}

/** `four-eyes.test.ts` asks the service itself for the same cells. */
const cells = sample(cellsOf(world), 3)

it.each(cells)('$what ($from asks, $to approves): $humans', async ({ humans, pair }) => {
  const former: Who[] = []
  const [requester, approver] = await pair(former)
  for (const { platform, workspace, user } of former)
    await both.product.say(owner, `roll ta bort ${platform}:${workspace}/${user}`)
  const planned = await write(requester, 'verifiera konton företag=9207 igen=ja', /bekräfta [A-Z0-9]{4}/)
  const code = /bekräfta ([A-Z0-9]{4,})/.exec(planned)![1]!
  const asked = await write(requester, `bekräfta ${code}`, /godkän/i)
  const sends = async () => (await rows(both.product.database.db, sql`select 1 from sends where code = ${code}`)).length
  const refusals = { one: /är din egen/, unclear: /två olika personer/, two: undefined }
  await write(approver, `godkänn ${code}`, refusals[humans] ?? /./)
  if (humans === 'two') await until(sends)
  else expect(await sends()).toBe(0)
  if (humans === 'unclear') expect(asked).toContain('koppla')
})
