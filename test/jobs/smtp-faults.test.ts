import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { localDirectory } from '../../src/directory/local.ts'
import type { WorkerParts } from '../../src/jobs/parts.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { type Progress, progressOf } from '../../src/verification/delivery/progress.ts'
import { type Account, account } from '../faults/field.ts'
import { mutants } from '../faults/mutants.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { type Fault, type SinkOptions, startSink } from '../support/mail/sink.ts'
import { gather, letters, quick, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'

// Whole sends with faults and waits run here, which takes up to half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase({ max: 20 })
})
afterAll(() => base.drop())

let count = 0

interface Run {
  account: Account
  progress: Progress
  accepted: number
}

/** A send to sixty people through a server with these faults, until it is done or paused. */
async function sendThrough(
  faults: Fault[],
  options: {
    sink?: SinkOptions
    url?: (url: string) => string
    people?: number
    mutant?: string
    timing?: WorkerParts['timing']
  } = {},
): Promise<Run> {
  const sink = await startSink({ ...options.sink, faults })
  const { sendId } = await gather(base.db, { size: options.people ?? 60 })
  const parts: WorkerParts = {
    service: service(base),
    mailer: createSmtp(options.url?.(sink.url) ?? sink.url, letters.from.address, {
      socketTimeout: 1000,
      greetingTimeout: 1000,
    }),
    directory: localDirectory,
    letters,
    id: `smtp-${++count}`,
    log: silent,
    timing: { ...quick, backoff: [0.1, 0.2], outage: [0.05, 0.1], ...options.timing },
  }
  const worker = createWorker(options.mutant ? mutants[options.mutant]!(parts) : parts)
  worker.start()
  try {
    const progress = await until(
      () => progressOf(parts.service, sendId),
      (p) => p?.state !== 'running',
    )
    await worker.stop()
    const seen = await account({ sink: { accepted: async () => sink.accepted }, database: base }, sendId)
    return { account: seen, progress: (await progressOf(parts.service, sendId)) ?? progress!, accepted: sink.count() }
  } finally {
    await worker.stop()
    await sink.close()
  }
}

const passing: [string, Fault[]][] = [
  ['nobody answers at first', [{ at: 'connect', drop: true, times: 5 }]],
  ['421 instead of a greeting', [{ at: 'connect', reply: '421 4.7.0 too busy', times: 3 }]],
  ['silence instead of a greeting', [{ at: 'connect', hang: true, times: 1 }]],
  ['dropped at EHLO', [{ at: 'ehlo', drop: true, times: 5 }]],
  ['4xx for the sender', [{ at: 'mail', reply: '451 4.3.0 later', every: 7 }]],
  ['dropped at the sender', [{ at: 'mail', drop: true, every: 9 }]],
  ['greylisting', [{ at: 'rcpt', reply: '450 4.7.1 come back', timesEach: 1 }]],
  ['421 at the recipient', [{ at: 'rcpt', reply: '421 4.7.0 too many', every: 11 }]],
  ['dropped at the recipient', [{ at: 'rcpt', drop: true, every: 9 }]],
  ['4xx at DATA', [{ at: 'data', reply: '451 4.3.0 later', every: 7 }]],
  ['dropped at DATA', [{ at: 'data', drop: true, every: 9 }]],
  ['dropped in the message', [{ at: 'body', drop: true, every: 3 }]],
  ['refused in the message', [{ at: 'body', reply: '451 4.3.0 disk full', every: 3 }]],
  ['4xx for the message', [{ at: 'dot', reply: '452 4.3.1 later', every: 7 }]],
  ['slow answers', [{ at: 'dot', delay: 150, every: 5 }]],
  ['no pipelining', []],
]

