import { once } from 'node:events'
import type { Socket } from 'node:net'

/** A file goes before the line that it belongs to, in parts: as one line of JSON it would need several times its size. */
type Message = { attach: number } | { part: string }

const part = 192 * 1024

export async function sendFile(socket: Socket, bytes: Uint8Array): Promise<void> {
  const send = async (message: Message) => {
    if (!socket.write(`${JSON.stringify(message)}\n`)) await once(socket, 'drain')
  }
  await send({ attach: bytes.length })
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < whole.length; at += part)
    await send({ part: whole.toString('base64', at, Math.min(at + part, whole.length)) })
}

/** The file that has come for the next line. */
export class Attached {
  bytes: Buffer | null = null
  private at = 0

  /** Whether the message was about a file. */
  takes(message: unknown): boolean {
    const { attach, part } = (message ?? {}) as { attach?: unknown; part?: unknown }
    if (typeof attach === 'number') {
      this.bytes = Buffer.alloc(attach)
      this.at = 0
    } else if (typeof part === 'string') this.at += this.bytes?.write(part, this.at, 'base64') ?? 0
    else return false
    return true
  }
}
