import { EventEmitter } from 'node:events'
import v8 from 'node:v8'

/**
 * Loaded into the product before anything else (`--import`), with `--expose-gc`. Answers `held` with what the process
 * holds after a collection: bytes, open handles and timers by kind, listeners of the process. Answers `emitters` with
 * the number of event emitters, and a path with that path once the heap is written there; both stop the process for a
 * second or more.
 */
process.on('message', (what) => {
  if (what === 'emitters') return void process.send?.(v8.queryObjects(EventEmitter, { format: 'count' }))
  // The second collection takes what was kept alive by a weak reference or a finalizer in the first.
  globalThis.gc?.()
  globalThis.gc?.()
  if (what !== 'held') return void process.send?.(v8.writeHeapSnapshot(what))
  const { rss, heapUsed, external } = process.memoryUsage()
  const handles = {}
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1
  const listeners = process.eventNames().reduce((n, name) => n + process.listenerCount(name), 0)
  process.send?.({ rss, heap: heapUsed, external, code: codeBytes(), handles, listeners })
})
process.channel?.unref()

/** Machine code and its tables grow with what has run once, and not with how often. */
function codeBytes() {
  const { bytecode_and_metadata_size, code_and_metadata_size } = v8.getHeapCodeStatistics()
  return bytecode_and_metadata_size + code_and_metadata_size
}
