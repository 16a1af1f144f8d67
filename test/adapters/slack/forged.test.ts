import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, stageSlack } from '../../support/slack/adapter.ts'
import { capture, forge, sendAll } from '../../support/slack/forge.ts'

/** A hundred thousand take a minute or two: `FORGED=100000 npx vitest run test/adapters/slack/forged.test.ts`. */
const COUNT = Number(process.env.FORGED ?? 6_000)
let stage: Stage

beforeAll(async () => {
  stage = await stageSlack(() => ({ card: { kind: 'notice', tone: 'info', title: 'Svar' }, private: true }))
  stage.fake.state.addUser('U0ANNA', 'Anna Alm')
})
afterAll(() => stage.close())

describe('forged, stale, future and replayed requests', () => {
  it(`${COUNT} of them: none is accepted`, { timeout: 600_000 }, async () => {
    let captured = capture(stage.people)
    const genuine = [captured]
    await sendAll(stage.people.url, 1, () => ({ ...captured, expects: 200 }))
    // A replay is only of interest while its time is right; a new one is seen every so often.
    for (let done = 0; done < COUNT; done += 2_000) {
      const count = Math.min(2_000, COUNT - done)
      expect(await sendAll(stage.people.url, count, (at) => forge(stage.people, done + at, captured))).toEqual([])
      captured = capture(stage.people)
      genuine.push(captured)
      await sendAll(stage.people.url, 1, () => ({ ...captured, expects: 200 }))
    }
    await stage.settled()
    expect(stage.inbox.kept).toHaveLength(genuine.length)
    expect(stage.said.every((said) => said.text === 'status')).toBe(true)
    expect(stage.said).toHaveLength(genuine.length)
  })
})
