import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import type { Time } from '../../../adapters/teams/transport/paced-calls.ts'
import type { Chat, ChatHost, MessageRef, Reply, Said } from '../../../src/bot/index.ts'
import { anna, bo } from './activities.ts'
import { type FakeCloud, fakeCloud, tenant } from './cloud.ts'

/** The adapter between a fake of Microsoft's services and a simple answerer in the place of the application. */
export interface TeamsHarness {
  cloud: FakeCloud
  time: FakeTime
  chat: Chat
  /** What the answerer was asked. */
  heard: Said[]
  followed: { send: string; message: MessageRef }[]
  logged: { what: string; [detail: string]: unknown }[]
  /** The bodies that were put into the inbox. */
  inbox: unknown[]
  /** Replies by line; any other line is echoed. */
  replies: Map<string, Reply | ((said: Said) => Promise<Reply>)>
  /** Sends an activity as Microsoft does, with a valid token unless another is given. */
  post(activity: unknown, token?: string): Promise<{ status: number; body: unknown }>
  /** Waits until the inbox has been worked off. */
  settled(): Promise<void>
  url: string
  close(): Promise<void>
}

export interface HarnessOptions {
  /** Works off the inbox by itself, which is the default; with `false` the test does. */
  work?: boolean
  clock?: () => Date
  transport?: 'teams-ai' | 'teams.apps'
}

/** A clock that jumps ahead when somebody waits, so that no test waits for a back-off. */
export interface FakeTime {
  now: number
  waited: number[]
}

function timeOn(time: FakeTime): Time {
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

export async function createHarness(options: HarnessOptions = {}): Promise<TeamsHarness> {
  const cloud = await fakeCloud(options.transport)
  const time: FakeTime = { now: 0, waited: [] }
  for (const person of [anna, bo])
    cloud.members.set(person.id, {
      ...person,
      email: `${person.name.split(' ')[0]?.toLowerCase()}@acme.example`,
      userPrincipalName: `${person.name.split(' ')[0]?.toLowerCase()}@acme.example`,
      tenantId: tenant,
      userRole: 'user',
    })
  const logged: TeamsHarness['logged'] = []
  const heard: Said[] = []
  const followed: TeamsHarness['followed'] = []
  const inbox: unknown[] = []
  const replies: TeamsHarness['replies'] = new Map()
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
  const chat = teamsChat(cloud.config, host, timeOn(time))
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

/** The messages that the bot posted, newest last. */
export const posts = (cloud: FakeCloud) =>
  cloud.calls.filter((call) => call.method === 'POST' && call.path.includes('/activities'))
export const updates = (cloud: FakeCloud) => cloud.calls.filter((call) => call.method === 'PUT')

/** All texts of a card, in order, without those of forms that have not been opened. */
export function wordsIn(value: unknown): string {
  const found: string[] = []
  JSON.stringify(value, (key, inner) => {
    if (inner?.type === 'Action.ShowCard') return undefined
    if (key === 'text' && typeof inner === 'string') found.push(inner)
    return inner
  })
  return found.join(' ')
}
