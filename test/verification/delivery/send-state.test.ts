import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SendState, sends } from '../../../src/db/schema/index.ts'
import { type Move, moveSendState, pauseSend, runWithin } from '../../../src/verification/delivery/send-state.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, testService } from '../../support/service.ts'

let database: TestDatabase
let requester: number
const service = () => testService(database, { now })
const now = new Date('2026-03-10T09:00:00Z')
beforeAll(async () => {
  database = await testDatabase()
  requester = (await actAs(service())).actor.id
})
afterAll(() => database.drop())

async function sendThatIs(state: SendState): Promise<number> {
  const ended = state === 'done' || state === 'stopped'
  const pausedBecause = state === 'paused' ? 'policy' : null
  const send = { kind: 'single', state, requester, priority: 0, total: 0, createdAt: now, pausedBecause } as const
  const [made] = await database.db
    .insert(sends)
    .values({ ...send, finishedAt: ended ? now : null })
    .returning()
  return made!.id
}

it.each<[from: SendState, move: Move, to: SendState | undefined]>([
  ['running', 'pause', 'paused'],
  ['running', 'resume', undefined],
  ['running', 'stop', 'stopped'],
  ['paused', 'pause', undefined],
  ['paused', 'resume', 'running'],
  ['paused', 'stop', 'stopped'],
  ['stopped', 'pause', undefined],
  ['stopped', 'resume', undefined],
  ['stopped', 'stop', undefined],
  ['done', 'pause', undefined],
  ['done', 'resume', undefined],
  ['done', 'stop', undefined],
])('a send that is %s and is told to %s is then %s', async (from, move, to) => {
  const id = await sendThatIs(from)
  const moved = await moveSendState(database.db, service(), id, move)
  expect(moved?.state).toBe(to)
  const [left] = await database.db.select().from(sends).where(eq(sends.id, id))
  expect(left).toMatchObject({ state: to ?? from })
  if (to) expect(left!.pausedBecause).toBe(to === 'paused' ? 'person' : null)
})

it('an automatic pause keeps its reason and the words of the server, until the send is resumed', async () => {
  const id = await sendThatIs('running')
  const because = { because: 'equal_errors', detail: '550 5.1.1 no such user' } as const
  expect(await pauseSend(service(), id, because)).toBe(true)
  expect(await pauseSend(service(), id, { because: 'policy', detail: '554 no' })).toBe(false)
  const [paused] = await database.db.select().from(sends).where(eq(sends.id, id))
  expect(paused).toMatchObject({ state: 'paused', pausedBecause: 'equal_errors', pausedDetail: because.detail })
  const resumed = await moveSendState(database.db, service(), id, 'resume')
  expect(resumed).toMatchObject({ state: 'running', pausedBecause: null, pausedDetail: null })
})

describe('how much of the last minute a send has run', () => {
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
  const paused = (seconds: number) => ({ at: ago(seconds), pauses: true })
  const resumed = (seconds: number) => ({ at: ago(seconds), pauses: false })
  it.each([
    ['all of it', [], 600, 60],
    ['since it began', [], 20, 20],
    ['since it was resumed', [resumed(10), paused(300)], 600, 10],
    ['before and after a short pause', [resumed(10), paused(30)], 600, 40],
    ['before, between and after two', [resumed(5), paused(10), resumed(20), paused(50)], 600, 25],
    ['all of it, when the pause is long over', [resumed(200), paused(300)], 600, 60],
    ['at least a second', [resumed(0), paused(300)], 600, 1],
  ])('%s', (_, turnings, begun, seconds) => {
    expect(runWithin(turnings, ago(begun), now)).toBeCloseTo(seconds / 60)
  })
})
