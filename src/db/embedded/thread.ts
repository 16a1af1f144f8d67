import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'

/** An embedded database in its thread; `socket` connects to its only session. */
export interface Thread {
  socket(): Duplex
  /** Closes the database cleanly; the thread is gone afterwards. */
  close(): Promise<void>
}

type FromThread = Uint8Array | { open: true } | { closed: true }

/** Opens the database in `folder`. With `image`, a folder that does not exist is first made from it. */
export async function startThread(folder: string, image?: Uint8Array): Promise<Thread> {
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), { workerData: { folder, image } })
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let current: Duplex | undefined
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', (message: FromThread) => {
      if (message instanceof Uint8Array) current?.push(message)
      else if ('open' in message) resolve()
    })
  })
  // A thread that dies takes its connection along: what waits for an answer is refused by the driver.
  worker.on('error', (error) => current?.destroy(error))
  worker.once('exit', () => current?.push(null))
  return {
    socket() {
      current = connect(worker)
      return current
    },
    async close() {
      worker.postMessage(null)
      await gone
    },
  }
}

/** What the driver takes for a TCP socket. */
function connect(worker: Worker): Duplex {
  const socket = new Duplex({
    read() {},
    write(bytes: Buffer, _, done) {
      worker.postMessage(bytes)
      done()
    },
    final(done) {
      done()
      this.push(null)
    },
  })
  return Object.assign(socket, { readyState: 'open', setKeepAlive() {} })
}
