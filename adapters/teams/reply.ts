import type { Card, ChatHost, MessageRef, Place, Reply, Said } from '#bot'
import { say } from '#text'
import { isRefused } from './api.ts'
import { below, isForAsker, languageAt, type Messages, undefinedIfRefused } from './outgoing/messages.ts'
import { render, renderText } from './render.ts'

/** The response to a press: the card that replaces the pressed one. */
const cardOutcome = (card: object) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card,
})

/** The response to a press: a notice that only the presser sees. */
export const textOutcome = (text: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text,
})

/** What is replied to. `pressed`: somebody pressed a button and may be waiting for the response. */
type Asked = Pick<Said, 'text' | 'where'> & { pressed: boolean }

export interface ReplyParts {
  messages: Messages
  host: Pick<ChatHost, 'follow'>
  installUrl: string
  /** Responds to the press; false if nobody waits for a response, or any more. */
  settle(outcome: object): boolean
}

/**
 * Sends a reply to where its readers may read it, and registers the card to follow its send. `working` is the message
 * that has shown how far the work is, if it took long; the reply takes its place.
 */
export async function sendReply(asked: Asked, reply: Reply, parts: ReplyParts, working?: MessageRef): Promise<void> {
  const { where } = asked
  const language = reply.language ?? languageAt(where)
  const mayBeHere = where.private || !(reply.private || isForAsker(where))
  if (asked.pressed && !working && isRefusalCard(reply.card)) {
    // The card stays as it is for everybody else; only the presser sees the reason.
    if (parts.settle(textOutcome(renderText(reply.card)))) return
    await postPrivately(asked, reply, parts)
    return
  }
  if (where.message && mayBeHere && reply.replaces) {
    parts.settle(cardOutcome(render(reply.card, { language, filesElsewhere: !where.private })))
    return replace(asked, where, reply, parts)
  }
  if (mayBeHere) {
    parts.settle(textOutcome(say(language, 'teams.answer_below')))
    if (working) return replace(asked, working, reply, parts)
    await follow(await parts.messages.card(below(where), reply.card, asked.text), reply, parts)
    return
  }
  const way = await postPrivately(asked, reply, parts)
  if (way === 'here') {
    parts.settle(textOutcome(say(language, 'teams.answer_below')))
    if (working) await parts.messages.line(working, say(language, 'teams.answered_to_asker'))
    return
  }
  const notice = say(language, way === 'personal' ? 'teams.answered_privately' : 'teams.install.text')
  const isTold = parts.settle(textOutcome(notice))
  if (isForAsker(where)) return
  if (working || (way === 'personal' && !isTold)) await parts.messages.line(working ?? below(where), notice)
}

/**
 * Shows the reply in the place of a message. The follow is registered first, so that a crash after the press loses no
 * progress. A message that Teams does not know, or does not let us replace, is left, and a new one is followed instead;
 * the first follow ends at its next update, with `gone`.
 */
async function replace(asked: Asked, message: MessageRef, reply: Reply, parts: ReplyParts): Promise<void> {
  await follow(message, reply, parts)
  try {
    await parts.messages.card(message, reply.card, asked.text)
  } catch (error) {
    if (!isRefused(error)) throw error
    await follow(await parts.messages.card(below(message), reply.card, asked.text), reply, parts)
  }
}

/**
 * Posts where whoever asked alone can read it: in the channel, if Teams can do that and the card need not last, or else
 * in their personal chat. If they have not installed the bot, it cannot write to them there, so a card where they asked
 * tells them how to install it, without any of the answer.
 */
async function postPrivately(
  { where, text }: Asked,
  reply: Reply,
  parts: ReplyParts,
): Promise<'here' | 'personal' | 'nowhere'> {
  const toAsker = (card: Card) => !where.private && parts.messages.cardToAsker(below(where), card, text)
  if (!where.external && !mustLast(reply) && (await toAsker(reply.card))) return 'here'
  const personal = where.private ? below(where) : await parts.messages.personal(where)
  const posted = personal && (await parts.messages.card(personal, reply.card, text).catch(undefinedIfRefused))
  if (posted) {
    await follow(posted, reply, parts)
    return 'personal'
  }
  const invitation = installCard(where, parts.installUrl)
  if (!(await toAsker(invitation)) && !isForAsker(where)) await parts.messages.card(below(where), invitation)
  return 'nowhere'
}

/** What one person alone sees in a channel is gone after a day, and can then not be updated. */
const mustLast = ({ follow, card }: Reply): boolean =>
  follow !== undefined || !!card.files?.length || (card.kind === 'plan' && card.tone === 'question')

/** A message without an id cannot be updated, so it follows nothing. */
async function follow(message: MessageRef, { follow }: Reply, { host }: ReplyParts): Promise<void> {
  if (follow && message.message) await host.follow(follow, message)
}

const isRefusalCard = (card: Card): boolean => card.tone === 'bad' || card.data?.refused !== undefined

function installCard(where: Place, installUrl: string): Card {
  const language = languageAt(where)
  return {
    kind: 'notice',
    tone: 'warning',
    title: say(language, 'teams.install.title'),
    text: say(language, 'teams.install.text'),
    buttons: [{ label: say(language, 'teams.install.button'), open: installUrl }],
  }
}
