import type { Db } from '../db/open.ts'
import type { Platform } from '../db/schema/index.ts'

/** What the rules need from outside. It is handed in, never imported. */
export interface Service {
  db: Db
  /** For statements that find every row by its key and must never scan (db/database.ts). Not for transactions. */
  keyed: Db
  /** The process's clock, for times that the rules speak of or people see. Leases use the database's clock. */
  clock(): Date
  /** Cryptographically random bytes. */
  random(count: number): Uint8Array
  keys: Keyring
  rules: Rules
  dns: { txt(domain: string): Promise<string[]> }
  /** The database has one session (the embedded one): a transaction holds everybody up, so large ones go in pieces. */
  oneSession?: boolean
  /** The same database, for the pieces of long work, which let others go first; see `inBackground`. */
  background?: Pick<Service, 'db' | 'keyed'>
}

/** The same inside a transaction: whatever is asked goes through it. */
export const inTransaction = <S extends Pick<Service, 'db' | 'keyed' | 'background'>>(service: S, tx: Db): S => ({
  ...service,
  db: tx,
  keyed: tx,
  background: undefined,
})

/** For work that goes on for a while, in pieces: whoever waits for one answer is served before each of them. */
export const inBackground = <S extends Pick<Service, 'background'>>(service: S): S => ({
  ...service,
  ...service.background,
})

/** Keys of links and codes, newest first: new ones use the first key, the others serve links that are still live. */
export type Keyring = readonly { id: string; secret: Uint8Array }[]

/** The configured numbers of the rules. */
export interface Rules {
  /** Life of a link in days, counting the day of sending (days.ts). */
  linkDays: number
  /** A bulk send leaves out people who were mailed within so many milliseconds. */
  resendAfter: number
  /** Plans with more mail + direct than this need a second admin. */
  fourEyesAbove: number
  /** Letters a minute, over all workers; 0 means no limit. */
  mailRate: number
  /** The owners of the configuration (`OWNERS`). */
  owners: readonly { platform: 'slack' | 'teams'; workspace: string; user: string }[]
  /** By platform, the workspaces or tenants that are let in. Users of others have no rights. */
  workspaces?: Readonly<Record<string, readonly string[] | undefined>>
}

/** Who acts, as the platform identified them for this one message; never taken from what they typed. */
export interface Actor {
  /** identities.id */
  id: number
  platform: Platform
  workspace: string
  user: string
  name: string | null
  role: 'owner' | 'admin' | 'employee' | 'nobody'
  /** The companies that an admin acts for; `all` for owners and for admins without limits. */
  companies: 'all' | readonly number[]
  /** The record of the account link or, good for the self-request only, the record with the same address. */
  personId: number | null
  /** Whether `personId` comes from an account link rather than from a shared address. */
  linked: boolean
  /** The operator in the terminal, whose plans need no approval and who never approves. */
  operator: boolean
}

export interface Context extends Service {
  actor: Actor
  /** The id of the message that is being answered, from which the idempotency key is made. */
  messageId?: string
  /**
   * Tells whoever asked how far long work is. Called as often as the work likes; `total` is 0 while nobody knows it.
   */
  report?(step: { work: Work; done: number; total: number }): void
}

/**
 * Work that may take more than a moment: reading a file, judging its rows, applying it, choosing whom a send is for,
 * making a file, comparing connections with the identity provider.
 */
export type Work = 'reading' | 'file' | 'import' | 'plan' | 'export' | 'connections'
