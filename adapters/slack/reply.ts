import type { MessageRef } from '#bot'
import { readBlockId } from './blocks/buttons.ts'
import type { Press } from './incoming/entry.ts'
import {
  type Answer,
  asksForDecision,
  destinationOf,
  needsMessage,
  optionsOf,
  responseUrlOf,
} from './outgoing/answer.ts'
import { judge } from './outgoing/errors.ts'
import { writeDirectly, writeDirectlyAndPoint, writeInPlace, writeToAsker } from './outgoing/private-answer.ts'
import { ResponseRefused } from './outgoing/response-url.ts'
import type { RenderOptions } from './render.ts'

/** Writes an answer where only its audience can read it, and registers a message that is to follow a send. */
export async function deliver(answer: Answer): Promise<void> {
  try {
    const ref = await write(answer)
    if (ref && answer.reply.follow) await answer.host.follow(answer.reply.follow, ref)
  } catch (error) {
    const { verdict, code, remedy } = judge(error)
    if (verdict === 'again') throw error
    // Trying again would change nothing. What cannot be a message is at least shown to the asker once, but nothing
    // personal is shown in a channel that is shared with others.
    const isShown = !destinationOf(answer).external && (await writeInPlace(answer, answer.reply.card, false))
    const { team } = answer.entry
    answer.host.log.error({ code, remedy, team, shown: isShown }, 'Slack refuses to post an answer for good')
  }
}

/** Writes the answer, in the place of the message that showed how far the work is, if there is one. */
async function write(answer: Answer): Promise<MessageRef | undefined> {
  const { progress, entry, direct, reply, messages } = answer
  const replaces = entry.kind === 'press' && mayReplace(answer, entry)
  if (!progress?.message) return writeAnew(answer)
  const there = { ...destinationOf(answer), message: progress.message }
  if (direct && !replaces) {
    const edited = await unlessGone(messages.edit(there, reply.card, optionsOf(answer), entry))
    return edited ?? writeAnew(answer)
  }
  const ref = await writeAnew(answer)
  await messages.remove(there)
  return ref
}

/** The replaced message; undefined if it no longer exists, or may not be replaced. */
async function unlessGone(edited: Promise<MessageRef>): Promise<MessageRef | undefined> {
  try {
    return await edited
  } catch (error) {
    if (judge(error).verdict === 'another way') return undefined
    throw error
  }
}

async function writeAnew(answer: Answer): Promise<MessageRef | undefined> {
  const { entry, reply, direct, messages } = answer
  const where = destinationOf(answer)
  const options = { ...optionsOf(answer), external: where.external }
  if (entry.kind === 'press' && mayReplace(answer, entry)) {
    const replaced = await replace(answer, entry, options)
    if (replaced !== 'not replaced') return replaced
  }
  if (direct) return messages.send(where, reply.card, options, entry)
  if (needsMessage(reply) || (reply.private && where.external)) return writeDirectlyAndPoint(answer)
  if (entry.kind === 'line' && entry.via === 'mention' && !reply.private) return writeInChannel(answer, options)
  await writeToAsker(answer)
  return undefined
}

/** Posts the answer for all to see, or to the asker directly where the bot may not write. */
async function writeInChannel(answer: Answer, options: RenderOptions): Promise<MessageRef> {
  try {
    return await answer.messages.send(destinationOf(answer), answer.reply.card, options)
  } catch (error) {
    if (judge(error).verdict !== 'another way') throw error
    return writeDirectly(answer)
  }
}

/**
 * Whether the answer to a press may replace the card with the button. It may replace only the presser's own card, and a
 * refusal replaces nothing. A live card gives way only to a reply that says so: looking at a list must not remove a
 * plan. An overview gives way to another look, and not to what was decided about one thing on it.
 */
function mayReplace({ reply, direct }: Answer, entry: Press): boolean {
  if (!entry.message || reply.card.data?.refused !== undefined) return false
  const { asker, live, overview } = readBlockId(entry.block)
  const isOwn = entry.ephemeral || direct || asker === entry.user
  return isOwn && (reply.replaces ? !overview : !(live || asksForDecision(reply.card)))
}

async function replace(
  answer: Answer,
  entry: Press,
  options: RenderOptions,
): Promise<MessageRef | undefined | 'not replaced'> {
  if (entry.ephemeral) return replaceEphemeral(answer, options)
  const { reply, direct, messages } = answer
  if (reply.private && !direct) return 'not replaced'
  const there = { ...destinationOf(answer), message: entry.message! }
  return (await unlessGone(messages.edit(there, reply.card, options))) ?? 'not replaced'
}

async function replaceEphemeral(answer: Answer, options: RenderOptions): Promise<undefined | 'not replaced'> {
  const url = responseUrlOf(answer)
  if (needsMessage(answer.reply) || !url) return 'not replaced'
  try {
    await answer.messages.respond(url, answer.reply.card, options, true)
    return undefined
  } catch (error) {
    if (error instanceof ResponseRefused) return 'not replaced'
    throw error
  }
}
