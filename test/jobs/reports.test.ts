import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { deliveries, people } from '../../src/db/schema/index.ts'
import { localDirectory } from '../../src/directory/local.ts'
import type { WorkerParts } from '../../src/jobs/parts.ts'
import { createWorker, type Worker } from '../../src/jobs/worker.ts'
import { createMailbox } from '../../src/mail/mailbox.ts'
import { createSmtp } from '../../src/mail/smtp.ts'
import { type Progress, progressOf } from '../../src/verification/delivery/progress.ts'
import { forms } from '../mail/reports/forms.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { type Dovecot, dovecotPath, startDovecot } from '../support/mail/dovecot.ts'
import { type Sink, startSink } from '../support/mail/sink.ts'
import { needs } from '../support/needs.ts'
import { gather, letters, quick, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'

// Whole sends run here beside an IMAP server, which takes up to a minute on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

needs('dovecot-imapd', dovecotPath).describe('bounces that come later', () => {
  let base: TestDatabase
  let box: Dovecot
  let sink: Sink
  let lines: string[]
  beforeAll(async () => {
    base = await testDatabase({ max: 20 })
    box = await startDovecot()
    sink = await startSink({ keep: true, latency: 20 })
    lines = []
  })
  afterAll(async () => {
    await sink.close()
    await box.close()
    await base.drop()
  })

  let count = 0
  function start(): { parts: WorkerParts; worker: Worker } {
    const keep = (details: object, what: string) => void lines.push(JSON.stringify({ ...details, what }))
    const parts: WorkerParts = {
      service: service(base),
      mailer: createSmtp(`${sink.url}?maxConnections=2`, letters.from.address),
      mailbox: createMailbox(box.url),
      directory: localDirectory,
      letters: { ...letters, bounceAddress: 'bounce@acme.example' },
      id: `reports-${++count}`,
      log: { ...silent, info: keep, warn: keep, error: keep },
      timing: quick,
    }
    const worker = createWorker(parts)
    worker.start()
    return { parts, worker }
  }

  const sent = (sendId: number) =>
    base.db
      .select({ personId: deliveries.personId, messageId: deliveries.messageId, to: deliveries.emailKey })
      .from(deliveries)
      .where(and(eq(deliveries.sendId, sendId), eq(deliveries.state, 'sent')))
  const marked = async () =>
    (await base.db.select({ id: people.id }).from(people).where(eq(people.emailProblem, 'bounced'))).map(({ id }) => id)
  const form = (name: string) => forms.find((one) => one.name === name)!
  const bounced = forms.filter(({ kind }) => kind === 'bounced')

  it('each is taken for the right person while the send runs; forged and foreign ones change nothing', async () => {
    const { sendId } = await gather(base.db, { size: 400 })
    const { parts, worker } = start()
    const progress = async () => (await progressOf(parts.service, sendId)) as Progress
    await until(progress, (p) => p.sent >= 220)
    const hit = (await sent(sendId)).slice(0, 200)
    const foreign = `v.${sendId.toString(36)}.${hit[0]!.personId.toString(36)}.0123456789abcdef`
    await box.deliver(
      form('Postfix: no such user').write(`<${foreign}.0123456789abcdef0123@acme.example>`, hit[0]!.to),
      form('somebody writes').write(hit[1]!.messageId!, hit[1]!.to),
      form('Postfix: no such user').write('<other@acme.example>', hit[2]!.to),
      `From: Anna <anna@acme.example>\nTo: hr@acme.example\nSubject: Hemligt\n\nLunch?\n`,
    )
    for (const [at, { messageId, to }] of hit.entries())
      await box.deliver(bounced[at % bounced.length]!.write(messageId!, to))
    const began = Date.now()
    const done = await until(progress, (p) => (p.byReason.bounced ?? 0) >= 200, 120)
    expect(Date.now() - began).toBeLessThan(60_000)
    expect(done.failed).toBe(200)
    expect((await marked()).sort()).toEqual(hit.map(({ personId }) => personId).sort())
    const ended = await until(progress, (p) => p.state === 'done')
    expect(ended).toMatchObject({ sent: 200, failed: 200, total: 400 })

    // A letter that bounces when its send has ended, a temporary one, and one that is given up for another reason.
    const [late, slow, full] = (await sent(sendId)).slice(0, 3)
    await box.deliver(
      form('Exim: remote answer').write(late!.messageId!, late!.to),
      form('Postfix: is tried on').write(slow!.messageId!, slow!.to),
      form('Gmail: a full mailbox').write(full!.messageId!, full!.to),
    )
    const corrected = await until(progress, (p) => p.byReason.returned === 1)
    expect(corrected).toMatchObject({ state: 'done', sent: 198, failed: 202, byReason: { bounced: 201, returned: 1 } })
    expect(await marked()).toHaveLength(201)
    await worker.stop()

    // Nothing was changed in the mailbox, and nothing of other mail was logged.
    expect((await box.flags()).flat().filter((flag) => flag !== '\\Recent')).toEqual([])
    expect(lines.join('\n')).not.toMatch(/Hemligt|Lunch|@acme/)
  })

  it('goes on after a restart where it was', async () => {
    const { sendId } = await gather(base.db, { size: 3 })
    const first = start()
    const progress = async () => (await progressOf(first.parts.service, sendId)) as Progress
    await until(progress, (p) => p.state === 'done')
    await first.worker.stop()
    const [one] = await sent(sendId)
    await box.deliver(form('Postfix: no such user').write(one!.messageId!, one!.to))
    lines.length = 0
    const second = start()
    await until(progress, (p) => p.byReason.bounced === 1)
    await second.worker.stop()
    expect(lines.filter((line) => line.includes('A report'))).toHaveLength(1)
  })

  it('each letter has a return path of its own, which names it', () => {
    const raw = sink.accepted[0]!.raw!
    const [, local] = /^Message-ID: <(v\.[^@]+)@/m.exec(raw)!
    expect(sink.senders.has(`bounce+${local}@acme.example`)).toBe(true)
    expect(`bounce+${local}`.length).toBeLessThanOrEqual(64)
  })
})
