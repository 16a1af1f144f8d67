import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Ask, CardJson, Complete, ConsoleRequest } from './card.ts'
import { Attached } from './socket/attachment.ts'
import { reach } from './socket/client.ts'
import { type Line, readMessage } from './socket/messages.ts'
import { socketPath } from './socket/path.ts'
import { withStartLock } from './socket/start-lock.ts'

/**
 * Answers lines from the command line on a socket that only this user may open. A second server on the same folder is
 * refused, and a socket that a crashed server left is taken over.
 */
export async function serveConsole(
  dataDir: string,
  answer: Ask,
  complete: Complete = async () => [],
): Promise<{ close(): Promise<void> }> {
  mkdirSync(dataDir, { recursive: true })
  const path = socketPath(dataDir)
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    void answerLines(socket, answer, complete)
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

async function answerLines(socket: Socket, answer: Ask, complete: Complete): Promise<void> {
  const attached = new Attached()
  try {
    const lines = createInterface({ input: socket, crlfDelay: Infinity })
    // When somebody goes away while being answered, the reader passes the socket's error on, even after its last line.
    lines.on('error', () => socket.destroy())
    for await (const text of lines) {
      const message = readMessage(text)
      if (message && !('line' in message)) {
        attached.add(message)
        continue
      }
      const bytes = attached.take()
      const write = (reply: object) => socket.writable && socket.write(`${JSON.stringify(reply)}\n`)
      write(await answerLine(message, bytes, answer, complete, (meanwhile) => write({ meanwhile })))
      if (!socket.writable) return
    }
  } catch {
    socket.destroy()
  }
}

type Reply = { card: CardJson } | { choices: string[] } | { error: string }

async function answerLine(
  message: Line | null,
  bytes: Uint8Array | null,
  answer: Ask,
  complete: Complete,
  meanwhile: (card: CardJson) => void,
): Promise<Reply> {
  if (!message) return { error: 'malformed' }
  const { line, language, file } = message
  try {
    if (message.complete) return { choices: await complete(line, language ?? 'sv') }
    const request: ConsoleRequest = { line, ...(language && { language }) }
    if (file && bytes) request.file = { name: file.name, size: bytes.length, read: async () => bytes }
    return { card: await answer(request, message.progress ? meanwhile : undefined) }
  } catch {
    return { error: 'failed' }
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
