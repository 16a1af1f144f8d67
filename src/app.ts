import { randomBytes } from 'node:crypto'
import type { Chat, ChatHost, Said } from '#bot'
import type { Log } from './base/log.ts'
import type { Turn } from './commands/context.ts'
import { registry } from './commands/index.ts'
import { removalRefusedCard } from './commands/records/records.ts'
import type { Config } from './config/config.ts'
import { createAnswer } from './conversation/answer.ts'
import { createComplete } from './conversation/complete.ts'
import { createFollower } from './conversation/follow.ts'
import { createInbox } from './conversation/inbox.ts'
import { guardLog } from './conversation/redact.ts'
import type { Database } from './db/open.ts'
import { type Readiness, readinessOf } from './db/readiness.ts'
import type { Directory } from './directory/directory.ts'
import { connectOne } from './jobs/connector.ts'
import type { WorkerEvent } from './jobs/parts.ts'
import { createWorker, type Worker } from './jobs/worker.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Keyring, Service } from './verification/context.ts'
import { pauseIfRestored } from './verification/delivery/restored.ts'
import { dnsThrough } from './verification/domains/dns.ts'
import { createRandom } from './verification/random.ts'
import { createPage } from './web/page.ts'
import type { PageService } from './web/pages/service.ts'

/** What the application needs from outside. main.ts and the tests supply it. */
export interface AppParts {
  database: Database
  keys: Keyring
  mailer: Mailer
  directory: Directory
  log: Log
  /** Makes the chats, given what the application offers them. */
  chats(host: ChatHost): Chat[]
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
  /** How a line that somebody is typing may go on. */
  complete: ReturnType<typeof createComplete>
  ready(): Promise<Readiness>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Wires the rules, commands, chats, jobs and pages of one process together. Nothing runs until `start`. */
export function createApp(config: Config, parts: AppParts): App {
  const { database, directory } = parts
  const log = guardLog(parts.log)
  const clock = parts.clock ?? (() => new Date())
  const { linkDays, resendAfter, fourEyesAbove, mailRate, owners, publicUrl, loginUrl, supportContact } = config
  const service: Service = {
    db: database.db,
    keyed: database.keyed,
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
  const inbox = createInbox({ ...database, clock, log, chats })
  const follower = createFollower({ service, chats, log })
  const host: ChatHost = { inbox: inbox.inbox, follow: follower.follow, log, clock }
  chats.push(...parts.chats(host))

  const worker: Worker | null = config.worker === 'off' ? null : workerOf()
  const turn: Pick<Turn, 'wake' | 'tell' | 'facts'> = {
    wake: () => worker?.wake(),
    tell: follower.tell,
    facts: { loginUrl, supportContact },
  }
  const answer = createAnswer({
    service,
    registry,
    turn,
    fetchFile,
    pressed: follower.pressed,
    log,
    onAnswer: parts.onAnswer,
  })

  function workerOf(): Worker {
    const letters = { from: config.mailFrom, publicUrl, loginUrl, support: supportContact }
    const id = `${process.pid}-${randomBytes(6).toString('hex')}`
    const alone = database.kind === 'embedded'
    return createWorker({ service, mailer: parts.mailer, directory, letters, id, log, alone, on: onWork })
  }

  /** Passes the worker's events on to the metrics, and tells the requester when a disconnect is refused. */
  function onWork(event: WorkerEvent): void {
    parts.onWork?.(event)
    if (event.type === 'disconnect refused') follower.tell([event.requester], (say) => removalRefusedCard(say, event))
  }

  function fetchFile(said: Said, file: Said['files'][number]): Promise<Uint8Array> {
    const chat = chats.find((c) => c.name === said.where.chat)
    if (!chat) throw new Error(`No chat is called ${said.where.chat}`)
    return chat.fetchFile(file)
  }

  return {
    service,
    chats,
    answer,
    complete: createComplete(service, registry),
    page: createPage(service, {
      wake: turn.wake,
      connect: (personId) => connectOne({ service, directory, log, on: onWork }, personId),
    }),
    ready: () => readinessOf(database),
    async start() {
      const paused = database.kind === 'server' ? await pauseIfRestored(service) : 0
      if (paused > 0) log.warn({ sends: paused }, 'The database is a copy; its running sends were paused')
      for (const chat of chats) chat.onSaid(answer)
      if (config.worker !== 'only') {
        for (const chat of chats) await chat.start?.()
        inbox.start()
      }
      follower.start()
      worker?.start()
    },
    /** Stops in an order that loses nothing: first the intake of messages, then those in progress, then the worker. */
    async stop() {
      for (const chat of chats) await chat.stop?.()
      await inbox.stop()
      await worker?.stop()
      await follower.stop()
      await parts.mailer.close()
    },
  }
}
