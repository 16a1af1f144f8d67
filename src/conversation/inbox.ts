import type { Chat, Inbox, Platform } from '#bot'
import { createBatcher } from '../base/batcher.ts'
import type { Log } from '../base/log.ts'
import type { Db } from '../db/open.ts'
import {
  endMessage,
  type Kept,
  keepMessages,
  postponeMessage,
  type Received,
  renewLeases,
  takeMessages,
} from '../store/inbox.ts'
import { withoutPersonalNumbers } from './redact.ts'

/** Short, and renewed while the work lasts: what a dead process had in hand is soon another's. */
const leaseSeconds = 10
const renewEach = (leaseSeconds * 1000) / 3
const mostAttempts = 8
const mostAtOnce = 16
const idle = 500

/**
 * Messages are kept before the platform is answered and worked off here: at least once, a few at a time. Where there is
 * room, one is taken in the same write that keeps it; a look into the database finds the rest and what others left.
 */
export function createInbox(parts: { db: Db; keyed: Db; clock(): Date; log: Log; chats: Chat[] }) {
  const { db, log } = parts
  const working = new Set<Promise<void>>()
  const byName = new Map<Platform, Chat>()
  let timer: NodeJS.Timeout | undefined
  let running = false
  let looking: Promise<void> | undefined
  /** Something came while we looked: look once more. */
  let missed = false
  /** Others may wait in the database: they come first. */
  let behind = true
  /** How many a write under way may put into our hands. */
  let promised = 0
  const inHand = new Set<number>()
  let renewing: NodeJS.Timeout | undefined

  const room = () => mostAtOnce - working.size - promised

  /** Messages that come at the same moment are stored together: one statement, one flush to disk. */
  const keeping = createBatcher<Received, boolean | Error>(keep, 2)

  const inbox: Inbox = {
    async put(chat, keys, body) {
      const fresh = await keeping.add({ chat, keys, body: withoutPersonalNumbers(body) })
      if (fresh instanceof Error) throw fresh
      return fresh
    },
  }

  async function keep(received: Received[]): Promise<(boolean | Error)[]> {
    const since = performance.now()
    let free = running && !behind ? room() : 0
    const given = received.map((one) =>
      byName.has(one.chat as Platform) && free-- > 0 ? { ...one, lease: leaseSeconds } : one,
    )
    const taking = given.filter(({ lease }) => lease !== undefined).length
    promised += taking
    try {
      const kept = await keepMessages(parts.keyed, parts.clock(), given)
      let left = false
      kept.forEach((one, n) => {
        if (one && given[n]!.lease !== undefined) begin(one, since)
        else if (one) left = true
      })
      if (left) {
        behind = true
        setImmediate(look)
      }
      return kept.map((one) => one !== false)
    } catch (error) {
      return received.map(() => error as Error)
    } finally {
      promised -= taking
    }
  }

  function look(): void {
    if (looking) missed = true
    if (!running || looking) return
    missed = false
    looking = takeDue().finally(() => {
      looking = undefined
    })
  }

  async function takeDue(): Promise<void> {
    const since = performance.now()
    // Half of the room: what comes meanwhile can still go straight to work.
    const count = Math.ceil(room() / 2)
    if (count <= 0) return schedule(idle)
    promised += count
    try {
      const taken = await takeMessages(db, [...byName.keys()], count, leaseSeconds)
      behind = taken.length === count || missed
      for (const kept of taken) begin(kept, since)
      schedule(behind ? 0 : idle)
    } catch (error) {
      log.warn({ error: String((error as Error).message) }, 'The inbox cannot be read')
      schedule(2000)
    } finally {
      promised -= count
    }
  }

  /** A turn later, so that whoever waits for the message to be kept is answered before the work begins. */
  function begin(kept: Kept, since: number): void {
    const work = new Promise(setImmediate)
      .then(() => workOff(kept, since))
      .finally(() => {
        working.delete(work)
        if (behind) look()
      })
    working.add(work)
  }

  async function workOff(kept: Kept, since: number): Promise<void> {
    // So long after it was asked for, the lease may end before it is renewed: then it is whoever's takes it next.
    if (performance.now() - since > leaseSeconds * 1000 - renewEach) return
    inHand.add(kept.id)
    try {
      await byName.get(kept.chat as Platform)!.work!(kept.body)
      await endMessage(db, kept.id, 'done')
    } catch (error) {
      log.error(
        { inbox: kept.id, attempt: kept.attempts, error: String((error as Error).message) },
        'A message could not be worked off',
      )
      const over = kept.attempts >= mostAttempts
      await (over ? endMessage(db, kept.id, 'failed') : postponeMessage(db, kept.id, 2 ** kept.attempts)).catch(
        () => {},
      )
    } finally {
      inHand.delete(kept.id)
    }
  }

  function renew(): void {
    if (inHand.size === 0) return
    renewLeases(db, [...inHand], leaseSeconds).catch((error) =>
      log.warn({ error: String((error as Error).message) }, 'A message in hand could not be held on to'),
    )
  }

  function schedule(milliseconds: number): void {
    clearTimeout(timer)
    if (running) timer = setTimeout(look, milliseconds)
  }

  return {
    inbox,
    start() {
      for (const chat of parts.chats) if (chat.work) byName.set(chat.name, chat)
      running = byName.size > 0
      renewing = setInterval(renew, renewEach)
      schedule(0)
    },
    /** Takes nothing more and waits for what is being worked on. */
    async stop() {
      running = false
      clearTimeout(timer)
      await Promise.allSettled([keeping.idle(), looking])
      await Promise.allSettled([...working])
      clearInterval(renewing)
    },
  }
}
