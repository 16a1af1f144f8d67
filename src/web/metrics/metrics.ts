import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { catalog, type Described } from './catalog.ts'

/** The numbers that are read from the database whenever the metrics are fetched. */
export interface Watched {
  /** Deliveries by state. */
  deliveries(): Promise<Record<string, number>>
  /** Sends by state. */
  sends(): Promise<Record<string, number>>
  /** How many seconds the oldest delivery that is due has waited; 0 if none waits. */
  queueAge(): Promise<number>
}

/** An attempt to mail; `stage` and `code` say where and how the mail server refused. */
export interface MailAttempt {
  kind: string
  seconds: number
  stage?: string
  code?: number
}

/** Times are in seconds. */
export interface Metrics {
  /**
   * Counts an answer to a command, given its name (never the line), `done`, `refused` or `failed`, and why it refuses.
   */
  answered(command: string, outcome: string, cause?: string): void
  /** Records how long a message from a chat waited for its answer. */
  took(seconds: number): void
  /** Counts an HTTP response, by the name of its route, and how long it took. */
  requested(route: string, status: number, seconds: number): void
  mailed(attempt: MailAttempt): void
  /** Counts what the identity provider was asked. */
  provided(change: 'connected' | 'disconnected', ok: boolean): void
  /** What the database does, as src/db/pool/watch.ts tells it. */
  database: {
    worked(kind: string, seconds: number): void
    waited(pool: string, seconds: number): void
    failed(cause: string): void
  }
  watch(watched: Watched): void
  text(): Promise<string>
  /** Serves `/metrics`. */
  listen(host: string, port: number): Promise<{ port: number; close(): Promise<void> }>
}

/** What may become of a letter (`Outcome` in src/mail/mailer.ts). */
const mailOutcomes = ['accepted', 'refused', 'dropped', 'unknown', 'withheld']

/** Prometheus metrics in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counter = (one: Described) => new Counter(settingsOf(registry, one))
  const histogram = (one: Described) => new Histogram({ ...settingsOf(registry, one), buckets: [...one.buckets!] })
  const mails = counter(catalog.mails)
  const mailTimes = histogram(catalog.mailTimes)
  const mailRefusals = counter(catalog.mailRefusals)
  const connections = counter(catalog.connections)
  const answers = counter(catalog.answers)
  const answerTimes = histogram(catalog.answerTimes)
  const refusals = counter(catalog.refusals)
  const requests = counter(catalog.requests)
  const requestTimes = histogram(catalog.requestTimes)
  const sql = histogram(catalog.sql)
  const waits = histogram(catalog.waits)
  const databaseErrors = counter(catalog.databaseErrors)
  // Prometheus sees no increase in what appears with its first number: the first letters after a start would be
  // missing.
  for (const outcome of mailOutcomes) {
    mails.inc({ outcome }, 0)
    mailTimes.zero({ outcome })
  }
  for (const change of ['connected', 'disconnected'])
    for (const outcome of ['done', 'failed']) connections.inc({ change, outcome }, 0)

  return {
    answered(command, outcome, cause) {
      answers.inc({ command, outcome })
      if (cause) refusals.inc({ cause })
    },
    took: (seconds) => answerTimes.observe(seconds),
    requested(route, status, seconds) {
      requests.inc({ route, status: String(status) })
      requestTimes.observe({ route }, seconds)
    },
    mailed({ kind, seconds, stage, code }) {
      mails.inc({ outcome: kind })
      mailTimes.observe({ outcome: kind }, seconds)
      if (stage) mailRefusals.inc({ stage, code: String(code ?? 0) })
    },
    provided: (change, ok) => connections.inc({ change, outcome: ok ? 'done' : 'failed' }),
    database: {
      worked: (kind, seconds) => sql.observe({ kind }, seconds),
      waited: (pool, seconds) => waits.observe({ pool }, seconds),
      failed: (cause) => databaseErrors.inc({ cause }),
    },
    watch: (watched) => watch(registry, watched),
    text: () => registry.metrics(),
    listen: (host, port) => serve(registry, host, port),
  }
}

const settingsOf = (registry: Registry, { name, says, labels }: Described) => ({
  name,
  help: says,
  labelNames: [...labels],
  registers: [registry],
})

function watch(registry: Registry, watched: Watched): void {
  const byState = (one: Described, read: () => Promise<Record<string, number>>) =>
    new Gauge({
      ...settingsOf(registry, one),
      async collect() {
        const counts = await read().catch(() => ({}))
        this.reset()
        for (const [state, count] of Object.entries(counts)) this.set({ state }, count)
      },
    })
  byState(catalog.deliveries, watched.deliveries)
  byState(catalog.sends, watched.sends)
  new Gauge({
    ...settingsOf(registry, catalog.queueAge),
    async collect() {
      // If the database does not answer, the age is unknown, and no number is better than a wrong one.
      this.set(await watched.queueAge().catch(() => Number.NaN))
    },
  })
}

async function serve(
  registry: Registry,
  host: string,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
