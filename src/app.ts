import { randomBytes } from 'node:crypto'
import type { Card, Chat, ChatHost, Reply, Said } from '#bot'
import type { Say } from '#text'
import type { Log } from './base/log.ts'
import { createTroubles } from './base/troubles.ts'
import type { Turn } from './commands/context.ts'
import { registry } from './commands/index.ts'
import { personsCard } from './commands/links/wrong-address.ts'
import type { Config } from './config/config.ts'
import { createAnswer } from './conversation/answer.ts'
import { createChoices } from './conversation/choices.ts'
import { createComplete } from './conversation/complete.ts'
import { createFollower } from './conversation/follow.ts'
import { createInbox } from './conversation/inbox.ts'
import { guardLog } from './conversation/redact.ts'
import type { Database } from './db/open.ts'
import { type Readiness, readinessOf } from './db/readiness.ts'
import type { Directory } from './directory/directory.ts'
import { drawChart } from './drawing/draw.ts'
import { connectOne } from './jobs/connector.ts'
import type { Timing, WorkerEvent } from './jobs/parts.ts'
import { createWorker, type Worker } from './jobs/worker.ts'
import type { Mailbox } from './mail/mailbox.ts'
import type { Mailer } from './mail/mailer.ts'
import { createShowcase } from './mail/showcase.ts'
import { anchorKeeper } from './runtime/anchors.ts'
import { tellSecretEnds } from './runtime/notices/secret.ts'
import { tellChatTrouble, tellMailboxTrouble } from './runtime/notices/trouble.ts'
import { tellOfWork } from './runtime/notices/work.ts'
import { checkSetup } from './runtime/setup/setup.ts'
import { ownerIds } from './verification/access/role-holders.ts'
import type { Keyring, Service } from './verification/context.ts'
import { presentTrouble } from './verification/delivery/trouble.ts'
import { dnsThrough } from './verification/domains/dns.ts'
import { createRandom } from './verification/random.ts'
import { pauseIfRestored } from './verification/records/restored.ts'
import { createPage } from './web/page.ts'
import type { PageService } from './web/pages/service.ts'

/** What the application needs from outside. main.ts and the tests supply it. */
export interface AppParts {
  database: Database
  keys: Keyring
  mailer: Mailer
  /** Where reports of bounces arrive. */
  mailbox?: Mailbox
  directory: Directory
  log: Log
  /** Makes the chats, given what the application offers them. */
  chats(host: ChatHost): Chat[]
  clock?(): Date
  dns?: Service['dns']
  onAnswer?(command: string, outcome: string, cause?: string): void
  /** Seconds from a message to its answer. */
  onAnswered?(seconds: number): void
  onWork?(event: WorkerEvent): void
  timing?: Partial<Timing>
}

