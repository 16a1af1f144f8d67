import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { migrate } from '../../src/db/migrate.ts'
import { openServer, rows } from '../../src/db/open.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { header } from '../support/product.ts'
import { FakeSlack } from '../support/slack/fake.ts'
import { genuineRequest, sendRequests } from '../support/slack/forged-requests.ts'
import { SlackPeople } from '../support/slack/people.ts'
import { CHANNEL, confirmOf, OWNER, startSlack } from '../support/slack/product.ts'
import { until } from '../support/until.ts'

const ROUNDS = 5
const REQUESTS = 3_000
const CONCURRENCY = 20
const SERVER = fileURLToPath(new URL('../support/slack/bench-server.ts', import.meta.url))

interface Round {
  cpu: number
  p50: number
  p99: number
}

/** CPU time for one signed slash command: plain Bolt with one listener against the adapter, which stores it first. */
export async function benchSlack(): Promise<object[]> {
  const postgres = await startPostgres()
  const { url } = await createDatabase(postgres.url)
  const database = openServer(url, { max: 1 })
  await migrate(database)
  await database.close()
  const servers = [await startServer('bolt'), await startServer('ours', url)] as const
  try {
    const rounds: [Round[], Round[]] = [[], []]
    // The servers take turns, so that other load on the machine falls on both. The first round only warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [at, server] of servers.entries()) {
        const measured = await measure(server)
        if (round > 0) rounds[at]!.push(measured)
      }
    }
    const [bolt, ours] = rounds.map(summary) as [Round, Round]
    const name = 'bare Bolt, one listener: slash command'
    return [
      { bench: name, value: bolt.cpu, unit: 'ms CPU' },
      {
        bench: 'slash command',
        value: ours.cpu,
        unit: 'ms CPU',
        ratio_to: name,
        ratio: Number((ours.cpu / bolt.cpu).toFixed(2)),
      },
      { bench: 'slash command acknowledged, p50, 20 at a time', value: ours.p50, unit: 'ms' },
      { bench: 'slash command acknowledged, p99, 20 at a time', value: ours.p99, unit: 'ms' },
    ]
  } finally {
    for (const { child } of servers) child.disconnect()
    await postgres.remove()
  }
}

interface Server {
  child: ChildProcess
  people: SlackPeople
}

async function startServer(...kind: string[]): Promise<Server> {
  const child = fork(SERVER, kind, { execArgv: ['--import', 'tsx'] })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, people: new SlackPeople(new FakeSlack(), `http://127.0.0.1:${port}/slack/events`) }
}

async function measure({ child, people }: Server): Promise<Round> {
  const requests = Array.from({ length: REQUESTS }, () => ({ ...genuineRequest(people), expects: 200 as const }))
  const before = await cpu(child)
  const took: number[] = []
  const wrong = await sendRequests(people.url, REQUESTS, (at) => requests[at]!, CONCURRENCY, took)
  if (wrong.length > 0) throw new Error(`${wrong.length} requests were not acknowledged: ${wrong[0]}`)
  took.sort((a, b) => a - b)
  const at = (part: number) => took[Math.floor(took.length * part)]!
  return { cpu: ((await cpu(child)) - before) / REQUESTS, p50: at(0.5), p99: at(0.99) }
}

async function cpu(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: number }]
  return cpu
}

function summary(rounds: Round[]): Round {
  const median = (key: keyof Round) => {
    const sorted = rounds.map((round) => round[key]).sort((a, b) => a - b)
    return Number(sorted[Math.floor(sorted.length / 2)]!.toFixed(3))
  }
  return { cpu: median('cpu'), p50: median('p50'), p99: median('p99') }
}

const RECIPIENTS = 3_000
const ASKED = 400

/** The time to an acknowledgement while a bulk send runs in the same process. Slack's limit is 3 s; ours is 1 s. */
export async function benchSlackUnderLoad(): Promise<object[]> {
  const postgres = await startPostgres()
  const { url } = await createDatabase(postgres.url)
  const database = openServer(url)
  await migrate(database)
  const slack = await startSlack({ database, environment: { FOUR_EYES_ABOVE: '100000' } })
  slack.fake.tiersOn = false
  try {
    const line = (at: number) => `100;Acme AB;${at};Förnamn;Efternamn;person${at}@acme.example`
    await slack.importPeople([header, ...Array.from({ length: RECIPIENTS }, (_, at) => line(at))])
    await slack.people.write(OWNER, 'verifiera konton')
    const plan = await slack.hears(OWNER, /Skicka till \d/)
    await slack.people.press(OWNER, plan, confirmOf(plan))
    const count = async (state: string) => {
      const [row] = await rows<{ n: number }>(
        database.db,
        sql`select count(*)::int as n from deliveries where state = ${state}`,
      )
      return Number(row!.n)
    }
    await until(async () => (await count('sent')) > 0)
    const took: number[] = []
    for (let asked = 0; asked < ASKED; asked += 4) {
      const said = await Promise.all(Array.from({ length: 4 }, () => slack.people.slash(OWNER, 'hjälp', CHANNEL)))
      took.push(...said.map((delivery) => delivery.took))
    }
    if ((await count('queued')) === 0) throw new Error('The send was over before the measurement')
    took.sort((a, b) => a - b)
    const value = Number(took[Math.floor(took.length * 0.99)]!.toFixed(1))
    return [{ bench: 'slash command acknowledged during a bulk send, p99', value, unit: 'ms' }]
  } finally {
    await slack.stop()
    await database.close()
    await postgres.remove()
  }
}
