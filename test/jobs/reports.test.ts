import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { deliveries, people } from '../../src/db/schema/index.ts'
import { localDirectory } from '../../src/directory/local.ts'
import type { WorkerParts } from '../../src/jobs/parts.ts'
import { createWorker, type Worker } from '../../src/jobs/worker.ts'
import { createMailbox } from '../../src/mail/mailbox.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { makeMessageId } from '../../src/verification/delivery/message-id.ts'
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

  it('each is taken for the right person within a minute, while the send runs and everything restarts once', async () => {
    const { sendId } = await gather(base.db, { size: 600 })
    // The send cannot end before the last bounce has come.
    sink.set([{ at: 'dot', after: 560, reply: '451 4.3.0 later' }])
    let { parts, worker } = start()
    const progress = async () => (await progressOf(parts.service, sendId)) as Progress
    await until(progress, (p) => p.sent >= 230)
    const all = await sent(sendId)
    const [hit, others] = [all.slice(0, 200), all.slice(200, 230)]
    const came = new Map<number, number>()
    const taken = new Map<number, number>()
    const watching = until(
      async () => {
        for (const id of await marked()) if (!taken.has(id)) taken.set(id, Date.now())
        return taken.size >= hit.length
      },
      Boolean,
      180,
    )
    const bounce = async (from: number, to: number) => {
      for (const [at, { personId, messageId, to: address }] of [...hit.entries()].slice(from, to)) {
        await box.deliver(bounced[at % bounced.length]!.write(messageId!, address))
        came.set(personId, Date.now())
      }
    }
    const forged = bounced.flatMap(({ write }, at) => {
      const [victim, other] = [others[at % others.length]!, hit[at]!]
      return forgeries(victim, other).map((messageId) => write(messageId, victim.to))
    })
    await box.deliver(
      ...forged.slice(0, forged.length / 2),
      form('somebody writes').write(others[0]!.messageId!, others[0]!.to),
      `From: Anna <anna@acme.example>\nTo: hr@acme.example\nSubject: Hemligt\n\nLunch?\n`,
    )
    await bounce(0, 100)
    await worker.stop()
    await bounce(100, 130)
    await box.restart()
    ;({ parts, worker } = start())
    await bounce(130, 200)
    await box.deliver(...forged.slice(forged.length / 2))
    expect(await progress()).toMatchObject({ state: 'running' })
    await watching
    const slowest = Math.max(...[...taken].map(([id, at]) => at - came.get(id)!))
    console.log(`200 bounces among ${forged.length} forged ones: the slowest was taken after ${slowest} ms`)
    expect(slowest).toBeLessThan(60_000)
    sink.set([])
    const ended = await until(progress, (p) => p.state === 'done', 120)
    expect(ended).toMatchObject({ sent: 400, failed: 200, total: 600, byReason: { bounced: 200 } })
    // Whatever was forged has been read by now, and no report was read twice.
    expect((await marked()).sort()).toEqual(hit.map(({ personId }) => personId).sort())
    expect(lines.filter((line) => line.includes('A report'))).toHaveLength(200)

    // A letter that bounces when its send has ended, a temporary one, and one that is given up for another reason.
    const [late, slow, full] = (await sent(sendId)).slice(0, 3)
    await box.deliver(
      form('Exim: remote answer').write(late!.messageId!, late!.to),
      form('Postfix: is tried on').write(slow!.messageId!, slow!.to),
      form('Gmail: a full mailbox').write(full!.messageId!, full!.to),
    )
    const corrected = await until(progress, (p) => p.byReason.returned === 1)
    expect(corrected).toMatchObject({ state: 'done', sent: 398, failed: 202, byReason: { bounced: 201, returned: 1 } })
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

/**
 * Names of letters that nobody has signed: somebody else's signature, a wrong one, one of another installation, two
 * letters in one report, and no name of ours at all.
 */
function forgeries(victim: { messageId: string | null }, other: { messageId: string | null }): string[] {
  const [mine, theirs] = [victim.messageId!, other.messageId!]
  const parts = (id: string) => id.slice(1, id.indexOf('@')).split('.')
  const [v, send, person, nonce, signature] = parts(mine)
  const named = (...local: (string | undefined)[]) => `<${local.join('.')}@acme.example>`
  const foreign = [{ id: 'other', secret: new Uint8Array(32).fill(9) }]
  return [
    named(v, send, person, ...parts(theirs).slice(3)),
    named(
      v,
      send,
      person,
      nonce,
      signature!.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ),
    makeMessageId(
      { keys: foreign, random: () => Buffer.from(nonce!, 'hex') },
      { sendId: Number.parseInt(send!, 36), personId: Number.parseInt(person!, 36) },
      'acme.example',
    ),
    `${mine}\nReferences: ${theirs}`,
    '<other@acme.example>',
  ]
}
