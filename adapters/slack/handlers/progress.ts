import type { Card, MessageRef } from '#bot'
import { type Asked, destinationOf, optionsOf } from '../outgoing/answer.ts'
import { writeInPlace } from '../outgoing/private-answer.ts'

/** The card that shows how far long work is, until the answer takes its place. */
export interface Progress {
  show(card: Card): Promise<void>
  /** The message that holds the card, when the last `show` has been posted; undefined if there is none. */
  message(): Promise<MessageRef | undefined>
}

/**
 * In the direct conversation it is a message, updated in place. Elsewhere it is shown to the asker once: what only one
 * person sees cannot be updated later. A failure is no reason to fail the work. A process that takes over from one that
 * died goes on with its message, which would otherwise promise an answer for ever.
 */
export function createProgress(answer: Asked): Progress {
  const { direct, entry, messages, host } = answer
  const shown = { id: `${entry.id}:progress`, at: entry.at }
  // Files and presses may take long. Of other lines there may be many at once, and the history is not read for each.
  const isLong = direct && (entry.kind === 'press' || entry.files.length > 0)
  let last: Promise<MessageRef | undefined> = Promise.resolve(undefined)
  let isShown = false

  async function put(card: Card, before: MessageRef | undefined): Promise<MessageRef | undefined> {
    const where = destinationOf(answer)
    if (before?.message) return messages.edit({ ...where, message: before.message }, card, optionsOf(answer), shown)
    if (direct) return messages.send(where, card, optionsOf(answer), shown)
    if (!isShown) await writeInPlace(answer, card, true)
    isShown = true
    return undefined
  }

  return {
    async show(card) {
      const before = last
      last = before.then((ref) =>
        put(card, ref).catch((error: Error) => {
          host.log.info({ reason: error.message }, 'The progress of long work could not be shown')
          return ref
        }),
      )
      await last
    },
    message: async () =>
      (await last) ?? (isLong ? messages.left(destinationOf(answer), optionsOf(answer), shown) : undefined),
  }
}
