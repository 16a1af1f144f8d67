import { randomUUID } from 'node:crypto'
import { type Chat, cardJson, type Place, type Reply, type Said, type Who } from '#bot'
import type { Ask, CardJson } from './card.ts'

export interface ConsoleChat extends Chat {
  /** Answers one line as the operator; waits until the application is there to answer. */
  ask: Ask
}

const operator: Who = { platform: 'console', workspace: 'local', user: 'operator', standing: 'member' }
const terminal: Place = { chat: 'console', workspace: 'local', channel: 'operator', private: true }

/** The terminal as a chat: the operator asks and is answered; nothing is ever posted to a terminal unasked. */
export function createConsoleChat(): ConsoleChat {
  const files = new Map<string, Uint8Array>()
  let begin: (answer: (said: Said) => Promise<Reply>) => void
  const answering = new Promise<(said: Said) => Promise<Reply>>((resolve) => {
    begin = resolve
  })

  return {
    name: 'console',
    onSaid: (answer) => begin(answer),
    post: async (where) => where,
    async fetchFile({ ref }) {
      const bytes = files.get(String(ref.id))
      if (!bytes) throw new Error('the file is gone')
      return bytes
    },
    async ask({ line, file, language }) {
      const answer = await answering
      const id = randomUUID()
      const bytes = file && Buffer.from(file.base64, 'base64')
      if (bytes) files.set(id, bytes)
      const refs = file && bytes ? [{ name: file.name, size: bytes.length, ref: { id } }] : []
      try {
        const who = { ...operator }
        const said = { id, who, where: { ...terminal }, text: line, files: refs, language, readAgain: async () => who }
        // `as unknown as`: the type of `cardJson` says only that it is JSON; it has the fields of the card that CardJson names.
        return cardJson((await answer(said)).card) as unknown as CardJson
      } finally {
        files.delete(id)
      }
    },
  }
}
