import type { Card, ChatHost, MessageRef, Place, Reply, Said } from '#bot'
import { say } from '#text'
import { languageAt, type Messages, notInstalled } from './outgoing/messages.ts'
import { asText, render } from './render.ts'

/** The outcome of a press as the platform wants it. */
export const cardAnswer = (card: object) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card,
})
export const textAnswer = (text: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text,
})

/** Answers the press itself while its presser still waits; false when they no longer do, or when it was no press. */
export type Give = (outcome: object) => boolean

/** `pressed`: by a button, so that its presser may be waiting. */
type Heard = Pick<Said, 'text' | 'where'> & { pressed: boolean }

export interface Delivery {
  messages: Messages
  host: Pick<ChatHost, 'follow'>
  installUrl: string
}

/** Brings an answer to where it may be read, and lets the posted card follow its send. */
export async function deliver(heard: Heard, reply: Reply, give: Give, parts: Delivery): Promise<void> {
  const { where } = heard
  const language = reply.language ?? languageAt(where)
  const open = where.private || !reply.private
  if (heard.pressed && isRefusal(reply.card)) {
    // The card stays as it is for everybody else; the reason is only for the one who pressed.
    if (give(textAnswer(asText(reply.card)))) return
    await postPrivately(heard, reply, parts)
    return
  }
  if (where.message && open && reply.replaces) {
    give(cardAnswer(render(reply.card, { language, filesElsewhere: !where.private })))
    await follow(await parts.messages.card(where, reply.card, heard.text), reply, parts)
    return
  }
  if (open) {
    give(textAnswer(say(language, 'teams.answer_below')))
    await follow(await parts.messages.card(below(where), reply.card, heard.text), reply, parts)
    return
  }
  const posted = await postPrivately(heard, reply, parts)
  const notice = say(language, 'teams.answered_privately')
  if (posted && !give(textAnswer(notice))) await parts.messages.line(below(where), notice)
  if (!posted) give(textAnswer(say(language, 'teams.install.text')))
}

/** Into the personal chat; who has not installed the bot is shown how, where they asked, without a word of the answer. */
async function postPrivately({ where, text }: Heard, reply: Reply, parts: Delivery): Promise<boolean> {
  const personal = where.private ? below(where) : await parts.messages.personal(where)
  const posted = personal && (await parts.messages.card(personal, reply.card, text).catch(notInstalled))
  if (posted) await follow(posted, reply, parts)
  else await parts.messages.card(below(where), installCard(where, parts.installUrl))
  return posted !== undefined
}

async function follow(message: MessageRef, { follow }: Reply, { host }: Delivery): Promise<void> {
  if (follow) await host.follow(follow, message)
}

const isRefusal = (card: Card): boolean => card.tone === 'bad' || card.data?.refused !== undefined

/** The same place, but a new message in it. */
function below({ message: _, ...where }: Place): Place {
  return where
}

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
