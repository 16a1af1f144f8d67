import type { Card, Language, MessageRef, Place } from '#bot'
import { type Message, TransportError } from '../api.ts'
import { render, summarise } from '../render.ts'
import type { Calls } from '../transport/paced-calls.ts'
import type { FileOffers } from './file-offers.ts'

/** Puts cards and notices where people read them. */
export interface Messages {
  /**
   * Posts the card, or replaces the message that the place names, and offers its files where that is possible. `line` is
   * what was said to get them: they can be made again from it.
   */
  card(where: Place, card: Card, line?: string): Promise<MessageRef>
  /** A line of our own without formatting. */
  line(where: Place, text: string): Promise<void>
  /** The personal chat with whoever is meant by the place; undefined when they have not installed the bot. */
  personal(where: Place): Promise<Place | undefined>
  /** Any other message. */
  message(where: Place, message: Message): Promise<void>
}

const mostChats = 10_000

export function createMessages(calls: Calls, offers: FileOffers): Messages {
  const chats = new Map<string, string>()
  const offered = new Set<string>()

  async function offer(where: Place, card: Card, line = ''): Promise<void> {
    for (const file of card.files ?? []) {
      const once = `${where.channel}/${where.message}/${file.name}`
      if (offered.has(once)) continue
      const id = offers.put(file, ownerOf(where))
      const description = summarise({ kind: 'file', tone: 'info', title: card.title })
      const context = { file: id, name: file.name, say: line.slice(0, 2000) }
      const content = { description, sizeInBytes: file.bytes.length, acceptContext: context, declineContext: context }
      const contentType = 'application/vnd.microsoft.teams.card.file.consent'
      await calls.send(conversationOf(where), {
        type: 'message',
        attachments: [{ contentType, name: file.name, content }],
      })
      remember(offered, once)
    }
  }

  return {
    async card(where, card, line) {
      const message = cardMessage(card, where)
      const to = conversationOf(where)
      if (where.message) await calls.update(to, where.message, message)
      const posted = { ...where, message: where.message ?? (await calls.send(to, message)) }
      if (where.private) await offer(posted, card, line)
      return posted
    },
    async line(where, text) {
      await calls.send(conversationOf(where), { type: 'message', text, textFormat: 'plain' })
    },
    async message(where, message) {
      await calls.send(conversationOf(where), message)
    },
    async personal(where) {
      const { serviceUrl, user } = moreOf(where)
      const key = `${where.workspace}/${user}`
      let channel = chats.get(key)
      if (!channel) {
        channel = await calls.openPersonal({ serviceUrl, tenant: where.workspace, user }).catch(notInstalled)
        if (!channel) return undefined
        if (chats.size >= mostChats) chats.clear()
        chats.set(key, channel)
      }
      return { chat: 'teams', workspace: where.workspace, channel, private: true, more: where.more ?? {} }
    },
  }
}

/** The bot may not write to somebody who has not installed it; everything else is a failure. */
export function notInstalled(error: unknown): undefined {
  if (error instanceof TransportError && [400, 403, 404].includes(error.status ?? 0)) return undefined
  throw error
}

export function languageAt(where: Place): Language {
  return moreOf(where).language === 'en' ? 'en' : 'sv'
}

/** Whom the files of a place belong to. */
export const ownerOf = (where: Place): string => `${where.workspace}/${where.channel}`

const conversationOf = (where: Place) => ({ serviceUrl: moreOf(where).serviceUrl, id: where.channel })

const moreOf = ({ more }: Place) => ({
  serviceUrl: String(more?.serviceUrl ?? ''),
  user: String(more?.user ?? ''),
  language: more?.language,
})

function cardMessage(card: Card, where: Place): Message {
  const content = render(card, { language: languageAt(where), filesElsewhere: !where.private })
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content }
  return { type: 'message', summary: summarise(card), attachments: [attachment] }
}

function remember(seen: Set<string>, key: string): void {
  seen.add(key)
  if (seen.size > mostChats) seen.delete(seen.values().next().value as string)
}

/** An answer that is delivered again after a failure does not post again what was posted: cards by their turn in it. */
export function onceEach(messages: Messages, posted: Map<string, MessageRef>, id: string): Messages {
  let turn = 0
  return {
    ...messages,
    async card(where, card, line) {
      turn += 1
      const key = `${id}/${turn}`
      const before = posted.get(key)
      if (before) return before
      const ref = await messages.card(where, card, line)
      posted.set(key, ref)
      if (posted.size > mostChats) posted.delete(posted.keys().next().value as string)
      return ref
    },
  }
}
