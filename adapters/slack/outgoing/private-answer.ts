import type { Card, Language, MessageRef } from '#bot'
import { say } from '#text'
import { type Answer, type Asked, destinationOf, optionsOf, responseUrlOf } from './answer.ts'
import { judge } from './errors.ts'

/** Answers so that only the asker sees it: at the response_url, else in an ephemeral message, else directly. */
export async function writeToAsker(answer: Answer): Promise<void> {
  if (!(await writeInPlace(answer, answer.reply.card, false))) await writeDirectly(answer)
}

/** Posts the answer in the direct conversation. */
export async function writeDirectly(answer: Answer): Promise<MessageRef> {
  const { entry, reply, messages } = answer
  const channel = await messages.directChannel(entry.team, entry.user)
  const where = { workspace: entry.team, channel, private: true }
  return messages.send(where, reply.card, optionsOf(answer), entry)
}

/** Posts the answer in the direct conversation, and a line that says so where the question was asked. */
export async function writeDirectlyAndPoint(answer: Answer): Promise<MessageRef> {
  const ref = await writeDirectly(answer)
  if (answer.entry.channel) {
    await writeInPlace(answer, pointerCard(answer.language, answer.entry.team, ref.channel), true)
  }
  return ref
}

/** Shows the asker a card where the question was asked. False when Slack refused each way of doing so. */
export async function writeInPlace(answer: Asked, card: Card, isOptional: boolean): Promise<boolean> {
  const { entry, messages, host } = answer
  const options = optionsOf(answer)
  const url = responseUrlOf(answer)
  const ways: (() => Promise<void>)[] = []
  if (url) ways.push(() => messages.respond(url, card, options, false))
  if (entry.channel) ways.push(() => messages.sendEphemeral(destinationOf(answer), entry.user, card, options))
  for (const way of ways) {
    try {
      await way()
      return true
    } catch (error) {
      // The next way is tried only after a plain refusal: after a time-out Slack may have shown the card.
      const { verdict, code } = judge(error)
      if (verdict === 'again' && !isOptional) throw error
      host.log.info({ reason: code }, 'Slack took no answer there; the next way is tried')
    }
  }
  return false
}

function pointerCard(language: Language, team: string, channel: string): Card {
  const open = `https://slack.com/app_redirect?team=${team}&channel=${channel}`
  return {
    kind: 'notice',
    tone: 'info',
    title: say(language, 'slack.pointer'),
    buttons: [{ label: say(language, 'slack.pointer_link'), open }],
  }
}
