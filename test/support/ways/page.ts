import { createLocalChat } from '../../../adapters/browser/chat.ts'
import { localRoutes } from '../../../adapters/browser/receive.ts'
import { cardJson } from '../../../src/bot/index.ts'
import { startWeb } from '../../web/parts.ts'
import { Turns, type Way } from './turns.ts'

/** The dialogs over `POST /chat`, the route that the local page uses. */
export async function pageWay(): Promise<Way> {
  const turns = new Turns()
  const chat = createLocalChat()
  chat.onSaid((heard) => turns.answer(heard, (file) => chat.fetchFile(file)))
  const outbox = { newest: async () => [], count: async () => 0, async *all() {} }
  const site = await startWeb({
    local: localRoutes({ chat, outbox }),
    publicUrl: 'http://127.0.0.1:3000',
    supportContact: '',
  })
  let count = 0
  return {
    async carry(line) {
      const { text, files, language } = line.said
      count += 1
      const mark = `line-${count}@way.example`
      const turn = turns.begin(mark, line)
      const file = files[0] && { name: files[0].name, base64: Buffer.from(line.bytes(files[0])).toString('base64') }
      const response = await fetch(`${site.base}/chat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as: `employee:${mark}`, say: text, file, language }),
      })
      if (response.status !== 200) throw new Error(`"${text}" got ${response.status}`)
      const { card } = (await response.json()) as { card: object }
      const reply = turn.replyIn([JSON.stringify(card)])
      if (JSON.stringify(card) !== JSON.stringify(cardJson(reply.card)))
        throw new Error(`"${text}" came as another card`)
      return reply
    },
    stop: () => site.close(),
  }
}
