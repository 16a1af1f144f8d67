import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, expect, it, vi } from 'vitest'
import { serverDatabase } from '../support/database/database.ts'
import { startSink } from '../support/mail/sink.ts'
import { headless, startServer } from '../support/process/program.ts'

// A process of the program is started here, which takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

const database = await serverDatabase()
const sink = await startSink()
const relay = await startRelay(new URL(database.url))
afterAll(async () => {
  await relay.close()
  await sink.close()
  await database.drop()
})

/** Passes on what is said to the database and by it, until it is frozen. */
async function startRelay({ hostname, port }: URL) {
  const open = new Set<Socket>()
  let isFrozen = false
  const server = createServer((client) => {
    const there = connect(Number(port), hostname)
    for (const [one, other] of [
      [client, there],
      [there, client],
    ] as const) {
      open.add(one)
      one.on('data', (bytes) => isFrozen || other.write(bytes))
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      isFrozen = true
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

it('a stop does not wait for a database that no longer answers', async () => {
  const url = new URL(database.url)
  url.port = String(relay.port)
  const server = await startServer(headless(url.href, sink.url))
  relay.freeze()
  // After thirty seconds it would end with 1.
  expect(await server.end()).toBe(0)
  expect(server.log()).toContain('stopping without it')
})
