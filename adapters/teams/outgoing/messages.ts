import type { Card, Language, MessageRef, Place } from '#bot'
import { isContentRefused, isRefused, type Message } from '../api.ts'
import { forAsker, MINE } from '../cards/actions.ts'
import { render, renderLines, summarise } from '../render.ts'
import type { PacedCalls } from '../transport/paced-calls.ts'
import { consentMessage, type FileOffers, ownerOf } from './file-offers.ts'

/** Posts cards and notices into conversations. */
export interface Messages {
  /**
   * Posts the card, or replaces the message that the place names. A file that was asked for is offered below its card;
   * `line` is the command that produced it, from which it can be made again.
   */
  card(where: Place, card: Card, line?: string): Promise<MessageRef>
  /**
   * Posts the card in a channel or group, for its asker alone. False if Teams refuses that, or the packages cannot do
   * it.
   */
  cardToAsker(where: Place, card: Card, line?: string): Promise<boolean>
  /** Posts a line of text without formatting, or replaces a message by it. */
  line(where: Place, text: string): Promise<void>
  /** The personal chat with the user whom the place names; undefined if they have not installed the bot. */
  personal(where: Place): Promise<Place | undefined>
  /** Posts any other message, or replaces a message by it. */
  message(where: Place, message: Message): Promise<MessageRef>
}

const mostKept = 10_000

/** `defaultServiceUrl`: where people are reached who have never written to the bot. */
export function createMessages(calls: PacedCalls, offers: FileOffers, defaultServiceUrl: string): Messages {
  const personalChats = new Map<string, string>()
  const offered = new Set<string>()

  async function offerFiles(where: Place, card: Card, line = ''): Promise<void> {
    for (const file of card.files ?? []) {
      const key = `${where.channel}/${where.message}/${file.name}`
      if (offered.has(key)) continue
      await calls.send(conversationOf(where), consentMessage(file, card, offers.put(file, ownerOf(where)), line))
      offered.add(key)
      if (offered.size > mostKept) offered.delete(offered.values().next().value as string)
    }
  }

  async function message(where: Place, content: Message): Promise<MessageRef> {
    const to = conversationOf(where)
    if (!where.message) return refTo(where, await calls.send(to, content))
    await calls.update(to, where.message, content)
    return where
  }

  /** A new card that Teams does not take is said in plain lines, so that nobody is left without an answer. */
  async function put(where: Place, card: Card, line?: string): Promise<MessageRef> {
    try {
      return await message(where, cardMessage(card, where, line))
    } catch (error) {
      if (where.message || !isContentRefused(error)) throw error
      return message(where, { type: 'message', text: renderLines(card), textFormat: 'plain' })
    }
  }

  async function personal(where: Place): Promise<Place | undefined> {
    const { user } = detailsOf(where)
    const serviceUrl = detailsOf(where).serviceUrl || defaultServiceUrl
    const key = `${where.workspace}/${user}`
    let channel = personalChats.get(key)
    if (!channel) {
      const chat = { serviceUrl, tenant: where.workspace, user }
      channel = await calls.openPersonal(chat).catch(undefinedIfRefused)
      if (!channel) return undefined
      if (personalChats.size >= mostKept) personalChats.clear()
      personalChats.set(key, channel)
    }
    return { chat: 'teams', workspace: where.workspace, channel, private: true, more: { ...where.more, serviceUrl } }
  }

  return {
    async card(where, card, line) {
      const place = where.channel ? where : await personal(where)
      if (!place) throw new Error('They have not installed the bot')
      const posted = await put(place, card, line)
      // Other cards carry their files only for chats that can simply attach them; here a button asks for them.
      if (place.private && card.kind === 'file') await offerFiles(posted, card, line)
      return posted
    },
    async cardToAsker(where, card, line) {
      const message = forAsker(cardMessage(card, where, line))
      const sent = calls.sendTo(conversationOf(where), detailsOf(where).user, message).then(() => true)
      return (await sent.catch(undefinedIfRefused)) ?? false
    },
    async line(where, text) {
      await message(where, { type: 'message', text, textFormat: 'plain' })
    },
    message,
    personal,
  }
}

/** For `catch`: undefined if Teams refuses for good, as it does where the bot is not installed. Other errors pass. */
export function undefinedIfRefused(error: unknown): undefined {
  if (isRefused(error)) return undefined
  throw error
}

export function languageAt(where: Place): Language {
  return detailsOf(where).language === 'en' ? 'en' : 'sv'
}

/** Whether nobody else sees what was said or pressed; then nobody else sees what it leads to. */
export const isForAsker = (where: Place): boolean => where.more?.[MINE] === true

/** The same conversation, for a new message. */
export function below({ message: _, ...where }: Place): Place {
  return where
}

const refTo = (where: Place, message: string | undefined): MessageRef => (message ? { ...where, message } : where)

const conversationOf = (where: Place) => ({ serviceUrl: detailsOf(where).serviceUrl, id: where.channel })

/** What `placeOf` noted in `more`. */
const detailsOf = ({ more }: Place) => ({
  serviceUrl: String(more?.serviceUrl ?? ''),
  user: String(more?.user ?? ''),
  language: more?.language,
})

function cardMessage(card: Card, where: Place, line?: string): Message {
  const content = render(card, { language: languageAt(where), filesElsewhere: !where.private, line })
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content }
  return { type: 'message', summary: summarise(card), attachments: [attachment] }
}
