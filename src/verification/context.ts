import type { Db } from '../db/open.ts'
import type { Platform } from '../db/schema/index.ts'

/** What the rules need from outside; handed in, never imported. */
export interface Service {
  db: Db
  /** For statements that find every row by its key and must never be planned as a scan. Not within a transaction. */
  keyed: Db
  /** The process's clock: what is shown and business times. Leases use the database's own. */
  clock(): Date
  /** Cryptographically random bytes. */
  random(count: number): Uint8Array
  keys: Keyring
  rules: Rules
  dns: { txt(domain: string): Promise<string[]> }
}

/** Keys for links, newest first: new links use the first, older ones rebuild links that still live. */
export type Keyring = readonly { id: string; secret: Uint8Array }[]

/** The configured numbers of the rules. */
export interface Rules {
  /** Life of a link in days, counting the day of sending; it ends at the midnight after, Europe/Stockholm. */
  linkDays: number
  /** Milliseconds: a bulk send leaves out who was mailed within this time. */
  resendAfter: number
  /** Plans with more mail + direct than this need a second admin. */
  fourEyesAbove: number
  /** Messages a minute over all workers; 0 is no limit. */
  mailRate: number
  /** From `OWNERS`. */
  owners: readonly { platform: 'slack' | 'teams'; workspace: string; user: string }[]
  /** By platform, the workspaces or tenants that are let in; whoever speaks from another one is nobody. */
  workspaces?: Readonly<Record<string, readonly string[] | undefined>>
}

/** Who acts, as established for this one message. Comes from the platform, never from what was typed. */
export interface Actor {
  /** identities.id */
  id: number
  platform: Platform
  workspace: string
  user: string
  name: string | null
  role: 'owner' | 'admin' | 'employee' | 'nobody'
  /** Companies an admin acts for; an owner and an unlimited admin have `all`. */
  companies: 'all' | readonly number[]
  /** The HR record of the account link or, for the harmless self-request only, the one whose address matches. */
  personId: number | null
  /** `personId` rests on a link (code or admin), not just on a shared address. */
  linked: boolean
  /** The operator in the terminal: may confirm own plans, never approves. */
  operator: boolean
}

export interface Context extends Service {
  actor: Actor
  /** The id of the message that is being answered; an effect that must happen once is tied to it. */
  messageId?: string
}
