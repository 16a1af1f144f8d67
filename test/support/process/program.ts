import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import type { CardJson } from '../../../adapters/console/card.ts'
import { cardForm } from '../cards/form.ts'
import { withoutPaths } from '../log.ts'
import { freePort } from '../network/free-port.ts'
import { living } from './living.ts'

// The product as a process of its own, used only through its documented commands, settings and routes.

export const root = fileURLToPath(new URL('../../..', import.meta.url))
/** The arguments with which Node starts the product. */
export const program = [join(root, 'src/start.mjs')]

export type Environment = Record<string, string>
export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  date: string
}
export interface Attachment {
  name: string
  bytes: Uint8Array
}
export interface Ended {
  code: number | null
  out: string
  err: string
}

export interface Server {
  readonly base: string
  readonly port: number
  /** The environment it was started with, for `npm run chat` on the same folder or another start. */
  readonly environment: Environment
  /** Milliseconds from the start until it was ready. */
  readonly startedIn: number
  /** What it has written to its log, without the paths of this checkout. */
  log(): string
  /** Sends one line to `POST /chat`. Throws unless the answer is 200 with a card. */
  say(as: string, line: string, file?: Attachment): Promise<CardJson>
  /** The local outbox, newest first. */
  outbox(): Promise<Mail[]>
  /** Sends a signal and waits for the end. Resolves to the exit code, or null if the signal ended the process. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/**
 * The given variables and what every process needs. The rest of the machine's environment must not affect the tests.
 */
const environmentOf = (given: Environment): Environment => ({
  PATH: process.env.PATH ?? '',
  ...(process.env.TMPDIR && { TMPDIR: process.env.TMPDIR }),
  ...given,
})

/** The settings of a service that sends real mail and has no chat. */
export const headless = (databaseUrl: string, smtpUrl: string, more: Environment = {}): Environment => ({
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  MAIL_FROM: 'Verifiera <verifiera@acme.example>',
  PUBLIC_URL: 'https://verifiera.acme.example',
  SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  ...more,
})

/** Where programs run: not in this checkout, whose `.env` must not affect the tests. */
const elsewhere = (): string => inject('scratch')

/** A new empty folder, deleted after this run. */
export const emptyFolder = (): string => mkdtempSync(join(inject('scratch'), 'outside-'))

/** Starts the server and waits until `/readyz` says that it is ready. It gets a new DATA_DIR unless one is given. */
export async function startServer(given: Environment = {}): Promise<Server> {
  const port = Number(given.PORT ?? (await freePort()))
  const environment = { DATA_DIR: emptyFolder(), ...given, PORT: String(port) }
  const started = performance.now()
  const child = spawn(process.execPath, program, { cwd: elsewhere(), env: environmentOf(environment) })
  const ended = collect(child)
  const base = `http://127.0.0.1:${port}`
  await answers(base, child, ended)
  return {
    base,
    port,
    environment,
    startedIn: performance.now() - started,
    log: () => withoutPaths(ended.so.out),
    say: (as, line, file) => say(base, as, line, file),
    outbox: async () => (await (await fetch(`${base}/outbox.json`)).json()) as Mail[],
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return (await ended.whole).code
    },
  }
}

/** Runs a task of the program to its end: `chat`, `migrate`, or none for a start that is expected to fail. */
export function run(task: string[], environment: Environment, input = ''): Promise<Ended> {
  return runProgram(process.execPath, [...program, ...task], environment, input)
}

export async function runProgram(
  command: string,
  args: string[],
  environment: Environment,
  input = '',
  cwd = elsewhere(),
): Promise<Ended> {
  const child = spawn(command, args, { cwd, env: environmentOf(environment) })
  child.stdin.end(input)
  return collect(child).whole
}

/** The card and the exit code of `npm run chat -- --json <args>`, run without npm. */
export async function chat(
  environment: Environment,
  ...args: string[]
): Promise<{ card: CardJson; code: number | null }> {
  const { code, out, err } = await run(['chat', '--json', ...args], environment)
  const lines = out.trim().split('\n')
  if (lines.length !== 1 || !lines[0]!.startsWith('{"card":')) throw new Error(`Not one line of JSON: ${out}${err}`)
  return { card: readCard(lines[0]!), code }
}

/** The token of the link in a letter. */
export function tokenIn(mail: Mail | undefined): string {
  const token = /\/v\/([\w.~-]+)/.exec(mail?.text ?? '')?.[1]
  if (!token) throw new Error('There is no link in the letter')
  return token
}

/** Submits the form of the page behind the link, as a browser without scripts does. */
export function press(base: string, token: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${base}/v`, { method: 'POST', body: new URLSearchParams({ token }), headers })
}

function collect(child: ChildProcessWithoutNullStreams) {
  const so = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    so.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    so.err += text
  })
  child.stdin.on('error', () => {})
  living.add(child)
  const whole = new Promise<Ended>((done) =>
    child.once('close', (code) => {
      living.delete(child)
      done({ code, ...so })
    }),
  )
  return { so, whole }
}

async function answers(base: string, child: ChildProcessWithoutNullStreams, ended: ReturnType<typeof collect>) {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const { out, err } = await ended.whole
      throw new Error(`The server ended before it answered: ${out}${err}`)
    }
    const answer = await fetch(`${base}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

async function say(base: string, as: string, line: string, file?: Attachment): Promise<CardJson> {
  const body = {
    as,
    say: line,
    ...(file && { file: { name: file.name, base64: Buffer.from(file.bytes).toString('base64') } }),
  }
  const answer = await fetch(`${base}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${answer.status}: ${text}`)
  return readCard(text)
}

/** The card in `{"card": …}`. Throws if it does not have the documented form. */
function readCard(text: string): CardJson {
  const { card } = JSON.parse(text) as { card: CardJson }
  cardForm.parse(card)
  return card
}
