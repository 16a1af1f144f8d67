import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { keepMessages, renewLeases, takeMessages } from '../../src/store/inbox.ts'
import { embeddedDatabase, type TestDatabase, testDatabase } from '../support/database/database.ts'

// Making the embedded database takes seconds, and half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let database: TestDatabase
const now = new Date('2026-03-02T09:00:00Z')

beforeAll(async () => {
  database = await testDatabase({ max: 8 })
})
afterAll(() => database.drop())

const keep = async (...keys: string[][]) => {
  const received = keys.map((names) => ({ chat: 'slack', keys: names, body: { names } }))
  return (await keepMessages(database.db, now, received)).map((kept) => kept !== false)
}
const take = () => takeMessages(database.db, ['slack'], 100, 60)

describe('the inbox', () => {
  it('keeps each message once by any of its names, within one write and over several', async () => {
    expect(await keep(['e1', 'm1'], ['e2', 'm1'], ['e3', 'm3'])).toEqual([true, false, true])
    expect(await keep(['e1', 'm1'], ['e4', 'm3'], ['e5'])).toEqual([false, false, true])
    expect((await take()).map(({ body }) => body)).toEqual([
      { names: ['e1', 'm1'] },
      { names: ['e3', 'm3'] },
      { names: ['e5'] },
    ])
  })

  it('recognises a third delivery by the name that only the second had', async () => {
    expect(await keep(['a1', 'b1'])).toEqual([true])
    expect(await keep(['a2', 'b1'])).toEqual([false])
    expect(await keep(['a2'])).toEqual([false])
  })

  it('keeps the same names of another chat apart', async () => {
    const other = [{ chat: 'teams', keys: ['e1'], body: {} }]
    expect(await keepMessages(database.db, now, other)).toMatchObject([{ chat: 'teams', attempts: 0 }])
    expect(await keepMessages(database.db, now, other)).toEqual([false])
  })

  it('keeps one of many that come at once', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, (_, at) => keep([`t${at % 2}`, 'same'], [`u${at}`])))
    expect(results.filter(([first]) => first)).toHaveLength(1)
    expect(results.filter(([, second]) => second)).toHaveLength(40)
  })

  it('keeps what people write, whatever signs are in it', async () => {
    await take()
    const text = 'NUL \u0000, half \ud83d a character \udc4b, back\\slash \\u0000, "quotes", 👋 å'
    const readable = 'NUL , half  a character , back\\slash \\u0000, "quotes", 👋 å'
    const [kept] = await keepMessages(database.db, now, [{ chat: 'slack', keys: ['signs'], body: { text } }])
    expect((await take()).map(({ body }) => body)).toEqual([{ text: readable }])
    expect(kept).toMatchObject({ body: { text: readable } })
  })

  it('keeps one and takes it in the same write: nobody else does, until its lease is over', async () => {
    const received = { chat: 'slack', body: { a: 1 } }
    const kept = await keepMessages(database.db, now, [
      { ...received, keys: ['mine'], lease: 60 },
      { ...received, keys: ['anyone'] },
      { ...received, keys: ['mine', 'again'], lease: 60 },
    ])
    expect(kept).toMatchObject([{ attempts: 1 }, { attempts: 0 }, false])
    const [mine, anyones] = kept.map((one) => (one ? one.id : 0))
    expect((await take()).map(({ id }) => id)).toEqual([anyones])
    await renewLeases(database.db, [mine!], 0)
    expect(await take()).toEqual([{ id: mine, chat: 'slack', body: { a: 1 }, attempts: 2 }])
  })

  it('leaves to a living process what it has in hand, and takes it from a dead one', async () => {
    await keep(['held'])
    const [held] = await takeMessages(database.db, ['slack'], 100, 0)
    await renewLeases(database.db, [held!.id], 60)
    expect(await take()).toEqual([])
    await renewLeases(database.db, [held!.id], 0)
    expect((await take()).map(({ id, attempts }) => ({ id, attempts }))).toEqual([{ id: held!.id, attempts: 2 }])
  })

  it('does all that on the embedded database', async () => {
    const embedded = await embeddedDatabase()
    const received = [
      { chat: 'slack', keys: ['e1', 'm1'], body: { a: 1 } },
      { chat: 'slack', keys: ['e2', 'm1'], body: { a: 2 } },
    ]
    expect(await keepMessages(embedded.db, now, received)).toMatchObject([{ body: { a: 1 } }, false])
    expect((await takeMessages(embedded.db, ['slack'], 5, 60)).map(({ body }) => body)).toEqual([{ a: 1 }])
    const [mine] = await keepMessages(embedded.db, now, [{ chat: 'slack', keys: ['e4'], body: { a: 4 }, lease: 60 }])
    expect(mine).toMatchObject({ body: { a: 4 }, attempts: 1 })
    expect(await takeMessages(embedded.db, ['slack'], 5, 60)).toEqual([])
    await embedded.drop()
  })
})
