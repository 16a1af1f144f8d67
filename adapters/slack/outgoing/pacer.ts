/** One thing to send. `key` names the message it writes; a newer frame replaces a waiting one with the same key. */
export interface Frame<T> {
  key: string
  send(): Promise<T>
}

interface Waiting<T> {
  send(): Promise<T>
  settled: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

/** Reads out of an error how many seconds Slack wants us to wait. Undefined for any other failure. */
type RetryAfter = (error: unknown) => number | undefined

/**
 * Sends at most one frame per workspace and `gap` milliseconds. Of the frames with one key only the latest is sent, and
 * all of them settle with its outcome. A frame that is refused by a rate limit waits as long as Slack asks.
 */
export class Pacer<T> {
  readonly #gap: number
  readonly #retryAfter: RetryAfter
  readonly #queues = new Map<string, Queue<T>>()
  #stopped = false

  constructor(gap: number, retryAfter: RetryAfter) {
    this.#gap = gap
    this.#retryAfter = retryAfter
  }

  push(workspace: string, frame: Frame<T>): Promise<T> {
    if (this.#stopped) return Promise.reject(new Error('Slack is being closed'))
    let queue = this.#queues.get(workspace)
    if (!queue) {
      queue = new Queue(this.#gap, this.#retryAfter)
      this.#queues.set(workspace, queue)
    }
    return queue.push(frame)
  }

  /** Rejects the waiting frames. Whoever pushed them pushes again after the restart. */
  stop(): void {
    this.#stopped = true
    for (const queue of this.#queues.values()) queue.stop()
    this.#queues.clear()
  }
}

class Queue<T> {
  readonly #gap: number
  readonly #retryAfter: RetryAfter
  readonly #waiting = new Map<string, Waiting<T>>()
  /** When the next frame may be sent. */
  #free = 0
  #timer: NodeJS.Timeout | undefined
  #sending = false
  #stopped = false

  constructor(gap: number, retryAfter: RetryAfter) {
    this.#gap = gap
    this.#retryAfter = retryAfter
  }

  push({ key, send }: Frame<T>): Promise<T> {
    const before = this.#waiting.get(key)
    if (before) {
      before.send = send
      return before.settled
    }
    const waiting = createWaiting(send)
    this.#waiting.set(key, waiting)
    this.#schedule()
    return waiting.settled
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('Slack is being closed'))
    this.#waiting.clear()
  }

  #schedule(): void {
    if (this.#timer || this.#sending || this.#waiting.size === 0) return
    this.#timer = setTimeout(() => void this.#next(), Math.max(0, this.#free - performance.now()))
  }

  async #next(): Promise<void> {
    this.#timer = undefined
    const [key, waiting] = this.#waiting.entries().next().value!
    this.#waiting.delete(key)
    this.#sending = true
    this.#free = performance.now() + this.#gap
    try {
      waiting.resolve(await waiting.send())
    } catch (error) {
      const seconds = this.#retryAfter(error)
      if (seconds === undefined || this.#stopped) waiting.reject(error)
      else this.#postpone(key, waiting, seconds)
    }
    this.#sending = false
    this.#schedule()
  }

  /** Queues the frame again. If a newer one has come meanwhile, it is dropped and settles with that one. */
  #postpone(key: string, waiting: Waiting<T>, seconds: number): void {
    this.#free = performance.now() + Math.max(this.#gap, seconds * 1_000)
    const newer = this.#waiting.get(key)
    if (newer) newer.settled.then(waiting.resolve, waiting.reject)
    else this.#waiting.set(key, waiting)
  }
}

function createWaiting<T>(send: () => Promise<T>): Waiting<T> {
  let resolve!: (value: T) => void
  let reject!: (error: unknown) => void
  const settled = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { send, settled, resolve, reject }
}
