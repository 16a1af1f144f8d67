import type { Card, Chat, ChatHost, Language } from '#bot'
import { speaker } from '#text'
import { createLocalChat } from '../adapters/browser/chat.ts'
import { type LocalOutbox, localRoutes } from '../adapters/browser/receive.ts'
import { createConsoleChat } from '../adapters/console/chat.ts'
import { serveConsole } from '../adapters/console/receive.ts'
import { runConsole } from '../adapters/console/run.ts'
import { askConsole, completeThere, isServed } from '../adapters/console/socket/client.ts'
import { type App, createApp } from './app.ts'
import type { Log } from './base/log.ts'
import { findingWords } from './commands/setup/setup.ts'
import { type Config, ConfigError, readConfig } from './config/config.ts'
import { loadEnvFile } from './config/env-file.ts'
import { openServer } from './db/open.ts'
import { demoFile, loadDemo } from './runtime/demo/demo.ts'
import { demoEmployees } from './runtime/demo/people.ts'
import { namingSetting, printFailure } from './runtime/failures.ts'
import { migrateOnly, openDatabase, openInstallation } from './runtime/installation.ts'
import { createLog } from './runtime/log.ts'
import { outsideOf } from './runtime/outside.ts'
import { whenInstalled } from './runtime/packages.ts'
import { checkSetup } from './runtime/setup/setup.ts'
import { stopOnSignal } from './runtime/signals.ts'
import { unlessSilent } from './runtime/stopping.ts'
import { startTracing } from './runtime/tracing.ts'
import { welcome } from './runtime/welcome.ts'
import { allMails, countMails, readOutbox } from './store/outbox.ts'
import { watchedNumbers } from './verification/delivery/numbers.ts'
import { dnsThrough } from './verification/domains/dns.ts'
import { createMetrics, type Metrics } from './web/metrics/metrics.ts'
import { pagesLater } from './web/pages/later.ts'
import { createWeb, type Web, type WebParts } from './web/server.ts'

/**
 * The process: reads the configuration, opens the database, makes the chats, starts, and stops on a signal. No other
 * file imports the adapters, and no file imports this one.
 */
const [task = 'start', ...rest] = process.argv.slice(2)

try {
  loadEnvFile()
  const config = readConfig()
  if (task === 'start') await start(config)
  else if (task === 'migrate') await migrateOnly(config)
  else if (task === 'move') await move(config)
  else if (task === 'check-setup') process.exitCode = await checkSetupOnly(config)
  else if (task === 'chat') process.exitCode = await chat(config, rest)
  else throw new ConfigError(`There is no task "${task}"; the tasks are start, migrate, move, check-setup and chat`)
} catch (error) {
  printFailure(error)
  process.exit(1)
}

async function start(given: Config): Promise<void> {
  const log = await createLog(given)
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'Something was rejected that nobody waited for'),
  )
  const traces = await startTracing(given, log)
  const metrics = createMetrics()
  const terminal = createConsoleChat()
  const early = given.local ? await listenEarly(given, log, metrics) : undefined
  const config = early?.config ?? given
  const makers = [() => terminal, ...(early ? [() => early.chat] : []), ...(await platforms(config))]
  const installation = await openInstallation(config, metrics.database)
  const app = createApp(config, {
    ...installation,
    log,
    chats: (host) => makers.map((make) => make(host)),
    onAnswer: metrics.answered,
    onAnswered: metrics.took,
    onWork(event) {
      if (event.type === 'outcome') metrics.mailed(event)
      if (event.type === 'connected' || event.type === 'disconnected') metrics.provided(event.type, event.ok)
    },
  })
  if (config.demo) await loadDemo(app, log)
  metrics.watch(watchedNumbers(installation.database.db))
  terminal.onComplete(app.complete)
  await app.start()
  const web = early?.web ?? webOf(config, log, metrics, app)
  if (early) early.begin(app)
  else await namingSetting('PORT', web.listen(config.host, config.port))
  const watching =
    config.metricsPort === undefined
      ? undefined
      : await namingSetting('METRICS_PORT', metrics.listen(config.metricsHost, config.metricsPort))
  const socket = config.databaseUrl ? undefined : await serveTerminal(config, terminal, log)
  const stopAll = async () => {
    await web.close()
    await socket?.close()
    await app.stop()
    await watching?.close()
    await installation.database.close()
    await traces?.close()
  }
  // First, for whoever reads "Ctrl-C" may press it at once. The welcome is on stderr, because stdout is the log.
  stopOnSignal(log, () => unlessSilent(stopAll(), app.ready, log), config.startedByNpm)
  log.info({ port: config.port, local: config.local, chats: app.chats.map((c) => c.name) }, 'Verifiera has started')
  if (config.local) console.error(welcome(config))
}

/** Where no socket can be made (a folder of Windows in WSL, some bind mounts) the product runs without its terminal. */
async function serveTerminal(config: Config, terminal: ReturnType<typeof createConsoleChat>, log: Log) {
  try {
    return await serveConsole(config.dataDir, terminal.ask, terminal.complete)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw error
    log.warn({ code }, 'No socket can be made in DATA_DIR: `npm run chat` works only while this process is stopped')
    return undefined
  }
}

function webOf(config: Config, log: Log, metrics: Metrics, app: WebApp, local?: WebParts['local']): Web {
  const hooks = config.worker === 'only' ? [] : (app.chats ?? []).flatMap((c) => (c.webhook ? [c.webhook] : []))
  return createWeb({ ...config, webhooks: hooks, page: app.page, health: app, local, log, answered: metrics.requested })
}

