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
import { referenceOf, under } from '../trace/reference.ts'
import { withoutPersonalNumbers } from './redact.ts'

/** Short, so that the messages of a dead process are soon taken over. Renewed while a message is being processed. */
const leaseSeconds = 10
const renewEvery = (leaseSeconds * 1000) / 3
const mostAttempts = 8
/** In seconds. Nobody waits for an answer any longer, whatever a platform asks. */
const longestPause = 3600
const mostAtOnce = 16
const pollEvery = 500
const pollAfterError = 2000

/**
 * Stores messages before the platform gets its acknowledgement, and processes them at least once, a few at a time.
 * While there is capacity, a message is leased in the same statement that stores it. Polling finds the messages that
 * were only stored, and those whose lease ended with the process that held it.
 */
export function createInbox(parts: { db: Db; keyed: Db; clock(): Date; log: Log; chats: Chat[] }) {
  const { db, log } = parts
  const working = new Set<Promise<void>>()
  const byName = new Map<Platform, Chat>()
  let timer: NodeJS.Timeout | undefined
  let running = false
  let polling: Promise<void> | undefined
  /** Set when a poll was wanted while another was running. */
  let pollAgain = false
  /** Older messages may be waiting in the database. They are processed before new ones are leased. */
  let backlog = true
  /** Capacity taken by statements that are running and may lease messages. */
  let reserved = 0
  const inProgress = new Set<number>()
  let renewing: NodeJS.Timeout | undefined

  const capacity = () => mostAtOnce - working.size - reserved

  /** Messages that arrive at the same moment are stored in one statement, with one flush to disk. */
  const writes = createBatcher<Received, boolean | Error>(store, 2)

  const inbox: Inbox = {
    async put(chat, keys, body) {
      const isNew = await writes.add({ chat, keys, body: withoutPersonalNumbers(body) })
      if (isNew instanceof Error) throw isNew
      return isNew
    },
  }

  async function store(received: Received[]): Promise<(boolean | Error)[]> {
    const since = performance.now()
    let free = running && !backlog ? capacity() : 0
    const given = received.map((one) =>
      byName.has(one.chat as Platform) && free-- > 0 ? { ...one, lease: leaseSeconds } : one,
    )
    const leased = given.filter(({ lease }) => lease !== undefined).length
    reserved += leased
    try {
      const kept = await keepMessages(parts.keyed, parts.clock(), given)
      let left = false
      kept.forEach((one, n) => {
        if (one && given[n]!.lease !== undefined) begin(one, since)
        else if (one) left = true
      })
      if (left) {
        backlog = true
        setImmediate(poll)
      }
      return kept.map((one) => one !== false)
    } catch (error) {
      return received.map(() => error as Error)
    } finally {
      reserved -= leased
    }
  }

  function poll(): void {
    if (polling) pollAgain = true
    if (!running || polling) return
    pollAgain = false
    polling = takeDue().finally(() => {
      polling = undefined
    })
  }

  async function takeDue(): Promise<void> {
    const since = performance.now()
    // The other half stays free for new messages, which can then be leased as they are stored.
    const count = Math.ceil(capacity() / 2)
    if (count <= 0) return schedule(pollEvery)
    reserved += count
    try {
      const taken = await takeMessages(db, [...byName.keys()], count, leaseSeconds)
      backlog = taken.length === count || pollAgain
      for (const kept of taken) begin(kept, since)
      schedule(backlog ? 0 : pollEvery)
    } catch (error) {
      log.warn({ error: String((error as Error).message) }, 'The inbox cannot be read')
      schedule(pollAfterError)
    } finally {
      reserved -= count
    }
  }

  /** Starts one turn of the event loop later, so that the platform gets its acknowledgement first. */
  function begin(kept: Kept, since: number): void {
    const work = new Promise(setImmediate)
      .then(() => handle(kept, since))
      .finally(() => {
        working.delete(work)
        if (backlog) poll()
      })
    working.add(work)
  }

  /** Under the same reference each time it is tried. */
  const handle = (kept: Kept, since: number): Promise<void> =>
    under(referenceOf(`${kept.chat}:${kept.id}`), () => process(kept, since))

  async function process(kept: Kept, since: number): Promise<void> {
    // The lease may end before it can be renewed. Whoever takes the message next processes it then.
    if (performance.now() - since > leaseSeconds * 1000 - renewEvery) return
    inProgress.add(kept.id)
    try {
      await byName.get(kept.chat as Platform)!.work!(kept.body)
      await endMessage(db, kept.id, 'done')
    } catch (error) {
      log.error(
        { inbox: kept.id, attempt: kept.attempts, error: String((error as Error).message) },
        'A message could not be processed',
      )
      const over = kept.attempts >= mostAttempts
      await (over ? endMessage(db, kept.id, 'failed') : postponeMessage(db, kept.id, pauseAfter(error, kept))).catch(
        () => {},
      )
    } finally {
      inProgress.delete(kept.id)
    }
  }

  function renew(): void {
    if (inProgress.size === 0) return
    renewLeases(db, [...inProgress], leaseSeconds).catch((error) =>
      log.warn({ error: String((error as Error).message) }, 'The lease of a message could not be renewed'),
    )
  }

  function schedule(milliseconds: number): void {
    clearTimeout(timer)
    if (running) timer = setTimeout(poll, milliseconds)
  }

  return {
    inbox,
    start() {
      for (const chat of parts.chats) if (chat.work) byName.set(chat.name, chat)
      running = byName.size > 0
      renewing = setInterval(renew, renewEvery)
      schedule(0)
    },
    /** Takes no more messages and waits for those in progress. */
    async stop() {
      running = false
      clearTimeout(timer)
      await Promise.allSettled([writes.idle(), polling])
      await Promise.allSettled([...working])
      clearInterval(renewing)
    },
  }
}

/** Seconds until a message is tried again: longer each time, and as long as the platform has asked us to wait. */
function pauseAfter(error: unknown, { attempts }: Kept): number {
  const { retryAfter } = error as { retryAfter?: unknown }
  const asked = typeof retryAfter === 'number' && retryAfter > 0 ? Math.min(Math.ceil(retryAfter), longestPause) : 0
  return Math.max(2 ** attempts, asked)
}