describe('a mail server in trouble', () => {
  it.each(passing)('%s: everybody is mailed, nobody twice', async (name, faults) => {
    const sink = name === 'no pipelining' ? { extensions: [] } : {}
    // The final dot may already have been on its way when the connection broke, so the attempt is rightly uncertain.
    const dropped = name === 'dropped in the message'
    const timing = dropped ? { maxUncertainResends: 9 } : undefined
    const { account: seen, progress } = await sendThrough(faults, { sink, timing })
    expect(progress).toMatchObject({ state: 'done', sent: 60 })
    expect(seen).toMatchObject({ lost: 0, duplicates: 0, sentNotAccepted: 0 })
    if (!dropped) expect(seen.uncertain).toBe(0)
  })

  it('refuses some addresses: those fail, and are remembered as bad', async () => {
    const { progress, account: seen } = await sendThrough([
      { at: 'rcpt', reply: '550 5.1.1 no such user', to: '.7@' },
      { at: 'rcpt', reply: '550 5.1.1 no such user', to: '.33@' },
    ])
    expect(progress).toMatchObject({ state: 'done', sent: 58, failed: 2, byReason: { bounced: 2 } })
    expect(seen.lost).toBe(0)
  })

  it('drops the connection instead of answering the dot: sent again, once', async () => {
    const { account: seen, progress } = await sendThrough([{ at: 'dot', drop: true, every: 9 }], {
      timing: { maxUncertainResends: 9 },
    })
    expect(progress.sent).toBe(60)
    expect(seen).toMatchObject({ lost: 0, duplicates: 0, sentNotAccepted: 0 })
  })

  it('would lose people if a letter without an answer counted as sent', async () => {
    const { account: seen } = await sendThrough([{ at: 'dot', drop: true, every: 9 }], {
      mutant: 'uncertain taken for sent',
    })
    expect(seen.sentNotAccepted).toBeGreaterThan(0)
  })

  it('accepts and drops: one duplicate each, and each is recorded as uncertain', async () => {
    const { account: seen, progress } = await sendThrough([{ at: 'after', drop: true, timesEach: 1, every: 9 }])
    expect(progress.sent + progress.inDoubt).toBe(60)
    expect(seen).toMatchObject({ lost: 0, unrecorded: 0, different: 0 })
    expect(seen.duplicates).toBeGreaterThan(0)
    expect(seen.copies).toBe(2)
  })

  it('never answers the dot: uncertain, too, and sent again', async () => {
    const { account: seen, progress } = await sendThrough([{ at: 'dot', hang: true, times: 2 }])
    expect(progress.sent).toBe(60)
    expect(seen).toMatchObject({ lost: 0, duplicates: 0 })
  })

  it('accepts twice without a word: listed as in doubt, never a third time', async () => {
    const { account: seen, progress } = await sendThrough([{ at: 'after', drop: true, to: '.7@' }])
    expect(progress).toMatchObject({ state: 'done', sent: 59, inDoubt: 1 })
    expect(seen.copies).toBe(2)
  })
})

describe('a mail server that will not have us', () => {
  it('wrong password: the send pauses within five letters, and nobody fails', async () => {
    const { progress, accepted } = await sendThrough([], {
      sink: { auth: 'user:right' },
      url: (url) => url.replace('://', '://user:wrong@'),
    })
    expect(progress).toMatchObject({ state: 'paused', pausedBecause: 'authentication', queued: 60, failed: 0 })
    expect(progress.pausedDetail).toContain('535')
    expect(accepted).toBe(0)
  })

  it('refuses the sender as a matter of policy: the send pauses', async () => {
    const { progress } = await sendThrough([{ at: 'mail', reply: '554 5.7.1 no-reply@acme.example is not welcome' }])
    expect(progress).toMatchObject({ state: 'paused', pausedBecause: 'policy', failed: 0, queued: 60 })
    expect(progress.pausedDetail).not.toContain('@')
  })

  it('says the same of five in a row: the send pauses, and nobody is marked', async () => {
    const { progress } = await sendThrough([{ at: 'rcpt', reply: '550 5.1.1 no such user' }])
    expect(progress).toMatchObject({ state: 'paused', pausedBecause: 'equal_errors', sent: 0, failed: 0, queued: 60 })
    expect(progress.pausedDetail).toContain('no such user')
  })
})
