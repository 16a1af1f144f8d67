import type { MessageRef } from '#bot'
import type { Messages } from './messages.ts'

/** A reply is sent again within minutes. */
const mostKept = 1000

/**
 * Messages for one reply, which may be sent again after a failure: a card that was posted the first time is not posted
 * again. `posted` keeps the cards of all replies, each by the id of what was said and its position in the reply.
 */
export function postOnce(messages: Messages, posted: Map<string, MessageRef>, id: string): Messages {
  let position = 0
  const next = () => {
    position += 1
    return `${id}/${position}`
  }
  return {
    ...messages,
    async card(where, card, line) {
      const key = next()
      const before = posted.get(key)
      if (before) return before
      const ref = await messages.card(where, card, line)
      keep(posted, key, ref)
      return ref
    },
    async cardToAsker(where, card, line) {
      const key = next()
      if (posted.has(key)) return true
      const isSent = await messages.cardToAsker(where, card, line)
      if (isSent) keep(posted, key, where)
      return isSent
    },
  }
}

function keep(posted: Map<string, MessageRef>, key: string, ref: MessageRef): void {
  posted.set(key, ref)
  if (posted.size > mostKept) posted.delete(posted.keys().next().value as string)
}
