import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Chat, Door, Said } from '#bot'
import { say } from '#text'
import type { Log } from './base/log.ts'
import type { Talk } from './commands/context.ts'
import { registry } from './commands/index.ts'
import type { Config } from './config/config.ts'
import { createAnswer } from './conversation/answer.ts'
import { createFollower } from './conversation/follow.ts'
import { createInbox } from './conversation/inbox.ts'
import { guardLog } from './conversation/redact.ts'
import { isMigrated } from './db/migrate.ts'
import type { Database } from './db/open.ts'
import { companies, people } from './db/schema/index.ts'
import type { Directory } from './directory/directory.ts'
import { UserError } from './errors.ts'
import { connectVerified } from './jobs/connector.ts'
import type { WorkerEvent } from './jobs/parts.ts'
import { createWorker, type Worker } from './jobs/worker.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Keyring, Service } from './verification/context.ts'
import { dnsThrough } from './verification/domains/dns.ts'
import { createRandom } from './verification/random.ts'
import { createPage } from './web/page.ts'
import type { PageService } from './web/pages/service.ts'

/** What the application stands on; main.ts and the tests hand it in. */
export interface AppParts {
  database: Database
  keys: Keyring
  mailer: Mailer
  directory: Directory
  log: Log
  /** Makes the chats, once the application can say what they may use. */
  chats(door: Door): Chat[]
  clock?(): Date
  dns?: Service['dns']
  onAnswer?(command: string, outcome: string): void
  onWork?(event: WorkerEvent): void
}

export interface App {
  service: Service
  chats: Chat[]
  page: PageService
  answer(said: Said): Promise<import('#bot').Reply>
  ready(): Promise<{ ok: true } | { ok: false; reason: string }>
  start(): Promise<void>
  stop(): Promise<void>
}

/** The wiring: rules, commands, chats, jobs and pages of one process. Starts nothing by itself. */
export function createApp(config: Config, parts: AppParts): App {
  const { database, directory } = parts
  const log = guardLog(parts.log)
  const clock = parts.clock ?? (() => new Date())
  const { linkDays, resendAfter, fourEyesAbove, mailRate, owners, publicUrl, loginUrl, supportContact } = config
  const service: Service = {
    db: database.db,
    clock,
    random: createRandom(),
    keys: parts.keys,
    rules: {
      linkDays,
      resendAfter,
      fourEyesAbove,
      mailRate,
      owners,
      workspaces: { slack: config.slack?.teams, teams: config.teams?.tenants },
    },
    dns: parts.dns ?? dnsThrough(config.dnsServers),
  }
  const chats: Chat[] = []
  const inbox = createInbox({ db: database.db, clock, log, chats })
  const follower = createFollower({ service, chats, log })
  const door: Door = { inbox: inbox.inbox, follow: follower.follow, log, clock, say: say as Door['say'] }
  chats.push(...parts.chats(door))

  const worker: Worker | null = config.worker === 'off' ? null : workerOf()
  const talk: Pick<Talk, 'nudge' | 'tell' | 'disconnect' | 'facts'> = {
    nudge: () => worker?.nudge(),
    tell: follower.tell,
    disconnect: (personId) => disconnect(personId),
    facts: { loginUrl, supportContact },
  }
  const answer = createAnswer({ service, registry, talk, fetchFile, log, onAnswer: parts.onAnswer })

  function workerOf(): Worker {
    const letters = { from: readSender(config.mailFrom), publicUrl, loginUrl, support: supportContact }
    const id = `${process.pid}-${randomBytes(6).toString('hex')}`
    const alone = database.kind === 'embedded'
    return createWorker({ service, mailer: parts.mailer, directory, letters, id, log, alone, on: parts.onWork })
  }

  function fetchFile(said: Said, file: Said['files'][number]): Promise<Uint8Array> {
    const chat = chats.find((c) => c.name === said.where.chat)
    if (!chat) throw new Error(`No chat is called ${said.where.chat}`)
    return chat.fetchFile(file)
  }

  async function disconnect(personId: number): Promise<void> {
    const [found] = await database.db
      .select({ person: people, companyNumber: companies.number })
      .from(people)
      .innerJoin(companies, eq(companies.id, people.companyId))
      .where(eq(people.id, personId))
    const { id, number, email, givenName, familyName, language } = found!.person
    const { companyNumber } = found!
    const done = await directory.disconnect({
      id,
      companyNumber,
      number,
      email: email ?? '',
      givenName,
      familyName,
      language,
    })
    if (!done.ok) throw new UserError('directory_refused', 'disconnect.refused')
  }

  return {
    service,
    chats,
    answer,
    page: createPage(service, { nudge: talk.nudge, connect: () => connectVerified({ service, directory, log }) }),
    async ready() {
      const migrated = await isMigrated(database).catch(() => null)
      if (migrated === null) return { ok: false, reason: 'the database does not answer' }
      return migrated ? { ok: true } : { ok: false, reason: 'the database is not migrated' }
    },
    async start() {
      for (const chat of chats) chat.onSaid(answer)
      if (config.worker !== 'only') {
        for (const chat of chats) await chat.start?.()
        inbox.start()
      }
      follower.start()
      worker?.start()
    },
    /** In the order that loses nothing: no new messages, then those in hand, then the letters in flight. */
    async stop() {
      for (const chat of chats) await chat.stop?.()
      await inbox.stop()
      await worker?.stop()
      await follower.stop()
      await parts.mailer.close()
    },
  }
}

/** `Verifiera <hr@acme.example>` or a bare address. */
export function readSender(from: string): { name: string; address: string } {
  const [, name = '', address = from.trim()] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(from) ?? []
  return { name: name.trim(), address }
}
