import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { anna, said } from '../support/teams/activities.ts'
import { type FakeCloud, fakeCloud, tenant } from '../support/teams/cloud.ts'
import { forgedRequests } from '../support/teams/forged-requests.ts'
import { createClient } from '../support/teams/http-client.ts'

const ROUNDS = 5
const MESSAGES = 200
const FORGED = 50_000
const SERVER = fileURLToPath(new URL('../support/teams/bench-server.ts', import.meta.url))

/**
 * The time for one message: the plain package with one listener against the adapter, which checks the token and stores
 * the message; and the time for honest messages while 50,000 forged requests arrive.
 */
export async function benchTeams(): Promise<object[]> {
  const postgres = await startPostgres()
  const { url } = await freshDatabase(postgres.url)
  const cloud = await fakeCloud()
  cloud.members.set(anna.id, { ...anna, tenantId: tenant, userRole: 'user' })
  const servers = [
    await startServer(cloud, 'bare'),
    await startServer(cloud, 'kept', (await freshDatabase(postgres.url)).url),
    await startServer(cloud, 'ours', url),
  ] as const
  try {
    const taken: number[][] = servers.map(() => [])
    const answered: number[][] = servers.map(() => [])
    // Alternates between them, so that other load on the machine affects all. The first round is a warm-up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [at, server] of servers.entries()) {
        const [one, two] = [await measure(cloud, server, 'tyst'), await measure(cloud, server, 'svara')]
        if (round === 0) continue
        taken[at]!.push(...one)
        answered[at]!.push(...two)
      }
    }
    const under = await underFire(cloud, servers[2])
    return [
      ...compare('Teams message acknowledged, p50', taken),
      ...compare('Teams message answered, p50', answered),
      againstTurn(taken[2]!, answered[0]!),
      { bench: 'Teams forged requests let in', value: under.accepted, unit: `of ${FORGED}` },
      { bench: 'Teams message acknowledged under forged requests, p99', value: under.p99, unit: 'ms' },
      { bench: 'Teams forged requests turned away', value: under.rate, unit: 'a second' },
    ]
  } finally {
    for (const { child } of servers) child.disconnect()
    await cloud.close()
    await postgres.remove()
  }
}

async function freshDatabase(server: string): Promise<{ url: string }> {
  const made = await createDatabase(server)
  const database = openServer(made.url, { max: 1 })
  await migrate(database)
  await database.close()
  return made
}

interface Server {
  answers: boolean
  child: ChildProcess
  url: string
}

async function startServer(cloud: FakeCloud, ...[kind, ...more]: string[]): Promise<Server> {
  const child = fork(SERVER, [kind!, JSON.stringify(cloud.config), ...more], { execArgv: ['--import', 'tsx'] })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { answers: kind === 'ours', child, url: `http://127.0.0.1:${port}/api/messages` }
}

/** Milliseconds until a message is acknowledged, or, with `svara`, until its answer has reached the connector. */
async function measure(cloud: FakeCloud, server: Server, text: string): Promise<number[]> {
  const client = createClient(server.url, 1)
  const took: number[] = []
  for (let i = 0; i < MESSAGES; i += 1) {
    const activity = JSON.stringify(said(cloud.url, anna, text))
    const token = `Bearer ${cloud.token()}`
    const posts = cloud.posts
    const before = performance.now()
    const status = await client.post(token, activity)
    const acknowledged = performance.now()
    if (status !== 200) throw new Error(`a message was answered with ${status}`)
    // The adapter answers after the acknowledgement. Waiting keeps that work from slowing the next message.
    if (text === 'svara' || server.answers)
      while (cloud.posts === posts) await new Promise((resolve) => setImmediate(resolve))
    took.push((text === 'svara' ? performance.now() : acknowledged) - before)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  client.close()
  return took
}

async function underFire(cloud: FakeCloud, server: Server): Promise<{ accepted: number; p99: number; rate: number }> {
  const all = forgedRequests(cloud).filter(({ name }) => name !== 'too long')
  const bodies = all.map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body)))
  const attacker = createClient(server.url, 8)
  let accepted = 0
  let sent = 0
  const started = performance.now()
  const slots = Array.from({ length: 8 }, async () => {
    while (sent < FORGED) {
      const at = sent % all.length
      sent += 1
      if ((await attacker.post(all[at]!.header, bodies[at]!)) < 400) accepted += 1
    }
  })
  const honest: number[] = []
  const friend = createClient(server.url, 1)
  while (sent < FORGED) {
    const activity = JSON.stringify(said(cloud.url, anna, 'tyst'))
    const token = `Bearer ${cloud.token()}`
    const before = performance.now()
    await friend.post(token, activity)
    honest.push(performance.now() - before)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await Promise.all(slots)
  const rate = Math.round(FORGED / ((performance.now() - started) / 1000))
  attacker.close()
  friend.close()
  return { accepted, p99: at(honest, 0.99), rate }
}

/**
 * The adapter against the plain package, and against the plain package storing the message first, as the adapter must.
 */
function compare(bench: string, [bare, kept, ours]: number[][]): object[] {
  const [a, b, c] = [at(bare!, 0.5), at(kept!, 0.5), at(ours!, 0.5)]
  const [theirs, same] = [`bare teams-ai: ${bench}`, `bare teams-ai, message kept first: ${bench}`]
  const against = (name: string, value: number) => ({ ratio_to: name, ratio: Number((c / value).toFixed(2)) })
  return [
    { bench: theirs, value: a, unit: 'ms' },
    { bench: same, value: b, unit: 'ms' },
    { bench, value: c, unit: 'ms', ...against(theirs, a) },
    { bench, value: c, unit: 'ms', ...against(same, b) },
  ]
}

/** The plain package acknowledges a message only after answering it, so that is what Teams waits for. */
function againstTurn(ours: number[], bare: number[]): object {
  const ratio = Number((at(ours, 0.5) / at(bare, 0.5)).toFixed(2))
  const ratio_to = 'bare teams-ai: Teams message answered, p50'
  return { bench: 'Teams message acknowledged, p50', value: at(ours, 0.5), unit: 'ms', ratio_to, ratio }
}

function at(times: number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Number(sorted[Math.floor(sorted.length * part)]!.toFixed(3))
}
