import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Who } from '#bot'
import { openServer, rows } from '../../../src/db/open.ts'
import { serverDatabase, type TestServer } from '../../support/database/database.ts'
import { forkProgram, message } from '../../support/process/fork.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { effects, inInbox } from '../../support/sends/aftermath.ts'
import { anna, pressed, said, type Wire } from '../../support/teams/activities.ts'
import { type FakeCloud, fakeCloud, tenant } from '../../support/teams/cloud.ts'
import { posts, updates, wordsIn } from '../../support/teams/harness.ts'
import { until } from '../../support/until.ts'

/** Fifty kills take some minutes: `KILLS=50 npx vitest run test/dialogs/platforms/teams-kills.test.ts`. */
const KILLS = Number(process.env.KILLS ?? 3)
const BOT_PROCESS = new URL('../../support/teams/bot-process.ts', import.meta.url).href
const owners = `teams:${tenant}/${anna.aadObjectId}`
const owner: Who = { platform: 'teams', workspace: tenant, user: anna.aadObjectId, standing: 'member' }
const all = Array.from({ length: KILLS }, (_, at) => at)
const email = (at: number) => `person${at}@acme.example`
let database: TestServer
let cloud: FakeCloud
/** Imports and plans. It does not work off the inbox, so only the processes that are killed answer Teams. */
let planner: Product

beforeAll(async () => {
  database = await serverDatabase({ max: 4 })
  cloud = await fakeCloud()
  cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user', tenantId: tenant })
  for (const at of all) cloud.messages.add(cardOf(at))
  const own = openServer(database.url, { max: 2 })
  planner = await startProduct({ database: own, environment: { OWNERS: owners }, idle: true })
  const line = (at: number) => `100;Acme AB;${1000 + at};Förnamn${at};Efternamn;${email(at)}`
  const { data } = await planner.say(owner, 'importera', [csv([header, ...all.map(line)])])
  await planner.say(owner, `bekräfta ${data!.plan}`)
})
afterAll(async () => {
  await planner.stop()
  await cloud.close()
  await database.drop()
})

/** A typed line, a press that is answered below its card, and a press whose answer replaces the card. */
const kinds = ['line', 'below', 'confirm'] as const
const kindOf = (at: number) => kinds[[0, 2, 1][at % 3]!]!
/** The card whose button was pressed. */
const cardOf = (at: number) => `card-${at}`

