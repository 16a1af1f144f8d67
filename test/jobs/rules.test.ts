import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Db, rows } from '../../src/db/open.ts'
import { localDirectory } from '../../src/directory/local.ts'
import type { WorkerEvent, WorkerParts } from '../../src/jobs/parts.ts'
import { createWorker, type Worker } from '../../src/jobs/worker.ts'
import { type CaughtMail, createOutbox } from '../../src/mail/outbox.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { claimDeliveries } from '../../src/verification/delivery/claims/claim.ts'
import { writeDeliveries } from '../../src/verification/delivery/commit.ts'
import { takeTokens } from '../../src/verification/delivery/pace.ts'
import { progressOf } from '../../src/verification/delivery/progress.ts'
import { pauseIfRestored } from '../../src/verification/records/restored.ts'
import { embeddedDatabase, type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { type Sink, startSink } from '../support/mail/sink.ts'
import { gather, letters, quick, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'

// Whole sends with faults and waits run here, which takes up to half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let base: TestDatabase
let sink: Sink
beforeAll(async () => {
  base = await testDatabase({ max: 20 })
  // As at the start of a process: nothing is claimed in a database at which nobody has looked.
  await pauseIfRestored(service(base))
})
afterAll(() => base.drop())

let count = 0

async function working<T>(
  run: (at: { worker: Worker; sink: Sink; events: WorkerEvent[] }) => Promise<T>,
  given: Partial<WorkerParts> = {},
): Promise<T> {
  sink = await startSink()
  const events: WorkerEvent[] = []
  const worker = createWorker({
    service: service(base),
    mailer: createSmtp(sink.url, letters.from.address),
    directory: localDirectory,
    letters,
    id: `rules-${++count}`,
    log: silent,
    timing: quick,
    on: (event) => events.push(event),
    ...given,
  })
  worker.start()
  try {
    return await run({ worker, sink, events })
  } finally {
    await worker.stop()
    await sink.close()
  }
}

const stateOf = (sendId: number, db: Db = base.db) => progressOf(service({ db, keyed: db }), sendId)
const done = (sendId: number, db: Db = base.db) =>
  until(
    () => stateOf(sendId, db),
    (p) => p?.state === 'done',
  )

describe('the commit check', () => {
  it('changes nothing that an index holds, so that it is one short write before each final dot', async () => {
    const found = await rows<{ indexdef: string }>(
      base.db,
      sql`select indexdef from pg_indexes where tablename = 'deliveries'`,
    )
    expect(found.length).toBeGreaterThan(2)
    expect(found.filter(({ indexdef }) => /\b(state|lease_until)\b/.test(indexdef))).toEqual([])
  })

  it('says no when the lease is over, though nobody has taken the letter back yet', async () => {
    const { sendId } = await gather(base.db, { size: 2 })
    const claim = { worker: 'late', count: 2, lease: 60, domain: 'acme.example' }
    const held = (await claimDeliveries(service(base), claim)).filter((one) => one.sendId === sendId)
    await base.db.execute(sql`update deliveries set lease_until = clock_timestamp() - interval '1 second'
      where send_id = ${sendId} and person_id = ${held[0]!.personId}`)
    const asked = { results: [], checks: held }
    expect(await writeDeliveries(base, asked, { now: new Date(), lease: 60 })).toEqual(['lost', 'go'])
    await base.db.execute(sql`update deliveries set state = 'sent', lease_owner = null, lease_until = null, done_at = now()
      where send_id = ${sendId}`)
  })
})

describe('order', () => {
  it('a single letter overtakes a bulk send, and a paused send holds nobody up', async () => {
    const paused = await gather(base.db, { size: 50 })
    await base.db.execute(sql`update sends set state = 'paused' where id = ${paused.sendId}`)
    await working(async ({ sink, worker }) => {
      sink.set([{ at: 'mail', delay: 50 }])
      const bulk = await gather(base.db, { size: 600 })
      await until(
        () => sink.count(),
        (n) => n > 20,
      )
      const single = await gather(base.db, { size: 1, kind: 'single' })
      worker.wake()
      await done(single.sendId)
      expect((await stateOf(bulk.sendId))?.state).toBe('running')
      expect((await stateOf(paused.sendId))?.queued).toBe(50)
      sink.set([])
      await done(bulk.sendId)
      await base.db.execute(sql`update sends set state = 'running' where id = ${paused.sendId}`)
      await done(paused.sendId)
    })
  })

  it('who has no live link gets a new one, and the mail is a new one', async () => {
    const { sendId } = await gather(base.db, { size: 1 })
    let first: { message_id: string; link_id: string } | undefined
    await working(async ({ sink }) => {
      sink.set([{ at: 'rcpt', reply: '450 4.7.1 later', timesEach: 1 }])
      const [tried] = await until(
        () =>
          rows<{ message_id: string; link_id: string }>(
            base.db,
            sql`select message_id, link_id from deliveries where send_id = ${sendId} and smtp_code = 450`,
          ),
        (found) => found.length > 0,
      )
      first = tried
      await base.db.execute(sql`update links set expires_at = now() - interval '1 hour'
        where person_id in (select person_id from deliveries where send_id = ${sendId})`)
      await done(sendId)
    })
    const [sent] = await rows<{ message_id: string; link_id: string }>(
      base.db,
      sql`select message_id, link_id from deliveries where send_id = ${sendId}`,
    )
    expect(sink.accepted.map((mail) => mail.messageId)).toEqual([sent!.message_id])
    expect(sent!.link_id).not.toBe(first!.link_id)
    expect(sent!.message_id).not.toBe(first!.message_id)
  })
})

describe('pace', () => {
  it('starts empty, fills by the minute, and never holds more than a second', async () => {
    await base.db.execute(sql`delete from mail_bucket`)
    expect(await takeTokens(base.db, 600, 5)).toBe(0)
    await base.db.execute(sql`update mail_bucket set filled_at = clock_timestamp() - interval '10 minutes'`)
    expect(await takeTokens(base.db, 600, 100)).toBe(10)
    expect(await takeTokens(base.db, 30, 100)).toBe(0)
    await base.db.execute(sql`update mail_bucket set filled_at = clock_timestamp() - interval '10 minutes'`)
    expect(await takeTokens(base.db, 30, 100)).toBe(1)
    expect(await takeTokens(base.db, 0, 100)).toBe(100)
  })

  it('is shared by all workers', async () => {
    await base.db.execute(sql`delete from mail_bucket`)
    const limited = service(base, { rules: { ...service(base).rules, mailRate: 600 } })
    const from = Date.now()
    await working(
      async ({ sink }) => {
        const other = createWorker({
          service: limited,
          mailer: createSmtp(sink.url, letters.from.address),
          directory: localDirectory,
          letters,
          id: 'rules-other',
          log: silent,
          timing: quick,
        })
        other.start()
        const { sendId } = await gather(base.db, { size: 30 })
        await done(sendId)
        await other.stop()
        const seconds = (Math.max(...sink.accepted.map(({ at }) => at)) - from) / 1000
        // Ten a second, one second's worth of burst at most.
        expect(30).toBeLessThanOrEqual(10 * seconds + 10)
      },
      { service: limited },
    )
  })
})

describe('connections', () => {
  it('are fewer after a 421, and one until the server is known to answer', async () => {
    await working(async ({ sink, events }) => {
      sink.set([{ at: 'rcpt', reply: '421 4.7.0 too many connections', times: 1 }])
      const { sendId } = await gather(base.db, { size: 60 })
      await done(sendId)
      const open = events.flatMap((event) => (event.type === 'slots' ? [event.open] : []))
      expect(open).toContain(4)
    })
  })
})

describe('a person who verified', () => {
  it('is connected by the job; a refusal is kept and tried again', async () => {
    let answers = 0
    const { sendId } = await gather(base.db, { size: 1 })
    await base.db.execute(sql`update people set verified_at = now(), connect_next_at = now()
      where id in (select person_id from deliveries where send_id = ${sendId})`)
    const look = async () => {
      const [row] = await rows<{ connected_by: string; connect_error: string }>(
        base.db,
        sql`select connected_by, connect_error from people
          where id in (select person_id from deliveries where send_id = ${sendId})`,
      )
      return row!
    }
    await working(
      async ({ worker }) => {
        expect((await until(look, (row) => row.connect_error !== null)).connect_error).toBe('not now')
        await base.db.execute(sql`update people set connect_next_at = now() where connect_error is not null`)
        worker.wake()
        expect(await until(look, (row) => row.connected_by !== null)).toMatchObject({
          connected_by: 'link',
          connect_error: null,
        })
        expect(await done(sendId)).toMatchObject({ sent: 0, skipped: 1 })
      },
      {
        directory: {
          ...localDirectory,
          connect: async () =>
            answers++ ? { ok: true } : { ok: false, error: 'not now', reason: 'busy', retry: true },
        },
      },
    )
  })
})

describe('the embedded database', () => {
  it('delivers into an outbox, and takes up what a crash left', async () => {
    const embedded = await embeddedDatabase()
    try {
      const { sendId } = await gather(embedded.db, { size: 40 })
      await embedded.db.execute(sql`update deliveries set state = 'claimed', lease_owner = 'dead', lease_until = now() + interval '1 hour'
        where send_id = ${sendId} and person_id % 2 = 0`)
      const kept: CaughtMail[] = []
      await working(() => done(sendId, embedded.db), {
        service: service(embedded),
        mailer: createOutbox(async (mail) => void kept.push(mail)),
        alone: true,
      })
      expect(kept).toHaveLength(40)
      expect(kept[0]!.text).toContain(`${letters.publicUrl}/v/`)
    } finally {
      await embedded.drop()
    }
  })
})
