import type { Chat, Inbox, Log, Platform } from '#bot'
import type { Db } from './db/open.ts'
import { createBatcher } from './jobs/batcher.ts'
import { withoutPersonalNumbers } from './redact.ts'
import {
  endMessage,
  type Kept,
  keepMessages,
  postponeMessage,
  type Received,
  renewLeases,
  takeMessages,
} from './verification/inbox.ts'

/** Short, and renewed while the work lasts: what a dead process had in hand is soon another's. */
const leaseSeconds = 10
const mostAttempts = 8
const idle = 500

/** Messages are kept before the platform is answered and worked off here: at least once, a few at a time. */
export function createInbox(parts: { db: Db; clock(): Date; log: Log; chats: Chat[] }) {
  const { db, log } = parts
  const working = new Set<Promise<void>>()
  const byName = new Map<Platform, Chat>()
  let timer: NodeJS.Timeout | undefined
  let running = false
  let looking = false
  /** Something came while we looked: look once more. */
  let missed = false
  const inHand = new Set<number>()
  let renewing: NodeJS.Timeout | undefined

  /** Messages that come at the same moment are stored together: one statement, one flush to disk. */
  const keeping = createBatcher<Received, boolean | Error>(async (received) => {
    try {
      return await keepMessages(db, parts.clock(), received)
    } catch (error) {
      return received.map(() => error as Error)
    }
  }, 2)

  const inbox: Inbox = {
    async put(chat, keys, body) {
      const fresh = await keeping.add({ chat, keys, body: withoutPersonalNumbers(body) })
      if (fresh instanceof Error) throw fresh
      if (fresh) setImmediate(() => void look())
      return fresh
    },
  }

  async function look(): Promise<void> {
    if (looking) missed = true
    if (!running || looking) return
    looking = true
    missed = false
    try {
      const room = 16 - working.size
      const taken = room > 0 ? await takeMessages(db, [...byName.keys()], room, leaseSeconds) : []
      for (const kept of taken) {
        const work = workOff(kept).finally(() => working.delete(work))
        working.add(work)
      }
      schedule(taken.length || missed ? 0 : idle)
    } catch (error) {
      log.warn({ error: String((error as Error).message) }, 'The inbox cannot be read')
      schedule(2000)
    } finally {
      looking = false
    }
  }

  async function workOff(kept: Kept): Promise<void> {
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
    if (running) timer = setTimeout(() => void look(), milliseconds)
  }

  return {
    inbox,
    start() {
      for (const chat of parts.chats) if (chat.work) byName.set(chat.name, chat)
      running = byName.size > 0
      renewing = setInterval(renew, (leaseSeconds * 1000) / 3)
      schedule(0)
    },
    /** Takes nothing more and waits for what is being worked on. */
    async stop() {
      running = false
      clearTimeout(timer)
      await Promise.allSettled([...working])
      clearInterval(renewing)
    },
  }
}
