import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Transport } from '../../../../adapters/teams/api.ts'
import { pacedCalls } from '../../../../adapters/teams/transport/paced-calls.ts'
import type { Card, Place } from '../../../../src/bot/index.ts'
import { anna, said } from '../../../support/teams/activities.ts'
import { createHarness, posts, type TeamsHarness, updates, wordsIn } from '../../../support/teams/harness.ts'

let harness: TeamsHarness
let where: Place
beforeEach(async () => {
  harness = await createHarness()
  await harness.post(said(harness.cloud.url, anna, 'hej'))
  await harness.settled()
  where = harness.heard[0]?.where as Place
  harness.time.waited.length = 0
})
afterEach(() => harness.close())

const card = (done: number): Card => ({
  kind: 'notice',
  tone: 'info',
  title: `Skickar ${done}`,
  progress: { done, total: 100 },
})

describe('live progress', () => {
  it('replaces its message in place, at most every two seconds', async () => {
    const message = await harness.chat.post(where, card(0))
    for (const done of [1, 2, 3]) await harness.chat.post(message, card(done))
    expect(updates(harness.cloud).map(({ path }) => path.split('/').at(-1))).toEqual(Array(3).fill(message.message))
    expect(harness.time.waited).toEqual([2000, 2000])
  })

  it('leaves out updates that a newer one overtakes while they wait', async () => {
    const message = await harness.chat.post(where, card(0))
    await harness.chat.post(message, card(1))
    await Promise.all([2, 3, 4].map((done) => harness.chat.post(message, card(done))))
    const shown = updates(harness.cloud).map(({ body }) => wordsIn(body).match(/Skickar \d+/)?.[0])
    expect(shown).toEqual(['Skickar 1', 'Skickar 4'])
  })

  it('continues in a message that is known only from the database', async () => {
    const message = await harness.chat.post(where, card(0))
    const again = await harness.chat.post(JSON.parse(JSON.stringify(message)), card(9))
    expect(again).toEqual(message)
  })
})

describe('a busy service', () => {
  it.each([429, 412, 502, 504])('that answers %i is asked again after longer and longer pauses', async (status) => {
    harness.cloud.failures.push({ status }, { status }, { status })
    await harness.chat.post(where, card(0))
    expect(harness.time.waited).toEqual([625, 1250, 2500])
    expect(posts(harness.cloud).filter(({ id }) => id)).toHaveLength(2)
  })

  it('is not asked again before the time that it named', async () => {
    harness.cloud.failures.push({ status: 429, retryAfter: '9' })
    await harness.chat.post(where, card(0))
    expect(harness.time.waited).toEqual([11_250])
  })

  it('that asks for longer than others can wait is left to the inbox, with the time that it named', async () => {
    harness.cloud.failures.push({ status: 429, retryAfter: '90' })
    await expect(harness.chat.post(where, card(0))).rejects.toMatchObject({ status: 429, retryAfter: 90 })
    expect(harness.time.waited).toEqual([])
  })

  it('gets no update of a message before the time that it named', async () => {
    const message = await harness.chat.post(where, card(0))
    harness.cloud.failures.push({ status: 429, retryAfter: '90' })
    await expect(harness.chat.post(message, card(1))).rejects.toMatchObject({ status: 429 })
    await harness.chat.post(message, card(2))
    expect(harness.time.waited).toEqual([90_000])
    expect(wordsIn(updates(harness.cloud).at(-1)?.body)).toContain('Skickar 2')
  })

  it('is given up after five attempts', async () => {
    for (let i = 0; i < 9; i += 1) harness.cloud.failures.push({ status: 429 })
    await expect(harness.chat.post(where, card(0))).rejects.toMatchObject({ status: 429 })
    expect(harness.time.waited).toHaveLength(4)
    harness.cloud.failures.length = 0
  })

  it('gets no token if its host is not on the list', async () => {
    const elsewhere = { ...where, more: { ...where.more, serviceUrl: 'https://evil.trafficmanager.net/' } }
    await expect(harness.chat.post(elsewhere, card(0))).rejects.toMatchObject({ status: undefined })
  })
})

describe('a message for one member alone', () => {
  const calls = (sendTo?: Transport['sendTo'], host = 'smba.trafficmanager.net') => {
    const transport = { ...(sendTo && { sendTo }) } as Transport
    const time = { now: () => 0, wait: async () => {}, random: () => 0 }
    const paced = pacedCalls(async () => transport, new Set([host]), time)
    return paced.sendTo({ serviceUrl: `https://${host}/emea/`, id: '19:x' }, '29:anna', { type: 'message', text: 'x' })
  }

  it('is sent in the public cloud, and nowhere that might show it to everybody', async () => {
    const sent: string[] = []
    await calls(async (_, user) => void sent.push(user))
    expect(sent).toEqual(['29:anna'])
    for (const host of ['smba.infra.gov.teams.microsoft.us', 'smba.infra.gcc.teams.microsoft.com'])
      await expect(calls(async (_, user) => void sent.push(user), host)).rejects.toMatchObject({
        status: 501,
        code: 'gone',
      })
    expect(sent).toHaveLength(1)
  })

  it('is refused by packages that know none', async () => {
    await expect(calls()).rejects.toMatchObject({ status: 501, code: 'gone' })
  })
})
