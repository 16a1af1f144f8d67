import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDirectory } from '../../src/directory/local.ts'
import type { WorkerParts } from '../../src/jobs/parts.ts'
import { createWorker, type Worker } from '../../src/jobs/worker.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { progressOf } from '../../src/verification/delivery/progress.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { type Sink, type SinkOptions, startSink } from '../support/mail/sink.ts'
import { gather, letters, quick, service, states } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase({ max: 20 })
})
afterAll(() => base.drop())

let count = 0
async function withWorker<T>(
  run: (at: { sink: Sink; worker: Worker; events: string[] }) => Promise<T>,
  options: { sink?: SinkOptions; parts?: Partial<WorkerParts> } = {},
): Promise<T> {
  const sink = await startSink(options.sink)
  const events: string[] = []
  const worker = createWorker({
    service: service(base),
    mailer: createSmtp(sink.url, letters.from.address),
    directory: localDirectory,
    letters,
    id: `worker-${++count}`,
    log: silent,
    timing: quick,
    on: (event) => events.push(event.type),
    ...options.parts,
  })
  worker.start()
  try {
    return await run({ sink, worker, events })
  } finally {
    await worker.stop()
    await sink.close()
  }
}

const ended = (sendId: number) =>
  until(
    () => progressOf(service(base), sendId),
    (p) => p?.state === 'done',
  )

describe('a send', () => {
  it('reaches everybody once and is done', async () => {
    const { sendId, code } = await gather(base.db, { size: 300 })
    await withWorker(async ({ sink }) => {
      const progress = await ended(sendId)
      expect(progress).toMatchObject({ send: code, total: 300, sent: 300, queued: 0, failed: 0, inDoubt: 0 })
      expect(new Set(sink.accepted.map(({ to }) => to)).size).toBe(300)
      expect(sink.accepted).toHaveLength(300)
      expect(sink.peak()).toBeLessThanOrEqual(8)
    })
    expect(await states(base.db, sendId)).toEqual({ sent: 300 })
  })

  it('connects the people of a verified domain first and tells them', async () => {
    const { sendId } = await gather(base.db, { size: 20, action: 'direct' })
    await withWorker(
      async ({ sink }) => {
        expect(await ended(sendId)).toMatchObject({ direct: 20, sent: 0 })
        const unwrapped = sink.accepted.map(({ raw }) => raw?.replaceAll('=\r\n', ''))
        expect(unwrapped.every((raw) => raw?.includes('Gl=C3=B6mt ditt l=C3=B6senord'))).toBe(true)
      },
      { sink: { keep: true } },
    )
  })
})
