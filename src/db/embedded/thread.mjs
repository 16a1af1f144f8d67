import { workerData as given, parentPort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

/**
 * PostgreSQL in WebAssembly, in a thread of its own: a statement holds up this thread and nobody else. It speaks
 * PostgreSQL's wire protocol over the message port, so that the same driver serves the embedded database and a server.
 * The port takes the bytes that a client writes, whole messages at a time, and `null` for the end; it gives the bytes
 * that the server answers, then `{ closed: true }`.
 */
const database = await PGlite.create({
  dataDir: given.folder,
  // What PostgreSQL buffers is memory of this process, 128 MB by default, and the system holds the same pages again.
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
})
parentPort.postMessage({ open: true })

let last = Promise.resolve()
parentPort.on('message', (bytes) => {
  last = last.then(() => (bytes ? answer(Buffer.from(bytes)) : close()))
})

async function answer(request) {
  // A startup message has no letter; there is one session and one user, so it is always welcome.
  if (request[0] === 0) return send(welcome.slice())
  if (request[0] === TERMINATE) return
  // Not `execProtocolRaw`, which reads each answer itself, too, and keeps what it has read for ever:
  // https://github.com/electric-sql/pglite/pull/1025
  await database.execProtocolRawStream(request, { onRawData: add })
  sendAnswer()
}

/** What PostgreSQL hands over, a few kilobytes at a time, is put together to parts that are worth a message. */
const part = new Uint8Array(64 * 1024)
let length = 0

function add(bytes) {
  for (let from = 0; from < bytes.length; ) {
    const taken = bytes.subarray(from, from + part.length - length)
    part.set(taken, length)
    length += taken.length
    from += taken.length
    if (length === part.length) sendAnswer()
  }
}

function sendAnswer() {
  if (length > 0) send(part.slice(0, length))
  length = 0
}

async function close() {
  await database.close()
  parentPort.postMessage({ closed: true })
  parentPort.close()
}

/** The bytes are the receiver's from then on. */
const send = (bytes) => parentPort.postMessage(bytes, [bytes.buffer])

const TERMINATE = 'X'.charCodeAt(0)

const message = (letter, body) => {
  const head = Buffer.alloc(5, letter, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
/** AuthenticationOk, then ReadyForQuery outside a transaction. */
const welcome = Uint8Array.from(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]))
