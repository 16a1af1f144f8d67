import type { MessageRef, Place, Said } from '#bot'
import { below, isForAsker, type Messages } from './messages.ts'

/** Shows how far long work is, in one message, whose place the answer takes. */
export interface Progress {
  show: NonNullable<Said['meanwhile']>
  /** The message that shows it, or undefined if none was needed, or none could be posted. */
  message(): Promise<MessageRef | undefined>
}

/** `where`: where the work was asked for; its message is the pressed one. */
export function createProgress(messages: Messages, where: Place): Progress {
  let shown: Promise<MessageRef | undefined> = Promise.resolve(undefined)
  return {
    async show(card, replaces) {
      // Everybody would see it, and nothing that was for one person alone may lead to that.
      if (isForAsker(where)) return
      shown = shown.then(async (before) => {
        const place = before ?? (replaces ? where : below(where))
        // A failure is not worth more than this: the answer comes in any case.
        return messages.card(place, card).catch(() => before)
      })
      await shown
    },
    async message() {
      const ref = await shown
      return ref?.message ? ref : undefined
    },
  }
}
