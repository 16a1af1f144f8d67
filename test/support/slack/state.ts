import { randomUUID } from 'node:crypto'

export const TEAM = 'T0ACME'
export const BOT = 'U0BOT'
export const BOT_TOKEN = 'xoxb-fictional'
export const APP_TOKEN = 'xapp-fictional'
export const SIGNING_SECRET = 'a-fictional-signing-secret'

export interface FakeUser {
  id: string
  team_id: string
  locale: string
  is_email_confirmed: boolean
  profile: { email?: string; display_name: string }
  [flag: string]: unknown
}

export interface FakeMessage {
  channel: string
  ts: string
  text: string
  blocks: Block[]
  thread?: string
  /** Only this user sees it. */
  to?: string
  updates: number
  deleted?: boolean
  metadata?: unknown
}

// biome-ignore lint/suspicious/noExplicitAny: blocks are read loosely in tests, as Slack's JSON
export type Block = any

export interface FakeFile {
  id: string
  info: Record<string, unknown>
  /** What the download address answers. */
  serve: { status?: number; type?: string; bytes?: Uint8Array; location?: string }
}

/** A workspace, as the fake Slack stores it. */
export class FakeState {
  readonly users = new Map<string, FakeUser>()
  readonly channels = new Map<string, { members: Set<string>; external?: boolean }>()
  readonly messages: FakeMessage[] = []
  /** Timestamps of the messages that people have replied to. */
  readonly threads = new Set<string>()
  /** Timestamps of messages that have been deleted: nothing can be said in their threads any more. */
  readonly deadThreads = new Set<string>()
  readonly files = new Map<string, FakeFile>()
  readonly uploads: {
    channel: string
    thread?: string
    name: string
    title?: string
    bytes: Buffer
    /** What stands above the files. */
    words?: string
  }[] = []
  readonly homes = new Map<string, Block>()
  readonly views = new Map<string, { view: Block; user: string; updates: number }>()
  readonly triggers = new Map<string, { at: number; used: boolean; user: string }>()
  readonly responseUrls = new Map<string, { at: number; uses: number; user: string; channel: string; ts?: string }>()
  /** Begun uploads. Slack takes a `hidden` one and does not show it. */
  readonly pending = new Map<string, { name: string; bytes: Buffer; length: number; hidden: boolean }>()
  #count = 0

  addUser(id: string, name: string, more: Record<string, unknown> = {}): FakeUser {
    const profile = { display_name: name, email: `${name.split(' ')[0]!.toLowerCase()}@acme.example` }
    const user = { id, team_id: TEAM, locale: 'sv-SE', is_email_confirmed: true, profile, ...more } as FakeUser
    this.users.set(id, user)
    this.channels.set(this.direct(id), { members: new Set([id, BOT]) })
    return user
  }

  addChannel(id: string, members: string[], external = false): string {
    this.channels.set(id, { members: new Set(members), external })
    return id
  }

  direct(user: string): string {
    return `D${user.slice(1)}`
  }

  nextTs(): string {
    this.#count += 1
    return `${Math.floor(Date.now() / 1000)}.${String(this.#count).padStart(6, '0')}`
  }

  nextId(prefix: string): string {
    return `${prefix}${randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`
  }

  find(channel: string, ts: string): FakeMessage | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts && !message.deleted)
  }
}
