import { randomUUID } from 'node:crypto'
import {
  type Card,
  type Chat,
  cardJson,
  type Language,
  namesItsParts,
  type Place,
  type Reply,
  type Said,
  type Who,
} from '#bot'
import type { Ask, CardJson, Complete, ConsoleRequest } from './card.ts'

export interface ConsoleChat extends Chat {
  /** Completes a line of the operator; nothing before `onComplete`. */
  complete: Complete
  onComplete(complete: (line: string, who: Who, language: 'sv' | 'en') => Promise<{ line: string }[]>): void
  /** Answers a line of the operator, as soon as the application has started. */
  ask: Ask
}

const operator: Who = { platform: 'console', workspace: 'local', user: 'operator', standing: 'member' }
const terminal: Place = { chat: 'console', workspace: 'local', channel: 'operator', private: true }

/** The terminal as a chat. The operator is its only person; what the bot would post without being asked is dropped. */
export function createConsoleChat(): ConsoleChat {
  const files = new Map<string, NonNullable<ConsoleRequest['file']>>()
  let start: (answer: (said: Said) => Promise<Reply>) => void
  const answering = new Promise<(said: Said) => Promise<Reply>>((resolve) => {
    start = resolve
  })

  let complete: Parameters<ConsoleChat['onComplete']>[0] = async () => []
  return {
    name: 'console',
    onComplete(given) {
      complete = given
    },
    complete: async (line, language) => (await complete(line, { ...operator }, language)).map((choice) => choice.line),
    onSaid: (answer) => start(answer),
    post: async (where) => where,
    async fetchFile({ ref }) {
      const file = files.get(String(ref.id))
      if (!file) throw new Error('the file is gone')
      return file.read()
    },
    async ask({ line, file, language }, meanwhile) {
      const answer = await answering
      const id = randomUUID()
      if (file) files.set(id, file)
      const refs = file ? [{ name: file.name, size: file.size, ref: { id } }] : []
      try {
        const who = { ...operator }
        const said: Said = {
          id,
          who,
          where: { ...terminal },
          text: line,
          files: refs,
          language,
          readAgain: async () => who,
        }
        if (meanwhile) said.meanwhile = async (card) => meanwhile(asJson(card, language))
        const reply = await answer(said)
        return asJson(reply.card, reply.language)
      } finally {
        files.delete(id)
      }
    },
  }
}

const asJson = (card: Card, language: Language = 'sv'): CardJson => ({
  ...cardJson(card, { inputs: true }),
  language,
  ...(card.parts && { parts: card.parts, namesItsParts: namesItsParts(card) }),
  ...(card.charts && { charts: card.charts }),
})
