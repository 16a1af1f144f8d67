import type { MessageRef } from '#bot'
import type { Messages } from './messages.ts'

const mostKept = 10_000

/**
 * Messages for one reply, which may be sent again after a failure: a card that was posted the first time is not posted
 * again. `posted` keeps the cards of all replies, each by the id of what was said and its position in the reply.
 */
export function postOnce(messages: Messages, posted: Map<string, MessageRef>, id: string): Messages {
  let position = 0
  return {
    ...messages,
    async card(where, card, line) {
      position += 1
      const key = `${id}/${position}`
      const before = posted.get(key)
      if (before) return before
      const ref = await messages.card(where, card, line)
      posted.set(key, ref)
      if (posted.size > mostKept) posted.delete(posted.keys().next().value as string)
      return ref
    },
  }
}
