import { Duplex } from 'node:stream'
import v8 from 'node:v8'
import { Worker } from 'node:worker_threads'

/** An embedded database in its thread. */
export interface Thread {
  /** Connects to its only session. A thread that has died, as of a lack of memory, is started again for it. */
  socket(): Promise<Duplex>
  /** Closes the database cleanly; the thread is gone afterwards. */
  close(): Promise<void>
}

type FromThread = Uint8Array | { open: true } | { closed: true }

/**
 * V8 would compile what the database uses most once more, to be faster. That takes longer than most commands do, and 60
 * MB for good; with Node 24, 900 MB for a moment. Sums over 100,000 rows and more are up to 1.8 times as slow without.
 */
const once = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']

/** Opens the database in `folder`. */
export async function startThread(folder: string): Promise<Thread> {
  for (const flag of once) v8.setFlagsFromString(flag)
  let running = await run(folder)
  return {
    async socket() {
      if (running.isGone()) running = await run(folder)
      return running.connect()
    },
    close: () => running.close(),
  }
}

async function run(folder: string) {
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), {
    workerData: { folder },
    // For what it hands on; the database has memory of its own.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  let current: Duplex | undefined
  let gone = false
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      gone = true
      // What waits for an answer is refused by the driver.
      current?.destroy()
      resolve()
    })
  })
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', (message: FromThread) => {
      if (message instanceof Uint8Array) current?.push(message)
      else if ('open' in message) resolve()
    })
  })
  worker.on('error', (error) => current?.destroy(error))
  return {
    isGone: () => gone,
    connect() {
      current = connect(worker)
      return current
    },
    close() {
      worker.postMessage(null)
      return ended
    },
  }
}

/** What the driver takes for a TCP socket. */
function connect(worker: Worker): Duplex {
  const socket = new Duplex({
    read() {},
    write(bytes: Buffer, _, done) {
      // A Buffer may be a small part of a large piece of memory, all of which would be copied.
      const own = Uint8Array.from(bytes)
      worker.postMessage(own, [own.buffer])
      done()
    },
    final(done) {
      done()
      this.push(null)
    },
  })
  return Object.assign(socket, { readyState: 'open', setKeepAlive() {} })
}
