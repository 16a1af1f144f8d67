import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Pacer } from '../../../../adapters/slack/outgoing/pacer.ts'
import type { Card } from '../../../../src/bot/index.ts'
import { type Stage, stageSlack } from '../../../support/slack/adapter.ts'
import { wordsOf } from '../../../support/slack/people.ts'
import { TEAM } from '../../../support/slack/state.ts'

let stage: Stage
const where = { chat: 'slack' as const, workspace: TEAM, channel: 'D0ANNA', private: true }
const frame = (done: number): Card => ({
  kind: 'notice',
  tone: 'info',
  title: 'Skickar',
  progress: { done, total: 100 },
})

beforeAll(async () => {
  stage = await stageSlack(() => ({ card: { kind: 'notice', tone: 'info', title: 'Svar' }, private: true }))
  stage.fake.state.addUser('U0ANNA', 'Anna Alm')
})
afterAll(async () => {
  await stage.close()
  expect(stage.fake.violations).toEqual([])
})

describe('background posts', () => {
  it('go out, and are replaced by the latest frame only', async () => {
    const message = await stage.chat.post(where, frame(0))
    expect(message).toMatchObject({ ...where, message: expect.any(String) })
    const before = stage.fake.countOf('chat.update')
    await stage.chat.post(message, frame(1))
    await Promise.all([2, 3, 4, 50].map((done) => stage.chat.post(message, frame(done))))
    expect(stage.fake.countOf('chat.update') - before).toBe(2)
    const posted = stage.fake.state.find(message.channel, message.message!)!
    expect(wordsOf(posted.blocks)).toContain('50/100 (50 %)')
  })

  it('wait as long as Slack asks, and no longer hold up what people wait for', async () => {
    const message = await stage.chat.post(where, frame(0))
    stage.fake.failNext('chat.update', { status: 429, retryAfter: 1 })
    const updated = stage.chat.post(message, frame(60))
    await stage.people.write('U0ANNA', 'status')
    await stage.settled()
    expect(stage.inbox.failures).toEqual([])
    await updated
    expect(wordsOf(stage.fake.state.find(message.channel, message.message!)!.blocks)).toContain('60/100')
  })

  it('say when the message is gone', async () => {
    await expect(stage.chat.post({ ...where, message: '1.1' }, frame(1))).rejects.toMatchObject({ code: 'gone' })
  })
})

describe('the pacer', () => {
  const retryAfter = (error: unknown) => (error as { wait?: number }).wait

  it('keeps the order of messages and sends each once, the latest frame of each', async () => {
    const pacer = new Pacer<string>(5, retryAfter)
    const sent: string[] = []
    const push = (key: string, value: string) => {
      const send = async () => {
        sent.push(value)
        return value
      }
      return pacer.push('T', { key, send })
    }
    const results = await Promise.all([
      push('a', 'a1'),
      push('b', 'b1'),
      push('a', 'a2'),
      push('c', 'c1'),
      push('b', 'b2'),
    ])
    expect(sent).toEqual(['a2', 'b2', 'c1'])
    expect(results).toEqual(['a2', 'b2', 'a2', 'c1', 'b2'])
  })

  it('takes a frame again after a wait, unless a newer one came', async () => {
    const pacer = new Pacer<string>(5, retryAfter)
    let tries = 0
    const refused = pacer.push('T', {
      key: 'a',
      send: async () => {
        tries += 1
        if (tries === 1) throw Object.assign(new Error('later'), { wait: 0.01 })
        return 'old'
      },
    })
    expect(await refused).toBe('old')
    expect(tries).toBe(2)
  })

  it('rejects what waits when it is stopped', async () => {
    const pacer = new Pacer<string>(1_000, retryAfter)
    await pacer.push('T', { key: 'a', send: async () => 'a' })
    const waiting = pacer.push('T', { key: 'b', send: async () => 'b' })
    pacer.stop()
    await expect(waiting).rejects.toThrow('closed')
    await expect(pacer.push('T', { key: 'c', send: async () => 'c' })).rejects.toThrow('closed')
  })
})
