import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card, Place } from '../../../../src/bot/index.ts'
import { anna, said } from '../../../support/teams/activities.ts'
import { posts, type TeamsBench, teamsBench, updates, wordsIn } from '../../../support/teams/bot.ts'

let bench: TeamsBench
let where: Place
beforeEach(async () => {
  bench = await teamsBench()
  await bench.post(said(bench.cloud.url, anna, 'hej'))
  await bench.settled()
  where = bench.heard[0]?.where as Place
  bench.time.waited.length = 0
})
afterEach(() => bench.close())

const card = (done: number): Card => ({
  kind: 'notice',
  tone: 'info',
  title: `Skickar ${done}`,
  progress: { done, total: 100 },
})

describe('live progress', () => {
  it('replaces its message in place, at most every two seconds', async () => {
    const message = await bench.chat.post(where, card(0))
    for (const done of [1, 2, 3]) await bench.chat.post(message, card(done))
    expect(updates(bench.cloud).map(({ path }) => path.split('/').at(-1))).toEqual(Array(3).fill(message.message))
    expect(bench.time.waited).toEqual([2000, 2000])
  })

  it('skips what is overtaken while it waits', async () => {
    const message = await bench.chat.post(where, card(0))
    await bench.chat.post(message, card(1))
    await Promise.all([2, 3, 4].map((done) => bench.chat.post(message, card(done))))
    const shown = updates(bench.cloud).map(({ body }) => wordsIn(body).match(/Skickar \d+/)?.[0])
    expect(shown).toEqual(['Skickar 1', 'Skickar 4'])
  })

  it('goes on in a message known only from the database', async () => {
    const message = await bench.chat.post(where, card(0))
    const again = await bench.chat.post(JSON.parse(JSON.stringify(message)), card(9))
    expect(again).toEqual(message)
  })
})

describe('a busy service', () => {
  it.each([429, 412, 502, 504])('that answers %i is asked again, more and more patiently', async (status) => {
    bench.cloud.failures.push({ status }, { status }, { status })
    await bench.chat.post(where, card(0))
    expect(bench.time.waited).toEqual([625, 1250, 2500])
    expect(posts(bench.cloud).filter(({ id }) => id)).toHaveLength(2)
  })

  it('is left alone for as long as it asks', async () => {
    bench.cloud.failures.push({ status: 429, retryAfter: '9' })
    await bench.chat.post(where, card(0))
    expect(bench.time.waited).toEqual([11_250])
  })

  it('is given up after five attempts', async () => {
    for (let i = 0; i < 9; i += 1) bench.cloud.failures.push({ status: 429 })
    await expect(bench.chat.post(where, card(0))).rejects.toMatchObject({ status: 429 })
    expect(bench.time.waited).toHaveLength(4)
    bench.cloud.failures.length = 0
  })

  it('never sees a token when its host is not on the list', async () => {
    const elsewhere = { ...where, more: { ...where.more, serviceUrl: 'https://evil.trafficmanager.net/' } }
    await expect(bench.chat.post(elsewhere, card(0))).rejects.toMatchObject({ status: undefined })
  })
})
