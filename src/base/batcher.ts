interface Waiting<T, R> {
  item: T
  done(result: R): void
  fail(error: unknown): void
}

export interface Batcher<T, R> {
  add(item: T): Promise<R>
  /** Resolves when no item is waiting and no write is running. */
  idle(): Promise<void>
}

/**
 * Groups single items into batches to save round trips. Items added in the same turn of the event loop are written
 * together; while `atOnce` writes are running, further items collect for the next batch. `write` returns one result per
 * item, in order; when it rejects, so does each of its items.
 */
export function createBatcher<T, R>(write: (items: T[]) => Promise<R[]>, atOnce: number): Batcher<T, R> {
  let waiting: Waiting<T, R>[] = []
  let writing = 0
  let planned = false
  let idlers: (() => void)[] = []

  async function flush(): Promise<void> {
    planned = false
    if (writing >= atOnce || waiting.length === 0) return
    const batch = waiting
    waiting = []
    writing += 1
    try {
      const results = await write(batch.map(({ item }) => item))
      for (const [at, { done }] of batch.entries()) done(results[at] as R)
    } catch (error) {
      for (const { fail } of batch) fail(error)
    }
    writing -= 1
    if (waiting.length > 0) plan()
    else if (writing === 0) {
      for (const idler of idlers) idler()
      idlers = []
    }
  }

  function plan(): void {
    if (planned || writing >= atOnce) return
    planned = true
    setImmediate(() => void flush())
  }

  return {
    add: (item) =>
      new Promise((done, fail) => {
        waiting.push({ item, done, fail })
        plan()
      }),
    idle: () =>
      writing === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((done) => void idlers.push(done)),
  }
}
