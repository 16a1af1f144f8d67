import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { startSink } from '../support/mail/sink.ts'
import { FakeSlack } from '../support/slack/fake.ts'
import { OWNER, slackEnvironment } from '../support/slack/product.ts'
import { anna } from '../support/teams/activities.ts'
import { appId, fakeCloud, tenant } from '../support/teams/cloud.ts'
import { due, type Sample, type Stock, tablesOf, Verdict } from './judge.ts'
import { breakMail, importAndSend, nothingSeen, readLetters, talkInSlack, talkInTeams, type World } from './load.ts'
import { startProcess } from './product.ts'

/**
 * `npm run soak`, an hour or `SOAK_MINUTES`: two processes of the product on one PostgreSQL, between fakes of Slack and
 * Teams and a mail server that fails, with imports, sends, pages and chats all the time. Writes a JSON line for each
 * figure, with whether it is as promised, and exits with 1 otherwise. With `SOAK_SNAPSHOTS=<folder>` it writes the
 * heaps after the warm-up, half-way from there and at the end, and says what there is more of: what leaks grows in both
 * halves, and what only fills, such as caches and compiled code, less in the second.
 */
const minutes = Number(process.env.SOAK_MINUTES ?? 60)
/** Ten minutes of the hour; pools, caches and compiled code are still growing. */
const warmUp = Math.min(10, minutes * 0.4) * 60
/** The most connections of a process (README); ours for the figures is one more. */
const perProcess = 15
const snapshots = process.env.SOAK_SNAPSHOTS
/** Seconds between samples. Each collects garbage first, which the slowest answers show. */
const every = 15

const server = await startPostgres()
const { url } = await createDatabase(server.url)
const slack = await new FakeSlack().start()
slack.state.addUser(OWNER, 'Olle Ohlsson')
for (let n = 0; n < 20; n++) slack.state.addUser(`U0P${n}`, `Per${n} Alm`)
const cloud = await fakeCloud()
cloud.members.set(anna.id, { ...anna, tenantId: tenant, userRole: 'user' })
const sink = await startSink({ keep: true, latency: 20 })
const environment = {
  ...slackEnvironment(slack.apiUrl),
  DATABASE_URL: url,
  SMTP_URL: sink.url,
  FOUR_EYES_ABOVE: '100000',
  MicrosoftAppId: appId,
  MicrosoftAppPassword: cloud.config.appPassword,
  MicrosoftAppTenantId: tenant,
  TEAMS_TENANTS: tenant,
  TEAMS_OPENID_METADATA_URL: cloud.config.openIdMetadataUrl!,
  TEAMS_LOGIN_URL: cloud.config.loginUrl!,
  TEAMS_SERVICE_HOSTS: cloud.host,
}
const processes = [await startProcess(environment), await startProcess(environment)]
const sql = postgres(url, { max: 1, onnotice: () => {} })

const started = performance.now()
const seconds = () => (performance.now() - started) / 1000
const seen = nothingSeen()
const world: World = {
  bases: processes.map(({ base }) => base),
  slack,
  cloud,
  sink,
  seen,
  isOver: () => seconds() > minutes * 60,
  rest: Promise.resolve(),
}

const samples: Sample[] = []
/** After the warm-up, half-way from there and at the end. */
const stocks: Stock[] = []
const stockAt = [warmUp, (warmUp + minutes * 60) / 2]

/** Looks at everything while nobody asks for anything. */
async function takeStock(): Promise<void> {
  let wake = () => {}
  world.rest = new Promise((done) => {
    wake = done
  })
  await new Promise((later) => setTimeout(later, 20_000))
  const path = (at: number) => join(snapshots!, `${stocks.length}-${at + 1}.heapsnapshot`)
  stocks.push({
    at: seconds(),
    held: await Promise.all(processes.map((one) => one.held())),
    emitters: await Promise.all(processes.map((one) => one.emitters())),
    heaps: snapshots ? await Promise.all(processes.map((one, at) => one.snapshot(path(at)))) : [],
    tables: await tablesOf(sql),
  })
  wake()
}

async function watch(): Promise<void> {
  while (!world.isOver()) {
    const held = await Promise.all(processes.map((one) => one.held()))
    // Autovacuum has connections of its own there.
    const [open] = await sql`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'`
    samples.push({ at: seconds(), held, connections: open!.n })
    slack.calls.length = 0
    if (seconds() > stockAt[stocks.length]!) await takeStock()
    await new Promise((later) => setTimeout(later, every * 1000))
  }
}

await Promise.all([
  watch(),
  talkInSlack(world),
  talkInTeams(world),
  readLetters(world),
  importAndSend(world, 60),
  breakMail(world),
])
await settle()
await takeStock()
const verdict = new Verdict()
verdict.say('the run', true, { minutes, warmUp: warmUp / 60, cpus: cpus().length, load: loadavg() })
const flat = samples.filter(({ at }) => at > warmUp)
for (const [at, running] of processes.entries()) verdict.process(at, running, flat, stocks)
const most = Math.max(...samples.map(({ connections }) => connections))
verdict.say('connections of the database', most <= processes.length * perProcess + 1, { most, each: perProcess })
verdict.answers(seen)
await verdict.sends(sql, seen, sink)
verdict.tables(stocks)
const codes = await Promise.all(processes.map((one) => one.end()))
const clean = codes.every((code) => code === 0)
verdict.say('clean stop', clean, { codes })
await sql.end()
await slack.stop()
await cloud.close()
await sink.close()
await server.remove()
process.exit(verdict.wrong ? 1 : 0)

/** Waits until all that can go has gone, now that the mail server is well: a lease from before lasts three minutes. */
async function settle(): Promise<void> {
  for (let wait = 0; wait < 240 && (await due(sql)) > 0; wait++) await new Promise((later) => setTimeout(later, 1000))
}
