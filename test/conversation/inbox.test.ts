import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Chat } from '../../src/bot/index.ts'
import { createInbox } from '../../src/conversation/inbox.ts'
import { rows } from '../../src/db/open.ts'
import { keepMessages, renewLeases, takeMessages } from '../../src/store/inbox.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { until } from '../support/until.ts'

let database: TestDatabase
const started: ReturnType<typeof createInbox>[] = []
const opening: (() => void)[] = []

beforeAll(async () => {
  database = await testDatabase({ max: 8 })
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.db.execute(sql`delete from inbox`)
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const open of opening.splice(0)) open()
  for (const inbox of started.splice(0)) await inbox.stop()
})

type Work = (body: { n: number }) => Promise<void>

function startBeside(work: Work) {
  // The inbox uses nothing else of a chat.
  const chat = { name: 'teams', work } as unknown as Chat
  const made = createInbox({ ...database, clock: () => new Date(), log: silent, chats: [chat] })
  made.start()
  started.push(made)
  return made
}

/** An inbox that has polled the empty database once, so that it takes new messages at once. */
async function startInbox(work: Work) {
  const made = startBeside(work)
  await put(made, -1)
  await soon(async () => (await states()).every(({ state }) => state === 'done'))
  await new Promise((resolve) => setTimeout(resolve, 100))
  await database.db.execute(sql`delete from inbox`)
  return made
}

const put = ({ inbox }: Pick<ReturnType<typeof createInbox>, 'inbox'>, n: number) =>
  inbox.put('teams', [`m${n}`], { n })
const states = () =>
  rows<{ id: number; state: string; attempts: number; leased: boolean }>(
    database.db,
    sql`select id, state, attempts, lease_until > clock_timestamp() as leased from inbox order by id`,
  )
const takeAsAnother = () => takeMessages(database.db, ['teams'], 100, 60)

/** With short pauses, because what is waited for can pass within milliseconds. */
const soon = (isSo: () => Promise<boolean> | boolean) => until(isSo, Boolean, 60, 5)

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

describe('a message that comes to a process with room', () => {
  it('is in its hands from the write that keeps it: no other process works on it meanwhile', async () => {
    const { open, opened } = gate()
    opening.push(open)
    const worked: number[] = []
    const made = await startInbox(async ({ n }) => {
      worked.push(n)
      if (n >= 0) await opened
    })
    expect(await put(made, 1)).toBe(true)
    expect(await states()).toMatchObject([{ state: 'new', attempts: 1, leased: true }])
    expect(await takeAsAnother()).toEqual([])
    expect(await put(made, 1)).toBe(false)
    open()
    await soon(async () => (await states()).every(({ state }) => state === 'done'))
    expect(worked).toEqual([-1, 1])
  })

  it('is another’s when that process died before the work was done', async () => {
    const [lost] = await keepMessages(database.db, new Date(), [
      { chat: 'teams', keys: ['m2'], body: { n: 2 }, lease: 60 },
    ])
    const worked: number[] = []
    const made = startBeside(async ({ n }) => void worked.push(n))
    await put(made, 3)
    await soon(() => worked.includes(3))
    expect(worked).toEqual([3])
    if (lost) await renewLeases(database.db, [lost.id], 0)
    await soon(async () => (await states()).every(({ state }) => state === 'done'))
    expect(worked).toEqual([3, 2])
    expect((await states()).map(({ attempts }) => attempts)).toEqual([2, 1])
  })

  it('is left to whoever takes it next when the write took as long as the lease', async () => {
    const worked: number[] = []
    const made = await startInbox(async ({ n }) => void worked.push(n))
    const real = performance.now.bind(performance)
    let frozen = 0
    vi.spyOn(performance, 'now').mockImplementation(() => real() + frozen)
    const writing = put(made, 4)
    await new Promise((resolve) => setImmediate(resolve))
    frozen = 60_000
    await writing
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(worked).toEqual([-1])
    const [left] = await states()
    expect(left).toMatchObject({ state: 'new', attempts: 1 })
    await renewLeases(database.db, [left!.id], 0)
    await soon(() => worked.includes(4))
  })
})

describe('the inbox', () => {
  it('works on sixteen at a time, and on all', async () => {
    let now = 0
    let most = 0
    const worked = new Set<number>()
    const made = await startInbox(async ({ n }) => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 20))
      now -= 1
      worked.add(n)
    })
    const some = async (from: number) => Promise.all(Array.from({ length: 30 }, (_, at) => put(made, from + at)))
    await some(100)
    await some(200)
    await soon(() => worked.size === 61)
    expect(most).toBeGreaterThan(8)
    expect(most).toBeLessThanOrEqual(16)
  })

  it.each([
    ['as long as the platform asks', 90, 90],
    ['no longer than an hour', 1e9, 3600],
    ['a moment, if it asks for nothing that makes sense', Number.NaN, 2],
  ])('tries a message again after %s', async (_, retryAfter, seconds) => {
    const made = await startInbox(async ({ n }) => {
      if (n < 0) return
      throw Object.assign(new Error('busy'), { retryAfter })
    })
    await put(made, 1)
    const due = () =>
      rows<{ attempts: number; left: number | null; leased: boolean }>(
        database.db,
        sql`select attempts, lease_until is not null as leased,
              extract(epoch from next_at - clock_timestamp())::int as left from inbox`,
      )
    await soon(async () => (await due()).some(({ attempts, leased }) => attempts > 0 && !leased))
    const left = (await due())[0]?.left
    expect(left).toBeGreaterThan(seconds - 20)
    expect(left).toBeLessThanOrEqual(seconds)
  })

  it('has nothing in hand when it has stopped, and loses nothing that came at that moment', async () => {
    let ended = 0
    const made = await startInbox(async ({ n }) => {
      if (n < 0) return
      await new Promise((resolve) => setTimeout(resolve, 20))
      ended += 1
    })
    const puts = Array.from({ length: 5 }, (_, n) => put(made, n))
    await new Promise((resolve) => setImmediate(resolve))
    await made.stop()
    expect(await Promise.all(puts)).toEqual([true, true, true, true, true])
    const after = await states()
    expect(after.filter(({ state }) => state === 'done')).toHaveLength(ended)
    expect(after.filter(({ state, leased }) => state === 'new' && leased)).toEqual([])
    expect(after).toHaveLength(5)
  })
})
