import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SlackConfig, slackChat } from '../../../adapters/slack/chat.ts'
import type { Chat, ChatHost, MessageRef, Reply, Said } from '../../../src/bot/index.ts'
import { drawChart } from '../../../src/drawing/draw.ts'
import { FakeSlack } from './fake.ts'
import { SlackPeople } from './people.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, TEAM } from './state.ts'

export interface AdapterUnderTest {
  fake: FakeSlack
  people: SlackPeople
  chat: Chat
  said: Said[]
  followed: { send: string; message: MessageRef }[]
  logged: string[]
  /** What an operator must act on, by where it is. */
  troubles: ReadonlyMap<string, string>
  inbox: MemoryInbox
  /** Resolves when every entry of the inbox has been handled. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** The adapter between a real HTTP server and the fake Slack; `answer` stands in for the bot. */
export async function startAdapter(
  answer: (said: Said) => Promise<Reply> | Reply,
  more: {
    socket?: boolean
    config?: Partial<SlackConfig>
    tokens?: [token: string, team: string][]
    draw?: ChatHost['draw']
  } = {},
): Promise<AdapterUnderTest> {
  const fake = await new FakeSlack().start()
  for (const [token, team] of more.tokens ?? []) fake.tokens.set(token, team)
  const [said, followed, logged]: [Said[], AdapterUnderTest['followed'], string[]] = [[], [], []]
  const troubles = new Map<string, string>()
  const inbox = new MemoryInbox()
  const log = (details: object, what: string) => void logged.push(`${what} ${JSON.stringify(details)}`)
  const host: ChatHost = {
    inbox,
    follow: async (send, message) => void followed.push({ send, message }),
    draw: more.draw ?? drawChart,
    trouble: (area, what) => void (what === null ? troubles.delete(area) : troubles.set(area, what)),
    log: { debug: log, info: log, warn: log, error: log },
    clock: () => new Date(),
  }
  const config: SlackConfig = {
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    teams: [TEAM],
    apiUrl: fake.apiUrl,
    ...(more.socket && { appToken: APP_TOKEN }),
    ...more.config,
  }
  const chat = slackChat(config, host)
  chat.onSaid(async (heard) => {
    said.push(heard)
    return answer(heard)
  })
  inbox.work = (body) => chat.work!(body)
  const server = createServer((request, response) => void chat.webhook?.handle(request, response))
  await listen(server)
  await chat.start?.()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  return {
    fake,
    people: new SlackPeople(fake, url),
    chat,
    said,
    followed,
    logged,
    troubles,
    inbox,
    settled: () => inbox.settled(),
    async close() {
      await chat.stop?.()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await fake.stop()
    },
  }
}

/** An inbox in memory: it keeps an entry once by any of its keys, and hands the entries to `work` one after another. */
export class MemoryInbox {
  work: (body: unknown) => Promise<void> = async () => {}
  readonly kept: unknown[] = []
  readonly failures: { body: unknown; error: unknown }[] = []
  /** Nothing can be stored, as when the database is down. */
  broken = false
  readonly #keys = new Set<string>()
  #tail: Promise<void> = Promise.resolve()

  async put(_chat: string, keys: string[], body: unknown): Promise<boolean> {
    if (this.broken) throw new Error('The database is down')
    if (keys.some((key) => this.#keys.has(key))) return false
    for (const key of keys) this.#keys.add(key)
    const stored = JSON.parse(JSON.stringify(body))
    this.kept.push(stored)
    this.#enqueue(stored)
    return true
  }

  /** Hands the failed entries to `work` again, as the application does later. */
  retry(): void {
    for (const { body } of this.failures.splice(0)) this.#enqueue(body)
  }

  async settled(): Promise<void> {
    let seen: Promise<void>
    do {
      seen = this.#tail
      await seen
    } while (seen !== this.#tail)
  }

  #enqueue(body: unknown): void {
    this.#tail = this.#tail.then(() => this.work(body)).catch((error) => void this.failures.push({ body, error }))
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((ready) => server.listen(0, '127.0.0.1', ready))
}
