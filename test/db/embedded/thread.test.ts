import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { embeddedDatabase } from '../../support/database/database.ts'

const program = new URL('../../../src/db/embedded/thread.mjs', import.meta.url)

/** A simple query of the wire protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html */
function query(text: string): Uint8Array {
  const body = Buffer.from(`${text}\0`)
  const head = Buffer.alloc(5, 'Q')
  head.writeInt32BE(body.length + 4, 1)
  return Uint8Array.from(Buffer.concat([head, body]))
}

/** Asks, and counts the bytes up to ReadyForQuery, which is the end of every answer. */
function ask(thread: Worker, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    const take = (part: Uint8Array) => {
      bytes += part.length
      if (Buffer.from(part).at(-6) !== 'Z'.charCodeAt(0)) return
      thread.off('message', take).off('error', reject)
      resolve(bytes)
    }
    thread.on('message', take).once('error', reject)
    thread.postMessage(query(text))
  })
}

it('keeps nothing of what it has answered, and hands over long answers whole', async () => {
  const database = await embeddedDatabase()
  await database.close()
  const thread = new Worker(program, {
    workerData: { folder: join(database.folder, 'db') },
    // Some ten of them are in use. The answers would take a hundred and more.
    resourceLimits: { maxOldGenerationSizeMb: 48 },
  })
  await new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject))
  const row = 'D....cc....'.length + 100
  for (let n = 0; n < 12; n++) {
    const bytes = await ask(thread, `select repeat('x', 100) from generate_series(1, 30000)`)
    expect(bytes).toBeGreaterThan(30_000 * row)
    expect(bytes).toBeLessThan(30_000 * row + 200)
  }
  const ended = new Promise((resolve) => thread.once('exit', resolve))
  thread.postMessage(null)
  expect(await ended).toBe(0)
  await database.drop()
}, 60_000)
