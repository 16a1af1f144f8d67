import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { csv, header, startProduct } from '../support/product.ts'
import type { Line } from './engine.ts'

const ROUNDS = 5
const PRESSES = 300
const CONCURRENCY = 16
const SERVER = fileURLToPath(new URL('../support/page/bench-server.ts', import.meta.url))

interface Round {
  perSecond: number
  p50: number
}

/** People who press the button on the page, 16 at once: the product against the same SQL behind a bare HTTP server. */
export async function benchPage(): Promise<Line[]> {
  const postgres = await startPostgres({ fsync: true })
  try {
    const { url } = await createDatabase(postgres.url)
    const tokens = await mail(url, (ROUNDS + 1) * 2 * PRESSES)
    const servers = [await startServer('hand', url), await startServer('ours', url)] as const
    const rounds: [Round[], Round[]] = [[], []]
    // The servers take turns, so that other load on the machine falls on both. The first round only warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [at, { port }] of servers.entries()) {
        const measured = await press(port, tokens.splice(0, PRESSES))
        if (round > 0) rounds[at]!.push(measured)
      }
    }
    for (const { child } of servers) child.disconnect()
    const [hand, ours] = rounds.map(summary) as [Round, Round]
    const name = 'the same SQL behind node:http: presses'
    return [
      { bench: name, value: hand.perSecond, unit: 'a second' },
      {
        bench: 'presses on the page',
        value: ours.perSecond,
        unit: 'a second',
        ratio_to: name,
        ratio: Number((ours.perSecond / hand.perSecond).toFixed(2)),
      },
      { bench: 'presses on the page: p50, 16 at once', value: ours.p50, unit: 'ms' },
    ]
  } finally {
    await postgres.remove()
  }
}

/** Imports and mails so many people. Returns the tokens of their links. */
async function mail(url: string, count: number): Promise<string[]> {
  const database = openServer(url)
  await migrate(database)
  const product = await startProduct({ database, environment: { FOUR_EYES_ABOVE: '100000' } })
  try {
    const people = Array.from({ length: count }, (_, n) => `100;Acme AB;${n};Anna;Öberg${n};anna${n}@acme.example`)
    for (const line of ['importera', 'verifiera konton']) {
      const plan = await product.say('operator', line, line === 'importera' ? [csv([header, ...people])] : [])
      await product.say('operator', `bekräfta ${plan.data!.plan}`)
    }
    const mails = await product.settled()
    return mails.map(({ text }) => /\/v\/([\w-]+)/.exec(text)![1]!)
  } finally {
    await product.stop()
    await database.close()
  }
}

async function startServer(kind: 'ours' | 'hand', url: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(SERVER, [kind, url], { execArgv: ['--import', 'tsx'] })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, port }
}

async function press(port: number, tokens: string[]): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })
  const times: number[] = []
  const started = performance.now()
  const waiting = [...tokens]
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let token = waiting.pop(); token; token = waiting.pop()) {
        const began = performance.now()
        await post(agent, port, token)
        times.push(performance.now() - began)
      }
    }),
  )
  const took = performance.now() - started
  agent.destroy()
  return { perSecond: Math.round(tokens.length / (took / 1000)), p50: median(times) }
}

function post(agent: Agent, port: number, token: string): Promise<void> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', path: '/v', method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 200) resolve()
        else reject(new Error(`A press was answered ${answer.statusCode}`))
      })
    })
    sent.once('error', reject).end(new URLSearchParams({ token }).toString())
  })
}

const median = (values: number[]) =>
  Number([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!.toFixed(1))
const summary = (rounds: Round[]): Round => ({
  perSecond: median(rounds.map((round) => round.perSecond)),
  p50: median(rounds.map((round) => round.p50)),
})
