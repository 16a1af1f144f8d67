import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdapterUnderTest, startAdapter } from '../../support/slack/adapter.ts'
import { forgedRequest, genuineRequest, sendRequests } from '../../support/slack/forged-requests.ts'

/** A hundred thousand take a minute or two: `FORGED=100000 npx vitest run test/adapters/slack/forged.test.ts`. */
const COUNT = Number(process.env.FORGED ?? 6_000)
let slack: AdapterUnderTest

beforeAll(async () => {
  slack = await startAdapter(() => ({ card: { kind: 'notice', tone: 'info', title: 'Svar' }, private: true }))
  slack.fake.state.addUser('U0ANNA', 'Anna Alm')
})
afterAll(() => slack.close())

describe('forged, stale, future and replayed requests', () => {
  it(`${COUNT} of them: none is accepted`, { timeout: 600_000 }, async () => {
    let captured = genuineRequest(slack.people)
    const genuine = [captured]
    await sendRequests(slack.people.url, 1, () => ({ ...captured, expects: 200 }))
    // A replay is a risk only while its timestamp is fresh, so the captured request is renewed now and then.
    for (let done = 0; done < COUNT; done += 2_000) {
      const count = Math.min(2_000, COUNT - done)
      expect(
        await sendRequests(slack.people.url, count, (at) => forgedRequest(slack.people, done + at, captured)),
      ).toEqual([])
      captured = genuineRequest(slack.people)
      genuine.push(captured)
      await sendRequests(slack.people.url, 1, () => ({ ...captured, expects: 200 }))
    }
    await slack.settled()
    expect(slack.inbox.kept).toHaveLength(genuine.length)
    expect(slack.said.every((said) => said.text === 'status')).toBe(true)
    expect(slack.said).toHaveLength(genuine.length)
  })
})
