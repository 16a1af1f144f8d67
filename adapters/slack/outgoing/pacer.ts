/** One thing to send; `key` names the message it replaces, so a newer frame takes an older one's place. */
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

/**
 * Lets at most one frame through per `gap` milliseconds and lane. Of frames with one key only the latest is sent; the
 * overtaken ones settle with it. `retryAfter` reads the seconds to wait out of an error, or undefined for a real failure.
 */
export class Pacer<T> {
  readonly #gap: number
  readonly #retryAfter: (error: unknown) => number | undefined
  readonly #lanes = new Map<string, Slot<T>>()
  #stopped = false

  constructor(gap: number, retryAfter: (error: unknown) => number | undefined) {
    this.#gap = gap
    this.#retryAfter = retryAfter
  }

  push(lane: string, frame: Frame<T>): Promise<T> {
    if (this.#stopped) return Promise.reject(new Error('Slack is being closed'))
    let found = this.#lanes.get(lane)
    if (!found) {
      found = new Slot(this.#gap, this.#retryAfter)
      this.#lanes.set(lane, found)
    }
    return found.push(frame)
  }

  /** What waits is rejected: whoever asked asks again after the restart. */
  stop(): void {
    this.#stopped = true
    for (const lane of this.#lanes.values()) lane.stop()
    this.#lanes.clear()
  }
}

class Slot<T> {
  readonly #gap: number
  readonly #retryAfter: (error: unknown) => number | undefined
  readonly #waiting = new Map<string, Waiting<T>>()
  #free = 0
  #timer: NodeJS.Timeout | undefined
  #sending = false
  #stopped = false

  constructor(gap: number, retryAfter: (error: unknown) => number | undefined) {
    this.#gap = gap
    this.#retryAfter = retryAfter
  }

  push({ key, send }: Frame<T>): Promise<T> {
    const before = this.#waiting.get(key)
    if (before) {
      before.send = send
      return before.settled
    }
    const waiting = opened(send)
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
      else this.#wait(key, waiting, seconds)
    }
    this.#sending = false
    this.#schedule()
  }

  /** Back in line, unless a newer frame came meanwhile: then that one speaks for both. */
  #wait(key: string, waiting: Waiting<T>, seconds: number): void {
    this.#free = performance.now() + Math.max(this.#gap, seconds * 1_000)
    const newer = this.#waiting.get(key)
    if (newer) newer.settled.then(waiting.resolve, waiting.reject)
    else this.#waiting.set(key, waiting)
  }
}

function opened<T>(send: () => Promise<T>): Waiting<T> {
  let resolve!: (value: T) => void
  let reject!: (error: unknown) => void
  const settled = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { send, settled, resolve, reject }
}