export interface App {
  service: Service
  chats: Chat[]
  page: PageService
  answer(said: Said): Promise<Reply>
  /** How a line that somebody is typing may go on. */
  complete: ReturnType<typeof createComplete>
  /** `detail` is what an operator must act on although the process is ready. */
  ready(): Promise<Readiness & { detail?: Record<string, string> }>
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
    oneSession: database.kind === 'embedded',
    background: database.background,
  }
  const chats: Chat[] = []
  const inbox = createInbox({ ...database, clock, log, chats })
  const follower = createFollower({ service, chats, log })
  const troubles = createTroubles(log, (area) => void tellChatTrouble(service, area, tellOwners))
  const choices = createChoices(service)
  const offers = { choices, draw: drawChart, log, clock, trouble: troubles.set }
  const host: ChatHost = { inbox: inbox.inbox, follow: follower.follow, ...offers }
  chats.push(...parts.chats(host))

  const bounceAddress = config.bounces?.address
  const letters = { from: config.mailFrom, bounceAddress, publicUrl, loginUrl, support: supportContact }
  const render = createShowcase(letters, clock)
  let hourly: NodeJS.Timeout | undefined
  const worker: Worker | null = config.worker === 'off' ? null : workerOf()
  const turn: Pick<Turn, 'wake' | 'tell' | 'facts' | 'provider' | 'letters' | 'checkSetup'> = {
    wake: () => worker?.wake(),
    tell: follower.tell,
    facts: { loginUrl, supportContact },
    checkSetup: () => checkSetup(config, { ...parts, chats, dns: service.dns, clock }),
    letters: { render, publicUrl },
    provider: { remote: directory.remote, look: directory.look },
  }
  const answerOne = createAnswer({
    service,
    registry,
    turn,
    fetchFile,
    pressed: follower.pressed,
    log,
    onAnswer: parts.onAnswer,
  })
  async function answer(said: Said): Promise<Reply> {
    const from = performance.now()
    return answerOne(said).finally(() => parts.onAnswered?.((performance.now() - from) / 1000))
  }

  function workerOf(): Worker {
    const id = `${process.pid}-${randomBytes(6).toString('hex')}`
    const alone = database.kind === 'embedded'
    const keepAnchor = anchorKeeper(config, clock)
    const { mailer, mailbox, timing } = parts
    return createWorker({
      service,
      mailer,
      mailbox,
      directory,
      letters,
      id,
      log,
      alone,
      keepAnchor,
      timing,
      on: onWork,
    })
  }

  function tellOwners(card: (say: Say) => Card): Promise<void> {
    return ownerIds(service).then(
      (ids) => follower.tell(ids, card),
      (error) => log.warn({ error: (error as Error).message }, 'The owners could not be told'),
    )
  }

  /** Asks the platforms whether they still take our settings, so that it is seen before anybody needs them. */
  async function watchChats(): Promise<void> {
    for (const chat of chats) await chat.check?.().catch(() => {})
  }

  async function watchSecret(): Promise<void> {
    const ends = config.oauth?.secretEnds
    if (ends)
      await tellSecretEnds(service, ends, tellOwners).catch((error) =>
        log.warn({ error: (error as Error).message }, 'Not told that the secret of OAuth ends'),
      )
  }

  /** Passes the worker's events on to the metrics, and tells people what concerns them. */
  function onWork(event: WorkerEvent): void {
    parts.onWork?.(event)
    tellOfWork(event, follower.tell, tellOwners)
    if (event.type === 'mail trouble')
      log.error({ cause: event.cause, detail: event.detail }, 'The mail server takes no letters')
    if (event.type === 'mailbox trouble') {
      troubles.set('bounces', event.fault && `The mailbox of BOUNCE_IMAP_URL cannot be read: ${event.fault}`)
      void tellMailboxTrouble(service, event.fault, tellOwners)
    }
  }

  function fetchFile(said: Said, file: Said['files'][number]): Promise<Uint8Array> {
    const chat = chats.find((c) => c.name === said.where.chat)
    if (!chat) throw new Error(`No chat is called ${said.where.chat}`)
    return chat.fetchFile(file)
  }

  /** Trouble with the mail server is told, but the pages must go on. */
  async function withTrouble(ready: Readiness): Promise<Readiness & { detail?: Record<string, string> }> {
    const known = troubles.detail()
    if (!ready.ok) return { ...ready, ...(known && { detail: known }) }
    const late = new Promise<null>((resolve) => setTimeout(resolve, 400, null).unref())
    const asked = presentTrouble(database.probe, clock()).catch(() => null)
    const trouble = await Promise.race([asked, late])
    const mail = trouble && { mail: `${trouble.since.toISOString()} ${trouble.detail}` }
    return { ok: true, ...((known || mail) && { detail: { ...known, ...mail } }) }
  }

  return {
    service,
    chats,
    answer,
    complete: createComplete(service, registry),
    page: createPage(service, {
      wake: turn.wake,
      render,
      tellWrong: ({ person, tell }) => {
        if (person)
          follower.tell(
            tell.map(({ identity }) => identity.id),
            (say) => personsCard(say, person),
          )
      },
      connect: directory.remote ? (personId) => connectOne({ service, directory, log, on: onWork }, personId) : null,
    }),
    ready: async () => withTrouble(await readinessOf(database)),
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
      hourly = setInterval(() => void Promise.all([watchSecret(), watchChats()]), 3_600_000).unref()
      void watchSecret()
    },
    /** Stops in an order that loses nothing: first the intake of messages, then those in progress, then the worker. */
    async stop() {
      clearInterval(hourly)
      for (const chat of chats) await chat.stop?.()
      await inbox.stop()
      await worker?.stop()
      await follower.stop()
      await parts.mailer.close()
    },
  }
}
