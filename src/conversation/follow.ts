import type { Card, Chat, MessageRef, Place } from '#bot'
import { type Say, speaker } from '#text'
import type { Log } from '../base/log.ts'
import { sendCard } from '../commands/sends/send-card.ts'
import { endFollow, type Follow, keepFollow, reachable, shownFollow, takeFollows, toldOf } from '../store/follows.ts'
import type { Service } from '../verification/context.ts'
import { progressOf } from '../verification/delivery/progress.ts'

/** Platforms allow about one update of a message in two seconds; the latest state wins. */
const every = 2000
const mostAttempts = 20

/**
 * Keeps posted messages in step with their sends, across restarts: progress, an automatic pause told of in a message of
 * its own, the result. Also posts what concerns somebody who did not ask (an approval).
 */
export function createFollower(parts: { service: Service; chats: Chat[]; log: Log }) {
  const { service, log } = parts
  /** Filled in later than this is made: the chats need the follower, too. */
  const chatOf = (name: string) => parts.chats.find((chat) => chat.name === name)
  const shown = new Map<number, string>()
  const telling = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    try {
      for (const follow of await takeFollows(
        service.db,
        parts.chats.map((c) => c.name),
        every / 1000,
      )) {
        await show(follow).catch((error) => failed(follow, error))
      }
    } catch (error) {
      log.warn({ error: String((error as Error).message) }, 'Live progress cannot be read')
    }
  }

  async function show(follow: Follow): Promise<void> {
    const progress = await progressOf(service, follow.sendId)
    if (!progress) return
    const chat = chatOf(follow.chat)!
    const say = speaker(follow.language ?? 'sv')
    // In a channel only the numbers stand, not who sent.
    const card = sendCard(say, progress, (follow.message as unknown as Place).private ? follow.by : null)
    const ended = progress.state === 'done' || progress.state === 'stopped'
    const now = JSON.stringify(card)
    if (shown.get(follow.id) !== now) await chat.post(follow.message as unknown as MessageRef, card)
    shown.set(follow.id, now)
    if (follow.attempts > 1) await shownFollow(service.db, follow.id)
    const alarm = progress.state === 'paused' && progress.pausedBecause !== 'person' ? progress.pausedBecause : null
    if (alarm && follow.told !== alarm) {
      await chat.post({ ...(follow.message as unknown as Place), message: undefined }, card)
      await toldOf(service.db, follow.id, alarm)
    }
    if (!ended) return
    shown.delete(follow.id)
    await endFollow(service.db, follow.id)
  }

  async function failed(follow: Follow, error: unknown): Promise<void> {
    log.warn({ follow: follow.id, error: String((error as Error).message) }, 'A message could not be updated')
    const gone = (error as { code?: string }).code === 'gone'
    if (gone || follow.attempts >= mostAttempts) await endFollow(service.db, follow.id)
  }

  const untold = (error: Error) => log.warn({ error: error.message }, 'Somebody could not be told')

  async function tell(identityIds: number[], card: (say: Say) => Card): Promise<void> {
    for (const { chat: name, place, language } of await reachable(service.db, identityIds)) {
      const chat = chatOf(name)
      if (!chat) continue
      // One chat's failure keeps nobody else from being told.
      await chat.post(place as unknown as Place, card(speaker(language ?? 'sv'))).catch(untold)
    }
  }

  return {
    follow: (send: string, message: MessageRef) => keepFollow(service.db, send, message.chat, { ...message }),
    tell(identityIds: number[], card: (say: Say) => Card): void {
      const done = tell(identityIds, card)
        .catch(untold)
        .finally(() => telling.delete(done))
      telling.add(done)
    },
    start() {
      const next = () => {
        timer = setTimeout(() => {
          looking = look().finally(() => timer && next())
        }, every / 2)
      }
      next()
    },
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await looking
      await Promise.allSettled([...telling])
    },
  }
}
