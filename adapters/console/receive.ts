import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Ask, CardJson, ConsoleRequest } from './card.ts'
import { reach } from './socket/client.ts'
import { socketPath } from './socket/path.ts'
import { withStartLock } from './socket/start-lock.ts'

/**
 * Answers lines from the command line on a socket that only this user may open. A second server on the same folder is
 * refused, and a socket that a crashed server left is taken over.
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
  const start = async () => {
    await removeStale(path)
    await listen(server, path)
  }
  await (process.platform === 'win32' ? start() : withStartLock(path, start))
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
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

/** Removes a socket on which nobody listens; throws if somebody does. */
async function removeStale(path: string): Promise<void> {
  const listener = await reach(path)
  listener?.destroy()
  if (listener) throw inUse(path)
  if (process.platform !== 'win32') rmSync(path, { force: true })
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? inUse(path) : error))
    server.listen(path, () => resolve())
    // The socket exists as soon as `listen` returns, so its permissions are set before anybody can connect.
    if (process.platform !== 'win32' && server.listening) chmodSync(path, 0o600)
  })
}

function inUse(path: string): Error {
  return Object.assign(new Error(`another server holds ${path}`), { code: 'EADDRINUSE' })
}
