import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killWorkers, stopPostgres } from '../faults/crashes.ts'
import { type Field, openField, slots } from '../faults/field.ts'
import { drainWorkers, freeze, stopSend, verifyDuring } from '../faults/orders.ts'

/**
 * The short form of `npm run faults`, with real processes and a PostgreSQL with fsync on. Two workers have eight
 * connections each.
 */
const connections = 2 * slots

/**
 * A mutant needs luck to meet the moment that it spoils, so it may try again. The engine itself may not. `npm test`
 * runs one of them; `npm run test:long` and `npm run faults` run them all.
 */
const chance = { retry: 4, timeout: 120_000 }
const inLong = { ...chance, skip: !process.env.LONG }

describe('kill -9 in the middle of a send', () => {
  it('loses nobody, and lists every letter that may have gone twice', async () => {
    const result = await killWorkers({ people: 900, kills: 6 })
    expect(result).toMatchObject({ lost: 0, sentNotAccepted: 0, unrecorded: 0, different: 0 })
    expect(result.copies).toBeLessThanOrEqual(2)
    // Only one of the two workers is killed at a time, and it has eight connections.
    expect(result.worst).toBeLessThanOrEqual(8)
  }, 300_000)

  it('would hide duplicates without the commit check', inLong, async () => {
    expect((await killWorkers({ people: 800, kills: 12, mutant: 'commit check left out' })).unrecorded).toBeGreaterThan(
      0,
    )
  })

  it('would lose people without recovery', inLong, async () => {
    expect((await killWorkers({ people: 400, kills: 3, mutant: 'no recovery', patience: 6 })).lost).toBeGreaterThan(0)
  })
})

describe('PostgreSQL stopped at once in the middle of a send', () => {
  it('loses nobody, doubles at most one letter a stop, and the workers live on', async () => {
    const result = await stopPostgres({ people: 1000, stops: 2 })
    expect(result).toMatchObject({ lost: 0, sentNotAccepted: 0, unrecorded: 0, different: 0 })
    expect(result.duplicates).toBeLessThanOrEqual(result.stops)
  }, 180_000)
})

describe('PostgreSQL that takes no writes in the middle of a send', () => {
  it('loses and doubles nobody, and work goes on by itself', async () => {
    const result = await stopPostgres({ people: 1000, stops: 2, how: 'read-only' })
    expect(result).toMatchObject({ lost: 0, sentNotAccepted: 0, unrecorded: 0, different: 0, duplicates: 0 })
  }, 180_000)
})

describe('in the middle of a send', () => {
  let field: Field
  beforeAll(async () => {
    field = await openField()
  })
  afterAll(() => field.clear())

  it('a worker that stood still longer than its leases sends nothing that another has taken over', async () => {
    const result = await freeze(field, { at: 'rcpt', times: 1 })
    expect(result).toMatchObject({ lost: 0, sentNotAccepted: 0, unrecorded: 0 })
    // The one connection that had carried a letter asks for its check ahead.
    expect(result.duplicates).toBeLessThanOrEqual(1)
  }, 180_000)

  it('and lists what was at the final dot when it stood still', inLong, async () => {
    const result = await freeze(field, { at: 'dot', times: 1 })
    expect(result).toMatchObject({ lost: 0, sentNotAccepted: 0, unrecorded: 0, duplicates: slots, uncertain: slots })
  })

  it('would send it all the same if fence and lease were not checked', inLong, async () => {
    const { unrecorded } = await freeze(field, { at: 'rcpt', times: 1, mutant: 'fence and lease ignored' })
    expect(unrecorded).toBeGreaterThanOrEqual(slots - 1)
  })

  it('a stop lets through no more than what is on the wire, and accounts for the rest', async () => {
    const { after, progress } = await stopSend(field, { people: 800 })
    expect(after).toBeLessThanOrEqual(connections)
    expect(progress).toMatchObject({ state: 'stopped', queued: 0, failed: 0, inDoubt: 0 })
    expect(progress.sent + progress.skipped).toBe(800)
    expect(progress.byReason.stopped).toBe(progress.skipped)
  }, 180_000)

  it('would let more letters through if the send were not checked', inLong, async () => {
    expect((await stopSend(field, { people: 800, mutant: 'stop ignored' })).after).toBeGreaterThan(connections)
  })

  it('who verifies meanwhile is not mailed', async () => {
    const { after, verified, progress } = await verifyDuring(field, { people: 800 })
    expect(verified).toBe(160)
    expect(after).toBeLessThanOrEqual(connections)
    expect(progress.byReason.already_verified).toBe(progress.skipped)
  }, 180_000)

  it('would mail people who have verified if the person were not checked', inLong, async () => {
    const { after } = await verifyDuring(field, { people: 800, mutant: 'verification ignored' })
    expect(after).toBeGreaterThan(connections)
  })

  it('a worker that is told to leave leaves nothing behind and nobody twice', async () => {
    const result = await drainWorkers(field, { people: 600, times: 4 })
    expect(result).toMatchObject({ lost: 0, duplicates: 0, leftHeld: 0 })
    expect(result.seconds).toBeLessThan(30)
  }, 180_000)
})