describe('killed between the acknowledgement and the answer', () => {
  it(`${KILLS} times: every message is answered and takes effect once, and each kill repeats at most one answer`, {
    timeout: 900_000,
  }, async () => {
    const load = () => forkProgram(BOT_PROCESS, { url: database.url, config: cloud.config, owners }, import.meta.url)
    let spare = load()
    await message(spare, 'loaded')
    let late = 0
    /** Presses that failed visibly, so that people press again. */
    let failed: Wire[] = []
    const answers: Answer[] = []
    const press = async (url: string, wire: Wire) => {
      const answer = await deliver(url, wire)
      if (answer) answers.push(answer)
      return answer !== undefined
    }
    for (let at = 0; at < KILLS; at++) {
      const child = spare
      const url = await start(child)
      spare = load()
      const loaded = message(spare, 'loaded')
      const again = failed
      const once = await activityOf(at)
      const pressedAgain = Promise.all(again.map((wire) => press(url, wire)))
      const isLine = kindOf(at) === 'line'
      if (isLine) expect(await deliver(url, once)).toMatchObject({ status: 200 })
      const pressing = isLine || press(url, once)
      // Half of the kills come when the answer has been posted but not recorded. A quarter come as soon as the message
      // is stored, or a little later. A quarter come at any moment, perhaps before it is stored; then people press
      // again.
      if (at % 2) await soon(() => answersTo(at) > 0)
      else if (at % 4 === 0) await soon(() => isStored(once))
      if (at % 2 === 0) await sleep(((at * 7) % 90) * (isLine || at % 4 === 0 ? 1 : 3))
      child.kill('SIGKILL')
      if (answersTo(at) === 0) late += 1
      const heard = await pressedAgain
      failed = again.filter((_, n) => !heard[n])
      // The client repeats the request, and at the same moment whoever saw it fail presses again.
      if (!(await pressing) && at % 4 === 2) failed.push(once, { ...once, id: `again-${at}` })
      await loaded
    }
    const url = await start(spare)
    const heard = await Promise.all(failed.map((wire) => press(url, wire)))
    expect(heard).not.toContain(false)
    for (const answer of answers) expect(answer).toMatchObject(shownToPresser)

    const unanswered = () => all.filter((at) => answersTo(at) === 0)
    await until(async () => unanswered().length === 0, Boolean, 120).catch(async () => {
      const left = await rows(
        database.db,
        sql`select id, state, attempts, next_at, lease_until, body from inbox where state <> 'done'`,
      )
      throw new Error(`Not answered: ${unanswered()}; in the inbox: ${JSON.stringify(left)}`)
    })
    // A process that still holds a message may answer it now; after the longest lease none holds any.
    await until(async () => (await inInbox(database.db, 'new')) === 0, Boolean, 60)
    expect(await inInbox(database.db, 'failed')).toBe(0)
    expect(await effects(database.db)).toEqual(all.map((at) => ({ email: email(at), n: 1 })))
    // Only repeated messages count: a card that is replaced by the same card once more shows nothing new.
    const repeated = posts(cloud).length - all.filter((at) => kindOf(at) !== 'confirm').length
    expect(repeated).toBeLessThanOrEqual(KILLS)
    spare.kill('SIGKILL')
    console.log(`${KILLS} kills, ${late} before the answer: ${repeated} answers were repeated`)
  })
})

async function activityOf(at: number): Promise<Wire> {
  if (kindOf(at) === 'line') return said(cloud.url, anna, `verifiera ${1000 + at} företag=100`)
  const message = cardOf(at)
  if (kindOf(at) === 'below') return pressed(cloud.url, anna, `verifiera ${1000 + at} företag=100`, { message })
  const { data } = await planner.say(owner, `verifiera konton ${email(at)}`)
  return pressed(cloud.url, anna, `bekräfta ${data!.plan}`, { message })
}

/** How many answers to this message were shown, as messages or on the pressed card. */
function answersTo(at: number): number {
  if (kindOf(at) !== 'confirm')
    return posts(cloud).filter(({ body }) => wordsIn(body).includes(`Mejlet går till ${email(at)}`)).length
  return updates(cloud).filter(
    ({ path, body }) => path.endsWith(`/activities/${cardOf(at)}`) && /Utskicket \w+ pågår/.test(wordsIn(body)),
  ).length
}

interface Answer {
  status: number
  body: unknown
}

/** Delivers an activity as Microsoft's service does; undefined if the process ended before it answered. */
async function deliver(url: string, activity: Wire): Promise<Answer | undefined> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  } catch {
    return undefined
  }
}

/** What the client shows to the presser: a card that replaces the pressed one, or a notice. */
const shownToPresser = {
  status: 200,
  body: {
    statusCode: 200,
    type: expect.stringMatching(/^application\/vnd\.microsoft\.(card\.adaptive|activity\.message)$/),
  },
}

/** Waits for a moment, with pauses so short that the kill still hits it. */
const soon = (test: () => boolean | Promise<boolean>) => until(test, Boolean, 60, 1)

async function start(child: ChildProcess): Promise<string> {
  child.send('start')
  return `http://127.0.0.1:${await message<number>(child, 'port')}/api/messages`
}

async function isStored({ id }: Wire): Promise<boolean> {
  const found = await rows(database.db, sql`select 1 from inbox_keys where key like ${`%/${id}`}`)
  return found.length > 0
}