type WebApp = Pick<App, 'page' | 'ready'> & { chats?: Chat[] }

/**
 * In local mode the web server listens before the database is open, because the first start takes seconds to create it.
 * The chat page is served at once; requests that need the application wait for it. The configuration is returned with
 * the port that was really taken, since it is part of every link.
 */
async function listenEarly(config: Config, log: Log, metrics: Metrics) {
  let begin: (app: App) => void = () => {}
  const begun = new Promise<App>((resolve) => {
    begin = resolve
  })
  let app: App | undefined
  void begun.then((ready) => {
    app = ready
  })
  const chat = createLocalChat()
  const db = async () => (await begun).service.db
  const outbox: LocalOutbox = {
    newest: async () => readOutbox(await db()),
    count: async () => countMails(await db()),
    async *all() {
      yield* allMails(await db())
    },
  }
  const later: WebApp = {
    page: pagesLater(begun),
    ready: async () => app?.ready() ?? { ok: false, reason: 'the database is being opened' },
  }
  const web = webOf(
    config,
    log,
    metrics,
    later,
    localRoutes({
      chat,
      outbox,
      example: demoFile,
      demo: config.demo,
      renderers,
      employees: async () => (config.demo ? demoEmployees((await begun).service) : []),
      complete: async (line, who, language) => (await begun).complete(line, who, language),
    }),
  )
  const { port } = await namingSetting('PORT', web.listen(config.host, config.port))
  const publicUrl = config.port === 0 ? config.publicUrl.replace(/:0$/, `:${port}`) : config.publicUrl
  return { web, chat, begin, config: { ...config, port, publicUrl } }
}

/** What Slack and Teams get of a card, for the local page. */
async function renderers(card: Card, language: Language) {
  const slack = await import('../adapters/slack/render.ts')
  const teams = await import('../adapters/teams/render.ts')
  return { slack: slack.render(card, { language }).blocks, teams: teams.render(card, { language }) }
}

/** Makers of the configured platforms' chats. Their packages are large, so they are loaded only if configured. */
async function platforms(config: Config): Promise<((host: ChatHost) => Chat)[]> {
  const makers: ((host: ChatHost) => Chat)[] = []
  const { slack, teams, bounces } = config
  // Missing packages are told of before anything is opened.
  if (bounces) await whenInstalled('BOUNCE_IMAP_URL: IMAP', () => import('imapflow'))
  if (slack) {
    const { slackChat } = await whenInstalled('SLACK_BOT_TOKEN: Slack', () => import('../adapters/slack/chat.ts'))
    makers.push((host) => slackChat(slack, host))
  }
  if (teams) {
    const { teamsChat } = await whenInstalled('MicrosoftAppId: Teams', () => import('../adapters/teams/chat.ts'))
    const transport = async () =>
      teams.transport === 'teams.apps' ? import('@microsoft/teams.apps') : import('@microsoft/teams-ai')
    await whenInstalled('MicrosoftAppId: Teams', transport)
    makers.push((host) => teamsChat(teams, host))
  }
  return makers
}

/**
 * The bot in a terminal. If a running server has the embedded database open, the line goes through that server;
 * otherwise this process opens the database itself.
 */
async function chat(config: Config, args: string[]): Promise<number> {
  if (!config.databaseUrl && (await isServed(config.dataDir))) {
    return runConsole(
      args,
      async (request, meanwhile) => (await askConsole(config.dataDir, request, meanwhile))!,
      undefined,
      (line, language) => completeThere(config.dataDir, line, language),
    )
  }
  const log = await createLog({ logLevel: 'silent' })
  const installation = await openInstallation(config)
  const terminal = createConsoleChat()
  const app = createApp({ ...config, worker: 'off' }, { ...installation, log, chats: () => [terminal] })
  if (config.demo) await loadDemo(app, log)
  terminal.onSaid(app.answer)
  terminal.onComplete(app.complete)
  try {
    return await runConsole(args, terminal.ask, undefined, terminal.complete)
  } finally {
    await app.stop()
    await installation.database.close()
  }
}

async function move(config: Config): Promise<void> {
  const { moveToServer } = await import('./runtime/move.ts')
  const count = await moveToServer(config, (table, rows) => console.log(`${table}: ${rows}`))
  console.log(`${count} rows are in DATABASE_URL now. DATA_DIR is unchanged; keep its keys, which the links need.`)
}

/** Prints what `kontrollera drift` would say, before the first start. Returns 0 when nothing is wrong. */
async function checkSetupOnly(config: Config): Promise<number> {
  if (!config.databaseUrl && (await isServed(config.dataDir))) {
    return runConsole(['kontrollera drift'], async (request) => (await askConsole(config.dataDir, request))!)
  }
  const database = config.databaseUrl ? openServer(config.databaseUrl) : await openDatabase(config)
  const outside = outsideOf(config, database)
  const clock = () => new Date()
  const log = await createLog({ logLevel: 'silent' })
  // Chats that are asked about their settings, and never started.
  const host: ChatHost = { log, clock, inbox: { put: async () => false }, follow: async () => {} }
  const chats = (await platforms(config)).map((make) => make(host))
  const found = await checkSetup(config, { ...outside, database, chats, dns: dnsThrough(config.dnsServers), clock })
  const say = speaker('sv')
  for (const one of found) {
    console.log(`${say(`setup.state.${one.state}`)}  ${say(`setup.topic.${one.topic}`)}: ${findingWords(say, one)}`)
  }
  await outside.mailer.close()
  await database.close()
  return found.some(({ state }) => state === 'wrong') ? 1 : 0
}
