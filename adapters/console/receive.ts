import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Ask, CardJson, ConsoleRequest } from './card.ts'
import { oneAtATime } from './takeover.ts'

/** Bytes of a Unix socket's path that every system takes. */
const longestPath = 100

/**
 * Listens for the command line on a socket in `dataDir`, which only this user may open. It is also the lock of the embedded
 * database: a second server on the same folder is refused, a socket left by a crash is taken over.
 */
export async function serveConsole(dataDir: string, answer: Ask): Promise<{ close(): Promise<void> }> {
  mkdirSync(dataDir, { recursive: true })
  const path = socketPath(dataDir)
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    void answerLines(socket, answer)
  })
  const begin = async () => {
    await clearStale(path)
    await listen(server, path)
  }
  await (process.platform === 'win32' ? begin() : oneAtATime(path, begin))
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** Says one line to the server of this folder; null when nobody listens. Rejects when the answer does not come. */
export async function askConsole(dataDir: string, request: ConsoleRequest): Promise<CardJson | null> {
  const socket = await reach(socketPath(dataDir))
  if (!socket) return null
  try {
    socket.write(`${JSON.stringify(request)}\n`)
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      const { card, error } = JSON.parse(line) as { card?: CardJson; error?: string }
      if (card) return card
      throw new Error(error ?? 'no card')
    }
    throw new Error('the server closed before it answered')
  } finally {
    socket.destroy()
  }
}

/** Whether a server holds this folder. */
export async function isServed(dataDir: string): Promise<boolean> {
  const socket = await reach(socketPath(dataDir))
  socket?.destroy()
  return socket !== null
}

async function answerLines(socket: Socket, answer: Ask): Promise<void> {
  try {
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      const reply = await answerLine(line, answer)
      if (!socket.writable) return
      socket.write(`${JSON.stringify(reply)}\n`)
    }
  } catch {
    socket.destroy()
  }
}

async function answerLine(line: string, answer: Ask): Promise<{ card: CardJson } | { error: string }> {
  const request = readRequest(line)
  if (!request) return { error: 'malformed' }
  try {
    return { card: await answer(request) }
  } catch {
    return { error: 'failed' }
  }
}

function readRequest(text: string): ConsoleRequest | null {
  try {
    const request = JSON.parse(text) as ConsoleRequest
    return typeof request?.line === 'string' ? request : null
  } catch {
    return null
  }
}

/** Resolves to null when there is no socket, or one that nobody listens on. */
function reach(path: string): Promise<Socket | null> {
  return new Promise((done, fail) => {
    const socket = connect(path)
    socket.once('connect', () => done(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const nobody = ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(error.code ?? '')
      if (nobody) done(null)
      else fail(error)
    })
  })
}

/** Throws when somebody listens; else nobody does, and the name is free. */
async function clearStale(path: string): Promise<void> {
  const alive = await reach(path)
  alive?.destroy()
  if (alive) throw inUse(path)
  if (process.platform !== 'win32') rmSync(path, { force: true })
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(error.code === 'EADDRINUSE' ? inUse(path) : error))
    server.listen(path, () => done())
    // The name exists as soon as `listen` returns; nobody else may connect from then on.
    if (process.platform !== 'win32' && server.listening) chmodSync(path, 0o600)
  })
}

function inUse(path: string): Error {
  return Object.assign(new Error(`another server holds ${path}`), { code: 'EADDRINUSE' })
}

/** In the folder itself where the system allows so long a path, else in a private folder for temporary files. */
function socketPath(dataDir: string): string {
  const whole = resolve(dataDir)
  const short = createHash('sha256').update(whole).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\verifiera-${short}`
  const path = join(whole, 'console.sock')
  if (Buffer.byteLength(path) <= longestPath) return path
  const folder = join(tmpdir(), `verifiera-${userInfo().uid}`)
  mkdirSync(folder, { mode: 0o700, recursive: true })
  const owned = lstatSync(folder)
  if (!owned.isDirectory() || owned.uid !== userInfo().uid || (owned.mode & 0o077) !== 0)
    throw new Error(`${folder} is not ours alone`)
  return join(folder, `${short}.sock`)
}
