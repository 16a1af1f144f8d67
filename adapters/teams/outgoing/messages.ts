import type { Card, Language, MessageRef, Place } from '#bot'
import { type Message, TransportError } from '../api.ts'
import { render, summarise } from '../render.ts'
import type { PacedCalls } from '../transport/paced-calls.ts'
import type { FileOffers } from './file-offers.ts'

/** Posts cards and notices into conversations. */
export interface Messages {
  /**
   * Posts the card, or replaces the message that the place names. In personal chats it also offers the card's files;
   * `line` is the command that produced them, from which they can be made again.
   */
  card(where: Place, card: Card, line?: string): Promise<MessageRef>
  /** Posts a line of text without formatting. */
  line(where: Place, text: string): Promise<void>
  /** The personal chat with the user whom the place names; undefined if they have not installed the bot. */
  personal(where: Place): Promise<Place | undefined>
  /** Posts any other message. */
  message(where: Place, message: Message): Promise<void>
}

const mostKept = 10_000

export function createMessages(calls: PacedCalls, offers: FileOffers): Messages {
  const personalChats = new Map<string, string>()
  const offered = new Set<string>()

  async function offerFiles(where: Place, card: Card, line = ''): Promise<void> {
    for (const file of card.files ?? []) {
      const key = `${where.channel}/${where.message}/${file.name}`
      if (offered.has(key)) continue
      const id = offers.put(file, ownerOf(where))
      const description = summarise({ kind: 'file', tone: 'info', title: card.title })
      const context = { file: id, name: file.name, say: line.slice(0, 2000) }
      const content = { description, sizeInBytes: file.bytes.length, acceptContext: context, declineContext: context }
      const contentType = 'application/vnd.microsoft.teams.card.file.consent'
      await calls.send(conversationOf(where), {
        type: 'message',
        attachments: [{ contentType, name: file.name, content }],
      })
      offered.add(key)
      if (offered.size > mostKept) offered.delete(offered.values().next().value as string)
    }
  }

  const messages: Messages = {
    async card(place, card, line) {
      const where = place.channel ? place : await messages.personal(place)
      if (!where) throw new Error('They have not installed the bot')
      const message = cardMessage(card, where)
      const to = conversationOf(where)
      if (where.message) await calls.update(to, where.message, message)
      const posted = { ...where, message: where.message ?? (await calls.send(to, message)) }
      if (where.private) await offerFiles(posted, card, line)
      return posted
    },
    async line(where, text) {
      await calls.send(conversationOf(where), { type: 'message', text, textFormat: 'plain' })
    },
    async message(where, message) {
      await calls.send(conversationOf(where), message)
    },
    async personal(where) {
      const { serviceUrl, user } = detailsOf(where)
      const key = `${where.workspace}/${user}`
      let channel = personalChats.get(key)
      if (!channel) {
        const chat = { serviceUrl, tenant: where.workspace, user }
        channel = await calls.openPersonal(chat).catch(undefinedIfNotInstalled)
        if (!channel) return undefined
        if (personalChats.size >= mostKept) personalChats.clear()
        personalChats.set(key, channel)
      }
      return { chat: 'teams', workspace: where.workspace, channel, private: true, more: where.more ?? {} }
    },
  }
  return messages
}

/** For `catch`: the statuses with which Teams says that somebody has not installed the bot. Other errors pass. */
export function undefinedIfNotInstalled(error: unknown): undefined {
  if (error instanceof TransportError && [400, 403, 404].includes(error.status ?? 0)) return undefined
  throw error
}

export function languageAt(where: Place): Language {
  return detailsOf(where).language === 'en' ? 'en' : 'sv'
}

/** The owner of files that are offered in a place: whoever is in that personal chat. */
export const ownerOf = (where: Place): string => `${where.workspace}/${where.channel}`

const conversationOf = (where: Place) => ({ serviceUrl: detailsOf(where).serviceUrl, id: where.channel })

/** What `placeOf` noted in `more`. */
const detailsOf = ({ more }: Place) => ({
  serviceUrl: String(more?.serviceUrl ?? ''),
  user: String(more?.user ?? ''),
  language: more?.language,
})

function cardMessage(card: Card, where: Place): Message {
  const content = render(card, { language: languageAt(where), filesElsewhere: !where.private })
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content }
  return { type: 'message', summary: summarise(card), attachments: [attachment] }
}
