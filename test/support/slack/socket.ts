import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10]

/** Slack's end of Socket Mode: a small WebSocket server that sends envelopes and collects their acknowledgements. */
export class FakeSocket {
  readonly #streams = new Set<Duplex>()
  readonly #waiting = new Map<string, (payload: unknown) => void>()
  #opened: (() => void)[] = []

  accept(request: IncomingMessage, stream: Duplex): void {
    const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64')
    stream.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    )
    this.#streams.add(stream)
    let rest: Buffer = Buffer.alloc(0)
    stream.on('data', (data: Buffer) => {
      rest = this.#read(stream, Buffer.concat([rest, data]))
    })
    stream.on('close', () => this.#streams.delete(stream))
    stream.on('error', () => this.#streams.delete(stream))
    write(stream, TEXT, JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0APP' } }))
    for (const tell of this.#opened.splice(0)) tell()
  }

  get connections(): number {
    return this.#streams.size
  }

  async opened(): Promise<void> {
    if (this.#streams.size > 0) return
    await new Promise<void>((tell) => this.#opened.push(tell))
  }

  /**
   * Sends an envelope and resolves with the payload of its acknowledgement; rejects when none comes in three seconds.
   */
  deliver(type: string, payload: unknown, id: string): Promise<unknown> {
    const [stream] = this.#streams
    if (!stream) throw new Error('Nobody is connected')
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('not acknowledged within 3 s')), 3_000)
      this.#waiting.set(id, (acknowledged) => {
        clearTimeout(timer)
        resolve(acknowledged)
      })
      write(stream, TEXT, JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: true }))
    })
  }

  /** Asks for a new connection, as Slack does before it closes one. */
  refresh(): void {
    for (const stream of this.#streams)
      write(stream, TEXT, JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
  }

  close(): void {
    for (const stream of this.#streams) stream.destroy()
  }

  #read(stream: Duplex, buffer: Buffer): Buffer {
    let rest = buffer
    for (;;) {
      const frame = readFrame(rest)
      if (!frame) return rest
      rest = frame.rest
      if (frame.opcode === PING) write(stream, PONG, frame.payload)
      if (frame.opcode === CLOSE) stream.end()
      if (frame.opcode !== TEXT) continue
      const { envelope_id: id, payload } = JSON.parse(frame.payload.toString())
      this.#waiting.get(id)?.(payload)
      this.#waiting.delete(id)
    }
  }
}

function readFrame(buffer: Buffer): { opcode: number; payload: Buffer; rest: Buffer } | undefined {
  if (buffer.length < 2) return undefined
  const short = buffer[1]! & 0x7f
  const head = short === 126 ? 4 : short === 127 ? 10 : 2
  if (buffer.length < head + 4) return undefined
  const length = short === 126 ? buffer.readUInt16BE(2) : short === 127 ? Number(buffer.readBigUInt64BE(2)) : short
  const end = head + 4 + length
  if (buffer.length < end) return undefined
  const mask = buffer.subarray(head, head + 4)
  const payload = Buffer.from(buffer.subarray(head + 4, end).map((byte, at) => byte ^ mask[at % 4]!))
  return { opcode: buffer[0]! & 0x0f, payload, rest: buffer.subarray(end) }
}

function write(stream: Duplex, opcode: number, data: string | Buffer): void {
  const payload = Buffer.from(data)
  const head = payload.length < 126 ? Buffer.alloc(2) : Buffer.alloc(4)
  head[0] = 0x80 | opcode
  head[1] = payload.length < 126 ? payload.length : 126
  if (payload.length >= 126) head.writeUInt16BE(payload.length, 2)
  stream.write(Buffer.concat([head, payload]))
}
