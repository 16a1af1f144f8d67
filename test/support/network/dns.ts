import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A name server on UDP that knows only TXT records. */
export interface Dns {
  /** The value for DNS_SERVERS. */
  readonly address: string
  /** Every name that has been queried. */
  readonly asked: string[]
  /** Sets the texts of a name. Without texts, the name is removed. */
  publish(name: string, ...texts: string[]): void
  close(): Promise<void>
}

const TXT = 16
const NAME_ERROR = 3

export async function startDns(): Promise<Dns> {
  const records = new Map<string, string[]>()
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, end } = readName(query)
    asked.push(name)
    const texts = records.get(name.toLowerCase()) ?? []
    const found = query.readUInt16BE(end) === TXT ? texts : []
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(0x8180 | (texts.length ? 0 : NAME_ERROR), 2)
    head.writeUInt16BE(found.length, 6)
    head.writeUInt32BE(0, 8)
    socket.send(Buffer.concat([head, query.subarray(12, end + 4), ...found.map(answer)]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    publish: (name, ...texts) => void (texts.length ? records.set(name, texts) : records.delete(name)),
    close: () => new Promise((done) => socket.close(() => done())),
  }
}

/** The name in the query, and the position of its end. */
function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (; query[at]; at += query[at]! + 1) labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!))
  return { name: labels.join('.'), end: at + 1 }
}

/** One TXT record, which refers to the name in the query. A text longer than 255 bytes is split. */
function answer(text: string): Buffer {
  const pieces = text.match(/.{1,255}/gs) ?? ['']
  const data = Buffer.concat(pieces.map((piece) => Buffer.from([piece.length, ...Buffer.from(piece, 'latin1')])))
  const head = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, 0, 0])
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
