import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, rows } from '../../../src/db/open.ts'
import { serverDatabase, type TestServer } from '../../support/database/database.ts'
import { forkProgram, message } from '../../support/process/fork.ts'
import { header } from '../../support/product.ts'
import { effects, inInbox } from '../../support/sends/aftermath.ts'
import { SlackPeople } from '../../support/slack/people.ts'
import { OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import { until } from '../../support/until.ts'

/** Fifty take some minutes: `KILLS=50 npx vitest run test/dialogs/platforms/slack-kills.test.ts`. */
const KILLS = Number(process.env.KILLS ?? 3)
const PRODUCT_PROCESS = new URL('../../support/slack/product-process.ts', import.meta.url).href
let database: TestServer
let slack: SlackProduct

beforeAll(async () => {
  database = await serverDatabase({ max: 4 })
  slack = await startSlack({ database: openServer(database.url, { max: 4 }) })
  slack.fake.tiersOn = false
  const line = (at: number) => `100;Acme AB;${1000 + at};Förnamn${at};Efternamn;person${at}@acme.example`
  await slack.importPeople([header, ...Array.from({ length: KILLS }, (_, at) => line(at))])
  await slack.app.stop()
})
afterAll(async () => {
  await slack.fake.stop()
  await database.drop()
})

describe('killed between the acknowledgement and the answer', () => {
  it(`${KILLS} times: every message is answered, acts once, and at most one answer a kill is repeated`, {
    timeout: 600_000,
  }, async () => {
    const { fake } = slack
    const load = () => forkProgram(PRODUCT_PROCESS, { url: database.url, apiUrl: fake.apiUrl }, import.meta.url)
    const answersTo = (at: number) => {
      return fake.state.messages.filter((m) => JSON.stringify(m).includes(`person${at}@`) && m.text.includes('@acme'))
        .length
    }
    let spare = load()
    await message(spare, 'loaded')
    for (let at = 0; at <= KILLS; at++) {
      const child = spare
      const people = await start(child)
      if (at === KILLS) break
      spare = load()
      const loaded = message(spare, 'loaded')
      await people.write(OWNER, `verifiera ${1000 + at} företag=100`)
      // Half of the kills come at some moment; half come when the answer has arrived and is not yet recorded.
      if (at % 2 === 0) await sleep((at * 7) % 90)
      else while (answersTo(at) === 0) await sleep(1)
      child.kill('SIGKILL')
      await loaded
    }
    const all = Array.from({ length: KILLS }, (_, at) => at)
    const unanswered = () => all.filter((at) => answersTo(at) === 0)
    await until(async () => unanswered().length === 0, Boolean, 120).catch(async () => {
      const left = await rows(
        database.db,
        sql`select id, state, attempts, next_at, lease_until, body from inbox where state <> 'done'`,
      )
      throw new Error(`Not answered: ${unanswered()}; in the inbox: ${JSON.stringify(left)}`)
    })
    // Entries of the killed processes are handled again when their leases end. After this wait none is left.
    await until(async () => (await inInbox(database.db, 'new')) === 0, Boolean, 60)
    const answers = all.map(answersTo)
    const repeated = answers.reduce((sum, count) => sum + count - 1, 0)
    expect(repeated).toBeLessThanOrEqual(KILLS)
    expect(await effects(database.db)).toEqual(all.map((at) => ({ email: `person${at}@acme.example`, n: 1 })))
    spare.kill('SIGKILL')
    console.log(`${KILLS} kills: ${repeated} answers were repeated`)
  })
})

async function start(child: ChildProcess): Promise<SlackPeople> {
  child.send('start')
  const port = await message<number>(child, 'port')
  return new SlackPeople(slack.fake, `http://127.0.0.1:${port}/slack/events`)
}
