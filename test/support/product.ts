import { sql } from 'drizzle-orm'
import type { Card, Chat, FileRef, Place, Reply, Said, Who } from '#bot'
import { type App, createApp } from '../../src/app.ts'
import { registry } from '../../src/commands/index.ts'
import { readConfig } from '../../src/config/config.ts'
import { type Database, rows } from '../../src/db/open.ts'
import type { Directory } from '../../src/directory/directory.ts'
import { localDirectory } from '../../src/directory/local.ts'
import type { Mailbox } from '../../src/mail/mailbox.ts'
import type { Mailer } from '../../src/mail/mailer.ts'
import { createOutbox } from '../../src/mail/outbox.ts'
import { keepMail, type OutboxMail, readOutbox } from '../../src/store/outbox.ts'
import type { Service } from '../../src/verification/context.ts'
import { expectButtonsParse, expectLabelled, expectNarrow, expectShortLabels } from './cards/buttons.ts'
import { testDatabase } from './database/database.ts'
import { withoutPaths } from './log.ts'
import { until } from './until.ts'
import type { Way } from './ways/turns.ts'
import { canBeCarried, openWay, type WayName, wayOfRun } from './ways/way.ts'

/**
 * The whole product on a database of its own, used as in a chat. Only what it reaches outside can be replaced: mailer,
 * identity provider, DNS, database and chats.
 */
export interface Product {
  app: App
  database: Database
  /** The real time plus what `forward` has added. */
  clock: { now(): Date; forward(milliseconds: number): void }
  say(as: string | Who, text: string, files?: { name: string; bytes: Uint8Array }[]): Promise<Card>
  /** The cards posted to the local chat that were not answers. */
  posts: { where: Place; card: Card }[]
  said(as: string | Who, text: string, more?: Partial<Said>): Promise<{ card: Card; private: boolean; follow?: string }>
  /** Says a line through the chat that is being tried, and without one to the application itself. */
  carry(said: Said, bytes: (file: FileRef) => Uint8Array): Promise<Reply>
  /** Waits until no send is running. Returns the outbox, newest first. */
  settled(): Promise<OutboxMail[]>
  /** The token of the newest link mailed to an address. */
  linkTo(address: string): Promise<string>
  stop(): Promise<void>
}

export interface ProductOptions {
  environment?: Record<string, string>
  mailer?: Mailer
  mailbox?: Mailbox
  timing?: Parameters<typeof createApp>[1]['timing']
  directory?: Directory
  dns?: Service['dns']
  /** Starts neither worker nor inbox. */
  idle?: boolean
  database?: Database & { drop?(): Promise<void> }
  /** Receives every line of the log, without the paths of this checkout. */
  log?(line: string): void
  /** Replaces the local chat. */
  chats?: Parameters<typeof createApp>[1]['chats']
  /** The chat through which lines are said; `TEST_WAY` sets it for a whole run (`npm run ways`). */
  way?: WayName
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const database: Database & { drop?(): Promise<void> } = options.database ?? (await testDatabase({ max: 12 }))
  const config = readConfig({ HOST: '127.0.0.1', ...options.environment })
  let shift = 0
  const clock = {
    now: () => new Date(Date.now() + shift),
    forward(milliseconds: number) {
      shift += milliseconds
    },
  }
  const files = new Map<string, Uint8Array>()
  const posts: Product['posts'] = []
  const chat: Chat = {
    name: 'local',
    onSaid() {},
    async post(where, card) {
      posts.push({ where, card })
      return where
    },
    fetchFile: async (file) => files.get(String(file.ref.id))!,
  }
  const write = (level: string) => (details: object, what: string) =>
    options.log?.(withoutPaths(JSON.stringify({ level, what, ...details })))
  const app = createApp(config, {
    database,
    keys: [{ id: 'test', secret: new Uint8Array(32).fill(7) }],
    mailer: options.mailer ?? createOutbox((mail) => keepMail(database.db, mail)),
    mailbox: options.mailbox,
    timing: options.timing,
    directory: options.directory ?? localDirectory,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    chats: options.chats ?? (() => [chat]),
    clock: clock.now,
    dns: options.dns ?? { txt: async () => [] },
  })
  if (!options.idle) await app.start()
  const named = options.way ?? wayOfRun()
  const way: Way | undefined = named && (await openWay(named))
  const carry: Product['carry'] = (said, bytes) =>
    way && canBeCarried(said) ? way.carry({ said, answer: app.answer, bytes }) : app.answer(said)
  let count = 0

  const said: Product['said'] = (as, text, more = {}) => {
    const who = typeof as === 'string' ? localWho(as) : as
    const where = { chat: 'local', workspace: who.workspace, channel: who.user, private: true } as const
    const given: Said = { id: `test-${++count}`, who, where, text, files: [], readAgain: async () => who, ...more }
    return carry(given, (file) => files.get(String(file.ref.id))!)
  }
  return {
    app,
    database,
    clock,
    posts,
    said,
    carry,
    async say(as, text, given = []) {
      const refs = given.map(({ name, bytes }, i) => {
        const id = `${count}-${i}-${name}`
        files.set(id, bytes)
        return { name, size: bytes.length, ref: { id } }
      })
      const { card } = await said(as, text, { files: refs })
      expectButtonsParse(card, registry)
      expectLabelled(card)
      expectShortLabels(card)
      expectNarrow(card)
      return card
    },
    async settled() {
      await until(async () => {
        const [waiting] = await rows<{ n: number }>(
          database.db,
          sql`select count(*)::int as n from deliveries d join sends s on s.id = d.send_id
            where s.state = 'running' and d.state in ('queued', 'claimed', 'committing')`,
        )
        const [open] = await rows<{ n: number }>(
          database.db,
          sql`select count(*)::int as n from sends where state = 'running'`,
        )
        return Number(waiting!.n) === 0 && Number(open!.n) === 0
      })
      return readOutbox(database.db)
    },
    async linkTo(address) {
      const mail = (await readOutbox(database.db)).find((m) => m.to === address)
      const token = /\/v\/([A-Za-z0-9_-]+)/.exec(mail?.text ?? '')?.[1]
      if (!token) throw new Error(`No link was mailed to ${address}`)
      return token
    },
    async stop() {
      await way?.stop()
      await app.stop()
      await database.drop?.()
    },
  }
}

/** `owner`, `admin`, `operator`, or `employee:<address>`. */
export function localWho(as: string): Who {
  if (as === 'operator') return { platform: 'console', workspace: 'local', user: 'operator', standing: 'member' }
  const email = as.startsWith('employee:') ? as.slice(9) : `${as}@verifiera.example`
  return { platform: 'local', workspace: 'local', user: as, name: as, email, standing: 'member' }
}

/** A CSV file as an HR admin sends it. */
export const csv = (lines: string[], name = 'anstallda.csv') => ({
  name,
  bytes: new TextEncoder().encode(lines.join('\r\n')),
})

export const header = 'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect'
