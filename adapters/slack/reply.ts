import type { Card, ChatHost, Language, MessageRef, Reply } from '#bot'
import { say } from '#text'
import { slackCode } from './blocks/sdk.ts'
import type { Line, Press } from './incoming/entry.ts'
import { AnswerRefused, GONE, type Out, type Spot } from './outgoing/messages.ts'
import { type RenderOptions, readBlockId } from './render.ts'

/** An answer and whom it goes to. */
export interface Answer {
  entry: Line | Press
  reply: Reply
  language: Language
  /** The bot's conversation with the asker is where they said it. */
  direct: boolean
}

/** An answer address is good for thirty minutes. */
const RESPOND_LIFE = 29 * 60_000

/** Brings the answer to where it may be read, and ties it to the send it follows. */
export async function deliver(answer: Answer, out: Out, host: ChatHost): Promise<void> {
  const ref = await bring(answer, out, host)
  if (ref && answer.reply.follow) await host.follow(answer.reply.follow, ref)
}

async function bring(answer: Answer, out: Out, host: ChatHost): Promise<MessageRef | undefined> {
  const { entry, reply, direct } = answer
  const options = { language: answer.language, asker: entry.user, external: spotOf(answer).external }
  if (entry.kind === 'press' && mayReplace(answer)) {
    const replaced = await replace(answer, entry, out, host, options)
    if (replaced !== 'not replaced') return replaced
  }
  if (direct) return out.send(spotOf(answer), reply.card, options, entry)
  if (needsMessage(reply) || (reply.private && spotOf(answer).external)) return toDirect(answer, out, host, false)
  if (entry.kind === 'line' && entry.via === 'mention' && !reply.private) {
    return inChannel(answer, out, host, options)
  }
  await whisper(answer, reply.card, out, host, false)
  return undefined
}

/** For all to see; where the bot may not write, to the asker. */
async function inChannel(answer: Answer, out: Out, host: ChatHost, options: RenderOptions): Promise<MessageRef> {
  try {
    return await out.send(spotOf(answer), answer.reply.card, options)
  } catch (error) {
    if (!GONE.includes(slackCode(error) ?? '')) throw error
    return toDirect(answer, out, host, true)
  }
}

/** The presser's own card is replaced by what came of the press; a live card only by what acts on it, never by a list. */
function mayReplace({ entry, reply, direct }: Answer): boolean {
  if (entry.kind !== 'press' || !entry.message || reply.card.data?.refused !== undefined) return false
  const { asker, live } = readBlockId(entry.block)
  const own = entry.ephemeral || direct || asker === entry.user
  return own && (reply.replaces || !(live || asksForDecision(reply.card)))
}

async function replace(
  answer: Answer,
  entry: Press,
  out: Out,
  host: ChatHost,
  options: RenderOptions,
): Promise<MessageRef | undefined | 'not replaced'> {
  const { reply, direct } = answer
  const spot = spotOf(answer)
  if (!entry.ephemeral) {
    if (reply.private && !direct) return 'not replaced'
    try {
      return await out.edit({ ...spot, message: entry.message! }, reply.card, options)
    } catch (error) {
      if (GONE.includes(slackCode(error) ?? '')) return 'not replaced'
      throw error
    }
  }
  if (needsMessage(reply) || !mayRespond(answer, host)) return 'not replaced'
  try {
    await out.respond(entry.respond!, reply.card, options, true)
    return undefined
  } catch (error) {
    if (error instanceof AnswerRefused) return 'not replaced'
    throw error
  }
}

/** What must live on as a message: it is updated, waits for a decision or carries files. */
const needsMessage = (reply: Reply): boolean =>
  !!reply.follow || asksForDecision(reply.card) || !!reply.card.files?.length

const asksForDecision = ({ kind, tone }: Card): boolean => kind === 'plan' && tone === 'question'

/** Into the direct conversation, with a line where it was asked for that says so. */
async function toDirect(answer: Answer, out: Out, host: ChatHost, quiet: boolean): Promise<MessageRef> {
  const { entry, reply, language } = answer
  const channel = await out.direct(entry.user)
  const spot: Spot = { workspace: entry.team, channel, private: true }
  const ref = await out.send(spot, reply.card, { language, asker: entry.user }, entry)
  if (!quiet && entry.channel) await whisper(answer, pointer(language, entry.team, channel), out, host, true)
  return ref
}

function pointer(language: Language, team: string, channel: string): Card {
  const open = `https://slack.com/app_redirect?team=${team}&channel=${channel}`
  return {
    kind: 'notice',
    tone: 'info',
    title: say(language, 'slack.pointer'),
    buttons: [{ label: say(language, 'slack.pointer_link'), open }],
  }
}

/** To the asker only: by the answer address, else as an ephemeral message, else directly. */
async function whisper(answer: Answer, card: Card, out: Out, host: ChatHost, optional: boolean): Promise<void> {
  const { entry, language } = answer
  const options = { language, asker: entry.user }
  const ways: (() => Promise<void>)[] = []
  if (mayRespond(answer, host)) ways.push(() => out.respond(entry.respond!, card, options, false))
  if (entry.channel) ways.push(() => out.whisper(spotOf(answer), entry.user, card, options))
  for (const way of ways) {
    try {
      return await way()
    } catch (error) {
      // Only where Slack plainly refused: after a time-out the answer may have arrived.
      const reason = error instanceof AnswerRefused ? error.code : slackCode(error)
      if (!reason && !optional) throw error
      host.log.info({ reason }, 'Slack took no answer there; the next way is tried')
    }
  }
  if (!optional) await toDirect({ ...answer, reply: { ...answer.reply, card } }, out, host, true)
}

const mayRespond = ({ entry }: Answer, host: ChatHost): boolean =>
  !!entry.respond && host.clock().getTime() - entry.at < RESPOND_LIFE

function spotOf({ entry, direct }: Answer): Spot {
  const external = entry.kind === 'press' ? readBlockId(entry.block).external : entry.external
  return {
    workspace: entry.team,
    channel: entry.channel ?? '',
    private: direct,
    ...(entry.thread && { thread: entry.thread }),
    ...(external && { external }),
  }
}
