import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Attach, FilePart } from './messages.ts'

const partSize = 192 * 1024

export async function sendFile(socket: Socket, bytes: Uint8Array): Promise<void> {
  const send = async (message: Attach | FilePart) => {
    if (!socket.write(`${JSON.stringify(message)}\n`)) await once(socket, 'drain')
  }
  await send({ attach: bytes.length })
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < whole.length; at += partSize)
    await send({ part: whole.toString('base64', at, Math.min(at + partSize, whole.length)) })
}

/** The file that has come for the next line. */
export class Attached {
  private bytes: Buffer | null = null
  private at = 0

  add(message: Attach | FilePart): void {
    if ('attach' in message) {
      this.bytes = Buffer.alloc(message.attach)
      this.at = 0
    } else this.at += this.bytes?.write(message.part, this.at, 'base64') ?? 0
  }

  /** The file, which belongs to one line alone; null if none has come. */
  take(): Buffer | null {
    const { bytes } = this
    this.bytes = null
    return bytes
  }
}
