import type { Card, Chat, MessageRef, Place } from '#bot'
import { type Say, speaker } from '#text'
import type { Log } from '../base/log.ts'
import { RecentMap } from '../base/recent-map.ts'
import { sendCard } from '../commands/sends/send-card.ts'
import { endFollow, type Follow, reachable, shownFollow, takeFollows, toldOf } from '../store/follows.ts'
import { dropCard, holdCard, keepCard, redrawRequester } from '../store/plan-cards.ts'
import type { Service } from '../verification/context.ts'
import { type Progress, progressOf } from '../verification/delivery/progress.ts'
import { peopleOfSend } from '../verification/sends/sends.ts'
import { languageAt, readPlace } from './live/places.ts'
import { createPlanCards } from './live/plan-cards.ts'

/** In milliseconds. Platforms allow about one update of a message in two seconds, and only the latest state matters. */
const updateEvery = 2000
const mostAttempts = 20
/** How long a stop waits for the chats, in milliseconds; what they have not shown then, the next start shows. */
const patience = 5000

/** In milliseconds: when a card that nobody asked for is posted again, because its chat had trouble. */
const tellAgainAfter = [2000, 6000]

/** How long trouble with the mail server lasts before it is announced, in milliseconds. */
const troublePatience = 120_000

/** What is announced in a message of its own: an automatic pause, and trouble that lasts. */
function alarmOf({ state, pausedBecause, trouble }: Progress, now: Date): string | null {
  if (state === 'paused') return pausedBecause === 'person' ? null : pausedBecause
  return trouble && now.getTime() - trouble.since.getTime() >= troublePatience ? trouble.since.toISOString() : null
}

/**
 * Keeps posted messages up to date with their plans and sends, even after a restart. An automatic pause, and trouble
 * with the mail server that lasts, is also announced in a message of its own. Posts cards to people who did not ask,
 * too, such as the approvers of a plan.
 */
export function createFollower(parts: { service: Service; chats: Chat[]; log: Log }) {
  const { service, log } = parts
  /** `parts.chats` is still empty when the follower is made, because the chats need the follower. */
  const chatOf = (name: string) => parts.chats.find((chat) => chat.name === name)
  /**
   * The last card shown for each follow, so that an unchanged one is not posted again. Another process may show the
   * last one of a send.
   */
  const shown = new RecentMap<number, string>(500)
  /** The updates under way, by follow: each at its own pace, so that a slow chat holds up nobody else's card. */
  const updating = new Map<number, Promise<void>>()
  const pending = new Set<Promise<void>>()
  /** The codes of the plans whose approvers are being told. */
  const telling = new Set<string>()
  const planCards = createPlanCards({ ...parts, isTelling: (code) => telling.has(code) })
  let endPauses = (_: true) => {}
  const stopped = new Promise<true>((resolve) => {
    endPauses = resolve
  })
  let timer: NodeJS.Timeout | undefined
  let polling: Promise<void> = Promise.resolve()

  async function poll(): Promise<void> {
    try {
      await planCards.poll()
      const chats = parts.chats.map((c) => c.name)
      for (const follow of await takeFollows(service.db, chats, updateEvery / 1000, [...updating.keys()])) {
        const done = show(follow)
          .catch((error) => failed(follow, error))
          .catch(logUnread)
          .finally(() => updating.delete(follow.id))
        updating.set(follow.id, done)
      }
    } catch (error) {
      logUnread(error as Error)
    }
  }

  const logUnread = (error: Error) => log.warn({ error: error.message }, 'Live progress cannot be read')

  async function show(follow: Follow): Promise<void> {
    const progress = await progressOf(service, follow.sendId)
    if (!progress) return
    const chat = chatOf(follow.chat)!
    const place = readPlace(follow.message)
    if (!place.message) return endFollow(service.db, follow.id)
    const say = speaker(languageAt(follow.language, place))
    // A channel gets only the numbers, not the names of those who confirmed the send.
    const card = sendCard(say, progress, place.private ? await peopleOfSend(service.db, follow.sendId) : undefined)
    // What was being handed over when the send was stopped may still change its numbers.
    const ended = progress.state === 'done' || (progress.state === 'stopped' && progress.queued === 0)
    const now = JSON.stringify(card)
    if (shown.get(follow.id) !== now) await chat.post(place, card)
    shown.set(follow.id, now)
    if (follow.attempts > 1) await shownFollow(service.db, follow.id)
    const alarm = alarmOf(progress, service.clock())
    if (alarm && follow.told !== alarm) {
      await chat.post({ ...place, message: undefined }, card)
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

  const logUntold = (error: Error) => log.warn({ error: error.message }, 'Somebody could not be told')

  async function tell(identityIds: number[], card: (say: Say) => Card, plan?: string): Promise<void> {
    const people = await reachable(service.db, identityIds)
    const posts = people.map(async ({ id, chat, place: kept, language }) => {
      const place = readPlace(kept)
      const message = await postUnasked(chat, place, card(speaker(languageAt(language, place))))
      if (plan && message) await keep(plan, message, id)
    })
    // Each failure is caught by itself, so that the others are still told.
    await Promise.all(posts.map((post) => post.catch(logUntold)))
    if (!plan) return
    // Their cards are known now: whoever waits for them sees who has one.
    telling.delete(plan)
    await redrawRequester(service.db, plan)
  }

  /** No message waits in the inbox for it, so it is tried again here; not where the chat refuses it for good. */
  async function postUnasked(chat: string, place: Place, card: Card): Promise<MessageRef | undefined> {
    for (const wait of tellAgainAfter) {
      try {
        return await chatOf(chat)?.post(place, card)
      } catch (error) {
        if ((error as { code?: string }).code === 'gone') throw error
        const waited = new Promise((resolve) => setTimeout(resolve, wait).unref())
        if ((await Promise.race([stopped, waited])) === true) throw error
      }
    }
    return chatOf(chat)?.post(place, card)
  }

  const keep = (code: string, message: MessageRef, reader?: number) =>
    keepCard(service.db, service.clock(), code, { chat: message.chat, message: { ...message }, reader })

  return {
    /** A message without an id cannot be updated; followed, it would be a new message at each update. */
    async follow(code: string, message: MessageRef): Promise<void> {
      if (message.message) await keep(code, message)
    },
    /** The answer to a press is about to replace this card: `hold` before it is known, `drop` afterwards. */
    pressed: {
      hold: (place: Place) => holdCard(service.db, place),
      drop: (place: Place) => dropCard(service.db, place),
    },
    tell(identityIds: number[], card: (say: Say) => Card, plan?: string): void {
      if (plan) telling.add(plan)
      const done = tell(identityIds, card, plan)
        .catch(logUntold)
        .finally(() => pending.delete(done))
      pending.add(done)
    },
    start() {
      const next = () => {
        timer = setTimeout(() => {
          polling = poll().finally(() => timer && next())
        }, updateEvery / 2)
      }
      next()
    },
    async stop() {
      clearTimeout(timer)
      timer = undefined
      endPauses(true)
      await polling
      const left = new Promise((resolve) => setTimeout(resolve, patience).unref())
      await Promise.race([Promise.allSettled([...updating.values(), ...planCards.pending(), ...pending]), left])
    },
  }
}
