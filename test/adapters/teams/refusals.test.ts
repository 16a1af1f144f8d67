import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reply } from '#bot'
import { anna, pressed, said } from '../../support/teams/activities.ts'
import { createHarness, posts, type TeamsHarness, wordsIn } from '../../support/teams/harness.ts'

vi.setConfig({ testTimeout: 60_000 })

const plan: Reply = {
  card: {
    kind: 'plan',
    tone: 'question',
    title: 'Skicka till 2 personer?',
    facts: [['Urval', 'alla']],
    rows: { head: ['Namn'], body: [['Ida Ek\nida@acme.example']] },
    buttons: [{ label: 'Skicka till 2', say: 'bekräfta K7QM', effect: 'primary' }],
  },
  private: true,
}
let harness: TeamsHarness
beforeEach(async () => {
  harness = await createHarness({ work: false })
  harness.replies.set('verifiera konton', plan)
})
afterEach(() => harness.close())

const answers = () => posts(harness.cloud).filter(({ id }) => id)
/** Works on what came last, as often as the inbox would. */
async function work(): Promise<number> {
  for (let attempt = 1; attempt <= 8; attempt += 1)
    if (await harness.chat.work!(harness.inbox.at(-1)).then(Boolean.bind(null, true), () => false)) return attempt
  return 9
}
/** Teams asks for a member, and then takes the answer. */
const fail = (call: 'member' | 'answer', status: number, times: number) => {
  if (call === 'answer') harness.cloud.failures.push({ status: 200 })
  for (let at = 0; at < times; at += 1) harness.cloud.failures.push({ status, retryAfter: '0' })
}

describe('a refusal of Teams', () => {
  it.each([400, 413, 415, 422])(
    'of what a card holds (%i) leaves its words and commands as plain lines',
    async (status) => {
      await harness.post(said(harness.cloud.url, anna, 'verifiera konton'))
      fail('answer', status, 1)
      expect(await work()).toBe(1)
      expect(answers()).toHaveLength(1)
      expect(answers()[0]?.body).toMatchObject({
        textFormat: 'plain',
        text: 'Skicka till 2 personer?\nUrval: alla\nIda Ek ida@acme.example\nSkicka till 2: bekräfta K7QM',
      })
    },
  )

  it.each([400, 403, 404, 405, 410, 413, 415, 422, 451, 501])(
    'for good (%i) is not tried again, and logged once',
    async (status) => {
      await harness.post(said(harness.cloud.url, anna, 'verifiera konton'))
      fail('answer', status, 9)
      expect(await work()).toBe(1)
      expect(answers()).toEqual([])
      expect(posts(harness.cloud).length).toBeLessThanOrEqual(2)
      expect(harness.logged.map(({ step, status: told }) => [step, told])).toEqual([['send', status]])
    },
  )

  it.each([401, 408, 409, 412, 425, 429, 500, 502, 503, 504])(
    'that may pass (%i) is answered once in the end',
    async (status) => {
      for (const call of ['member', 'answer'] as const) {
        harness.time.now += 61_000
        const before = answers().length
        await harness.post(said(harness.cloud.url, anna, 'verifiera konton'))
        fail(call, status, 2)
        expect(await work(), call).toBeLessThanOrEqual(3)
        harness.cloud.failures.length = 0
        expect(answers().length - before, call).toBe(1)
        expect(wordsIn(answers().at(-1)?.body)).toContain('Skicka till 2 personer?')
      }
    },
  )

  it.each([400, 403, 404, 405, 413, 422])(
    'of a pressed card’s update (%i) puts the answer below it',
    async (status) => {
      harness.replies.set('bekräfta K7QM', { ...plan, private: false, replaces: true, follow: 'K7QM' })
      await harness.post(said(harness.cloud.url, anna, 'verifiera konton'))
      await work()
      const message = String(answers()[0]?.id)
      const press = harness.post(pressed(harness.cloud.url, anna, 'bekräfta K7QM', { message }))
      await vi.waitFor(() => expect(harness.inbox).toHaveLength(2))
      harness.cloud.failures.push({ status })
      expect(await work()).toBe(1)
      expect((await press).status).toBe(200)
      expect(answers()).toHaveLength(2)
      expect(harness.followed.at(-1)?.message.message).toBe(answers()[1]?.id)
    },
  )
})
