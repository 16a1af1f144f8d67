import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { CardJson } from '../../../adapters/console/card.ts'
import { serveConsole } from '../../../adapters/console/receive.ts'
import { readMessage } from '../../../adapters/console/socket/messages.ts'
import { socketPath } from '../../../adapters/console/socket/path.ts'
import { damaged, damagedBytes, isStored, runs, written } from '../../support/payloads/payloads.ts'
import fc from '../../support/seeded.ts'

vi.setConfig({ testTimeout: 600_000 })

const messages = [
  { attach: 3 },
  { part: 'YWJj' },
  { line: 'status', file: { name: 'a.csv' }, language: 'sv', complete: false, progress: true },
]

/** What a program of the same user may write to the socket: one line each, damaged in any way. */
const lines = fc.oneof(
  ...messages.flatMap((message) => [
    damaged(message).map(written),
    damagedBytes(Buffer.from(JSON.stringify(message))).map((bytes) =>
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/[\r\n]/g, ' '),
    ),
  ]),
)

const folder = mkdtempSync(join(tmpdir(), 'verifiera-socket-'))
let served: Awaited<ReturnType<typeof serveConsole>>
beforeAll(async () => {
  served = await serveConsole(
    folder,
    async ({ line, file }): Promise<CardJson> => ({
      title: `${line} ${file?.size}`,
    }),
  )
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true })
})

it('a message is read as it is, and damaged in any way it is read or refused, never more', () => {
  for (const message of messages) expect(readMessage(JSON.stringify(message))).toEqual(message)
  fc.assert(
    fc.property(lines, (text) => {
      const message = readMessage(text)
      if (message && 'line' in message) expect(isStored([message.line, message.file?.name])).toBe(true)
    }),
    { numRuns: runs(10_000) },
  )
})

it.each([2 ** 30 + 1, -1, 1.5, '3', null])('no room is made for a file of %s bytes', (attach) => {
  expect(readMessage(JSON.stringify({ attach }))).toBeNull()
})

it('whatever has been written to the socket before, the next line with its file is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lines, { maxLength: 5 }), async (before) => {
      const socket = connect(socketPath(folder))
      const replies: unknown[] = []
      for (const text of before) socket.write(`${text}\n`)
      for (const message of [messages[0], messages[1], { line: 'slut', file: { name: 'a.csv' } }])
        socket.write(`${JSON.stringify(message)}\n`)
      for await (const reply of createInterface({ input: socket })) {
        replies.push(JSON.parse(reply))
        if (reply.includes('slut 3')) break
      }
      socket.destroy()
      expect(replies.at(-1)).toEqual({ card: { title: 'slut 3' } })
      for (const reply of replies)
        expect([['card'], ['choices'], [expect.stringMatching('error')]]).toContainEqual(Object.keys(reply as object))
      expect(replies).not.toContainEqual({ error: 'failed' })
    }),
    { numRuns: runs(10_000) },
  )
})

it('nobody who goes away while being answered takes the server with them', async () => {
  const message = `${JSON.stringify({ line: 'status' })}\n`
  for (let i = 0; i < 40; i++) {
    const socket = connect(socketPath(folder))
    socket.on('error', () => {})
    await once(socket, 'connect')
    // More than the other side can have written before it learns that nobody reads any more.
    socket.write(message.repeat(1 + (i % 4)), () => void socket.destroy())
    socket.resume()
    await new Promise((done) => setTimeout(done, i % 3))
    socket.destroy()
  }
  const last = connect(socketPath(folder))
  last.write(message)
  for await (const reply of createInterface({ input: last })) {
    expect(JSON.parse(reply)).toEqual({ card: { title: 'status undefined' } })
    break
  }
  last.destroy()
})
