import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import type { Time } from '../../../adapters/teams/transport/paced-calls.ts'
import type { Chat, ChatHost, MessageRef, Reply, Said } from '../../../src/bot/index.ts'
import { anna, bo } from './activities.ts'
import { type FakeCloud, fakeCloud, tenant } from './cloud.ts'

/** Microsoft's side and the bot's webhook, both on loopback, with a small answerer instead of the application. */
export interface TeamsBench {
  cloud: FakeCloud
  time: QuickTime
  chat: Chat
  /** What the answerer was told. */
  heard: Said[]
  followed: { send: string; message: MessageRef }[]
  logged: { what: string; [detail: string]: unknown }[]
  /** Bodies that the inbox took in. */
  inbox: unknown[]
  /** Replies by line; a line that is not here gets an echo. */
  replies: Map<string, Reply | ((said: Said) => Promise<Reply>)>
  /** Sends an activity as Microsoft does; the token may be another. */
  post(activity: unknown, token?: string): Promise<{ status: number; body: unknown }>
  /** Waits until the inbox has been worked off. */
  settled(): Promise<void>
  url: string
  close(): Promise<void>
}

export interface BenchOptions {
  /** Works off the inbox by itself; otherwise the test does. */
  work?: boolean
  clock?: () => Date
}

/** Time that passes at once, so that no test waits for a back-off; it still moves as far as was waited. */
export interface QuickTime {
  now: number
  waited: number[]
}

function pass(time: QuickTime): Time {
  return {
    now: () => time.now,
    async wait(milliseconds) {
      await new Promise((resolve) => setImmediate(resolve))
      if (milliseconds <= 0) return
      time.waited.push(milliseconds)
      time.now += milliseconds
    },
    random: () => 0.5,
  }
}

export async function teamsBench(options: BenchOptions = {}): Promise<TeamsBench> {
  const cloud = await fakeCloud()
  const time: QuickTime = { now: 0, waited: [] }
  for (const person of [anna, bo])
    cloud.members.set(person.id, {
      ...person,
      email: `${person.name.split(' ')[0]?.toLowerCase()}@acme.example`,
      userPrincipalName: `${person.name.split(' ')[0]?.toLowerCase()}@acme.example`,
      tenantId: tenant,
      userRole: 'user',
    })
  const logged: TeamsBench['logged'] = []
  const heard: Said[] = []
  const followed: TeamsBench['followed'] = []
  const inbox: unknown[] = []
  const replies: TeamsBench['replies'] = new Map()
  const seen = new Set<string>()
  const working = new Set<Promise<unknown>>()

  const log = (details: object, what: string) => {
    logged.push({ what, ...details })
  }
  const host: ChatHost = {
    inbox: {
      async put(_chat, keys, body) {
        if (keys.some((key) => seen.has(key))) return false
        for (const key of keys) seen.add(key)
        inbox.push(body)
        if (options.work !== false) {
          const done = Promise.resolve()
            .then(() => chat.work?.(JSON.parse(JSON.stringify(body))))
            .finally(() => working.delete(done))
          working.add(done)
        }
        return true
      },
    },
    async follow(send, message) {
      followed.push({ send, message })
    },
    log: { debug: log, info: log, warn: log, error: log },
    clock: options.clock ?? (() => new Date()),
  }
  const chat = teamsChat(cloud.config, host, pass(time))
  chat.onSaid(async (said) => {
    heard.push(said)
    const reply = replies.get(said.text)
    if (typeof reply === 'function') return reply(said)
    return reply ?? { card: { kind: 'notice', tone: 'info', title: `Du sa: ${said.text}` }, private: false }
  })
  await chat.start?.()

  const server = createServer((request, response) => void chat.webhook?.handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`

  return {
    cloud,
    time,
    chat,
    heard,
    logged,
    followed,
    inbox,
    replies,
    url,
    async post(activity, token = cloud.token()) {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      })
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : undefined }
    },
    async settled() {
      while (working.size > 0) await Promise.all(working)
    },
    async close() {
      await Promise.allSettled([...working])
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await cloud.close()
    },
  }
}

/** Messages the bot posted (not members, not conversations), newest last. */
export const posts = (cloud: FakeCloud) =>
  cloud.calls.filter((call) => call.method === 'POST' && call.path.includes('/activities'))
export const updates = (cloud: FakeCloud) => cloud.calls.filter((call) => call.method === 'PUT')

/** All words of a card, in order. */
export function wordsIn(value: unknown): string {
  const found: string[] = []
  JSON.stringify(value, (key, inner) => {
    if (key === 'text' && typeof inner === 'string') found.push(inner)
    return inner
  })
  return found.join(' ')
}
