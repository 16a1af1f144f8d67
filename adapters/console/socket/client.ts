import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { CardJson, ConsoleRequest } from '../card.ts'
import { sendFile } from './attachment.ts'
import { socketPath } from './path.ts'

/** Says a line to the server that holds this folder; null if there is none. Rejects if no answer comes. */
export async function askConsole(
  dataDir: string,
  request: ConsoleRequest,
  meanwhile?: (card: CardJson) => void,
): Promise<CardJson | null> {
  const { file, ...said } = request
  const message = { ...said, ...(file && { file: { name: file.name } }), progress: meanwhile !== undefined }
  const reply = await exchange(dataDir, message, meanwhile, await file?.read())
  return reply && reply.card!
}

/** How the line could go on, as the server that holds this folder says; nothing if there is none. */
export async function completeThere(dataDir: string, line: string, language: 'sv' | 'en'): Promise<string[]> {
  const reply = await exchange(dataDir, { line, language, complete: true }).catch(() => null)
  return reply?.choices ?? []
}

interface Reply {
  card?: CardJson
  choices?: string[]
  meanwhile?: CardJson
  error?: string
}

async function exchange(
  dataDir: string,
  request: object,
  meanwhile?: (card: CardJson) => void,
  file?: Uint8Array,
): Promise<Reply | null> {
  const socket = await reach(socketPath(dataDir))
  if (!socket) return null
  try {
    if (file) await sendFile(socket, file)
    socket.write(`${JSON.stringify(request)}\n`)
    const lines = createInterface({ input: socket, crlfDelay: Infinity })
    lines.on('error', () => socket.destroy())
    for await (const line of lines) {
      const reply = JSON.parse(line) as Reply
      if (reply.meanwhile) meanwhile?.(reply.meanwhile)
      else if (reply.card || reply.choices) return reply
      else throw new Error(reply.error ?? 'no card')
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

/** Connects to a socket; null if there is none, or one on which nobody listens. */
export function reach(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(error.code ?? '')) resolve(null)
      else reject(error)
    })
  })
}
