import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The numbers that are read from the database whenever the metrics are fetched. */
export interface Watched {
  /** Deliveries by state. */
  deliveries(): Promise<Record<string, number>>
  /** Sends by state. */
  sends(): Promise<Record<string, number>>
  /** How many seconds the oldest delivery that is due has waited; 0 if none waits. */
  queueAge(): Promise<number>
}

export interface Metrics {
  /** Counts an answer to a command, given its name (never the line) and `done`, `refused` or `failed`. */
  answered(command: string, outcome: string): void
  /** Records how long a message from a chat waited for its answer. */
  took(seconds: number): void
  /** Counts an HTTP response, by the name of its route, and how long it took. */
  requested(route: string, status: number, seconds: number): void
  /** Counts an attempt to mail, by its outcome. */
  mailed(outcome: string): void
  watch(watched: Watched): void
  text(): Promise<string>
  /** Serves `/metrics`. */
  listen(host: string, port: number): Promise<{ port: number; close(): Promise<void> }>
}

/** Slack wants its acknowledgement within 3 s, Teams within 5 s; a large file takes minutes. */
const upToSeconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 10]
const upToMinutes = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 15, 60, 300]

/** Prometheus metrics in a registry of their own. No label has a path or a text that somebody typed. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers })
  const answers = counter('verifiera_answers_total', 'Answers by command and outcome', ['command', 'outcome'])
  const requests = counter('verifiera_http_requests_total', 'HTTP answers by route and status', ['route', 'status'])
  const mails = counter('verifiera_mails_total', 'Attempts to mail by outcome', ['outcome'])

  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers })
  const answerTimes = histogram('verifiera_answer_seconds', 'From a message to its answer', [], upToMinutes)
  const requestTimes = histogram('verifiera_http_request_seconds', 'HTTP answers by route', ['route'], upToSeconds)

  return {
    answered: (command, outcome) => answers.inc({ command, outcome }),
    took: (seconds) => answerTimes.observe(seconds),
    requested(route, status, seconds) {
      requests.inc({ route, status: String(status) })
      requestTimes.observe({ route }, seconds)
    },
    mailed: (outcome) => mails.inc({ outcome }),
    watch: (watched) => watch(registry, watched),
    text: () => registry.metrics(),
    listen: (host, port) => serve(registry, host, port),
  }
}

function watch(registry: Registry, watched: Watched): void {
  const registers = [registry]
  const byState = (name: string, help: string, read: () => Promise<Record<string, number>>) =>
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers,
      async collect() {
        const counts = await read().catch(() => ({}))
        this.reset()
        for (const [state, count] of Object.entries(counts)) this.set({ state }, count)
      },
    })
  byState('verifiera_deliveries', 'Deliveries by state', watched.deliveries)
  byState('verifiera_sends', 'Sends by state', watched.sends)
  new Gauge({
    name: 'verifiera_queue_age_seconds',
    help: 'How long the oldest delivery that could go has waited',
    registers,
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
