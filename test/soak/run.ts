import { join } from 'node:path'
import postgres from 'postgres'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { startSink } from '../support/mail/sink.ts'
import { FakeSlack } from '../support/slack/fake.ts'
import { OWNER, slackEnvironment } from '../support/slack/product.ts'
import { anna } from '../support/teams/activities.ts'
import { appId, fakeCloud, tenant } from '../support/teams/cloud.ts'
import { grows, percentile, type Slope, slopeOf } from './figures.ts'
import { breakMail, importAndSend, nothingSeen, readLetters, talkInSlack, talkInTeams, type World } from './load.ts'
import { type Held, startProcess } from './product.ts'
import { growthBetween } from './snapshots.ts'

/**
 * `npm run soak`, an hour or `SOAK_MINUTES`: two processes of the product on one PostgreSQL, between fakes of Slack and
 * Teams and a mail server that fails, with imports, sends, pages and chats all the time. Writes a JSON line for each
 * figure, with whether it is as promised, and exits with 1 otherwise. With `SOAK_SNAPSHOTS=<folder>` it writes the heaps
 * after the warm-up and at the end, and says what there is more of.
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
let wrong = 0
const show = (figure: string, kept: boolean, more: object) => {
  if (!kept) wrong += 1
  console.log(JSON.stringify({ figure, kept, ...more }))
}

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

/** Event emitters and heaps by process, while nothing is asked: after the warm-up and at the end. */
const emitters: number[][] = []
const heaps: string[][] = []
async function takeStock(): Promise<void> {
  let wake = () => {}
  world.rest = new Promise((done) => {
    wake = done
  })
  await new Promise((later) => setTimeout(later, 20_000))
  emitters.push(await Promise.all(processes.map((one) => one.emitters())))
  const path = (at: number) => join(snapshots!, `${heaps.length}-${at + 1}.heapsnapshot`)
  if (snapshots) heaps.push(await Promise.all(processes.map((one, at) => one.snapshot(path(at)))))
  wake()
}

