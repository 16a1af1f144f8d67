import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createTurns } from '../../../src/db/pool/turns.ts'
import type { Use } from '../../../src/db/pool/watch.ts'

/** A connection on which one thing is done after the other, in the order in which it was asked for. */
function oneConnection(): { use: Use<null>; done: string[] } {
  const done: string[] = []
  let last: Promise<unknown> = Promise.resolve()
  const use: Use<null> = (what, work) => {
    const mine = last.then(async () => {
      const result = await work({ client: null, lost: false })
      done.push(what.kind)
      return result
    })
    last = mine.catch(() => {})
    return mine
  }
  return { use, done }
}

const times = { quiet: 200, turn: 20, patience: 20_000 }
const piece = () => sleep(30)

it('no piece of long work comes between the statements of a command', async () => {
  const { use, done } = oneConnection()
  const turns = createTurns(times)
  const long = turns.patient(use)
  const first = turns.first(use)
  const work = (async () => {
    for (let n = 0; n < 4; n++) await long({ kind: 'bulk' }, piece)
  })()
  await sleep(5)
  for (let n = 0; n < 6; n++) await first({ kind: 'statement' }, () => sleep(2))
  await work
  const from = done.indexOf('statement')
  expect(done.slice(from, from + 6)).toEqual(Array(6).fill('statement'))
  expect(done.filter((kind) => kind === 'bulk')).toHaveLength(4)
})

it('long work comes to its end, however much is asked meanwhile', async () => {
  const { use, done } = oneConnection()
  const turns = createTurns({ ...times, patience: 50 })
  const long = turns.patient(use)
  let over = false
  const asking = (async () => {
    while (!over) await turns.first(use)({ kind: 'statement' }, () => sleep(2))
  })()
  for (let n = 0; n < 3; n++) await long({ kind: 'bulk' }, piece)
  over = true
  await asking
  expect(done.filter((kind) => kind === 'bulk')).toHaveLength(3)
})

it('short statements of long work go on until it has had its turn', async () => {
  const { use } = oneConnection()
  const turns = createTurns({ quiet: 60_000, turn: 10_000, patience: 60_000 })
  await turns.first(use)({ kind: 'statement' }, async () => {})
  for (let n = 0; n < 5; n++) await turns.patient(use)({ kind: 'statement' }, async () => {})
})

it('long work that has let others go first has a whole turn again', async () => {
  // As if nobody stood behind anybody: only the turns are measured.
  const use: Use<null> = (_, work) => work({ client: null, lost: false })
  const turns = createTurns({ quiet: 5, turn: 40, patience: 400 })
  const long = turns.patient(use)
  let answer = () => {}
  const asking = turns.first(use)({ kind: 'statement' }, () => new Promise<void>((done) => (answer = done)))
  await long({ kind: 'bulk' }, () => sleep(50))
  const from = performance.now()
  for (let n = 0; n < 8; n++) await long({ kind: 'bulk' }, async () => {})
  answer()
  await asking
  // It has waited once and not before each piece.
  expect(performance.now() - from).toBeLessThan(2000)
})

it('what fails no longer counts as asking', async () => {
  const { use, done } = oneConnection()
  const turns = createTurns({ quiet: 10, turn: 0, patience: 60_000 })
  await expect(turns.first(use)({ kind: 'statement' }, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  await turns.patient(use)({ kind: 'bulk' }, async () => {})
  expect(done).toEqual(['bulk'])
})