/** What was held at these seconds, by process, and the connections of the database. */
const samples: { at: number; held: Held[]; connections: number }[] = []
async function watch(): Promise<void> {
  while (!world.isOver()) {
    const held = await Promise.all(processes.map((one) => one.held()))
    const [open] = await sql`select count(*)::int as n from pg_stat_activity where datname = current_database()`
    samples.push({ at: seconds(), held, connections: open!.n })
    slack.calls.length = 0
    if (emitters.length === 0 && seconds() > warmUp) await takeStock()
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
await judge()
const codes = await Promise.all(processes.map((one) => one.end()))
show(
  'clean stop',
  codes.every((code) => code === 0),
  { codes },
)
await sql.end()
await slack.stop()
await cloud.close()
await sink.close()
await server.remove()
process.exit(wrong ? 1 : 0)

async function judge(): Promise<void> {
  const flat = samples.filter(({ at }) => at > warmUp)
  const line = (value: (one: Held) => number, at: number): Slope =>
    slopeOf(flat.map((sample) => ({ at: sample.at, value: value(sample.held[at]!) })))
  const megabytes = ({ perHour, noise, mean }: Slope) => ({
    mean: round(mean / 1e6),
    perHour: round(perHour / 1e6),
    noise: round(noise / 1e6),
    unit: 'MB',
  })
  const counts = ({ perHour, noise, mean }: Slope) => ({
    mean: round(mean),
    perHour: round(perHour),
    noise: round(noise),
  })
  for (const [at] of processes.entries()) {
    const one = { process: at + 1 }
    const heap = line((held) => held.heap, at)
    show('heap', !grows(heap, 0.03), { ...one, ...megabytes(heap) })
    const outside = line((held) => held.external, at)
    show('external memory', !grows(outside, 0.1), { ...one, ...megabytes(outside) })
    show('resident memory', true, { ...one, ...megabytes(line((held) => held.rss, at)) })
    for (const kind of ['Timeout', 'TCPSocketWrap'] as const) {
      const slope = line((held) => held.handles[kind] ?? 0, at)
      show(kind, !grows(slope, 0.3), { ...one, ...counts(slope) })
    }
    const [first, last] = heaps
    if (first && last) show('grown', true, { ...one, grown: growthBetween(first[at]!, last[at]!) })
    const [then = 0, now = 0] = emitters.map((counted) => counted[at]!)
    show('event emitters', now <= then * 1.2 + 100, { ...one, after_warm_up: then, at_the_end: now })
    const listeners = line((held) => held.listeners, at)
    show('listeners of the process', listeners.perHour === 0, { ...one, ...counts(listeners) })
    const faults = processes[at]!.faults()
    show('warnings of Node', !Object.keys(faults).some((text) => /(?<!Experimental)Warning/.test(text)), {
      ...one,
      faults,
    })
  }
  const most = Math.max(...samples.map(({ connections }) => connections))
  show('connections of the database', most <= processes.length * perProcess + 1, { most, each: perProcess })
  for (const [what, took] of Object.entries(seen.took))
    show(`answered: ${what}`, took.length > 0 && percentile(took, 0.99) < 3000, {
      n: took.length,
      p50: round(percentile(took, 0.5)),
      p99: round(percentile(took, 0.99)),
      unit: 'ms',
    })
  show('refused answers', Object.keys(seen.refused).length === 0, { refused: seen.refused })
  await judgeSends()
  await judgeTables()
}

/** Deliveries that could go now: those that the server has put off wait for their next attempt, up to hours. */
async function due(): Promise<number> {
  const [found] = await sql`select count(*)::int as n from deliveries
    where state in ('claimed', 'committing') or (state = 'queued' and next_at <= now())`
  return found!.n
}

/** Waits until all that can go has gone, now that the mail server is well: a lease from before lasts three minutes. */
async function settle(): Promise<void> {
  for (let wait = 0; wait < 240 && (await due()) > 0; wait++) await new Promise((later) => setTimeout(later, 1000))
}

/** Everybody to whom a letter is said to have been sent has one, and nothing is left that could go. */
async function judgeSends(): Promise<void> {
  for (const { to } of sink.accepted.splice(0)) seen.letters.set(to, (seen.letters.get(to) ?? 0) + 1)
  const states = await sql`select state, count(*)::int as n from deliveries group by 1`
  const sent = await sql`select distinct d.email_key as to from deliveries d join sends s on s.id = d.send_id
    where s.kind = 'bulk' and d.state = 'sent'`
  const lost = sent.filter(({ to }) => !seen.letters.has(to)).length
  const [inbox] = await sql`select count(*) filter (where state <> 'done')::int as n from inbox`
  show('sends', lost === 0 && (await due()) === 0 && seen.sends > 1, {
    imported: seen.imported,
    sends: seen.sends,
    letters: [...seen.letters.values()].reduce((sum, n) => sum + n, 0),
    lost,
    due: await due(),
    deliveries: Object.fromEntries(states.map(({ state, n }) => [state, n])),
  })
  show('messages not worked off', inbox!.n === 0, { n: inbox!.n })
}

/** Rows that are dead must be taken up again by autovacuum: at 20 % of a table, and what a minute adds. */
async function judgeTables(): Promise<void> {
  const tables = await sql`select relname as name, n_live_tup::int as live, n_dead_tup::int as dead,
    pg_total_relation_size(relid)::int as bytes from pg_stat_user_tables order by n_dead_tup desc`
  const bloated = tables.filter(({ live, dead }) => dead > 0.4 * live + 2000)
  show('dead rows', bloated.length === 0, {
    bloated: bloated.map(({ name, live, dead }) => ({ name, live, dead })),
    most: tables.slice(0, 5).map(({ name, live, dead, bytes }) => ({ name, live, dead, MB: round(bytes / 1e6) })),
  })
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
