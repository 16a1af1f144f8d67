import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { deliveries } from '../../src/db/schema/index.ts'
import { localDirectory } from '../../src/directory/local.ts'
import type { WorkerEvent, WorkerParts } from '../../src/jobs/parts.ts'
import { createWorker, type Worker } from '../../src/jobs/worker.ts'
import { createMailbox } from '../../src/mail/mailbox.ts'
import { createTokens } from '../../src/mail/oauth.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { type Progress, progressOf } from '../../src/verification/delivery/progress.ts'
import { forms } from '../mail/reports/forms.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { type Dovecot, dovecotPath, startDovecot } from '../support/mail/dovecot.ts'
import { type Sink, startSink } from '../support/mail/sink.ts'
import { startTokenEndpoint, type TokenEndpoint } from '../support/mail/token-endpoint.ts'
import { needs } from '../support/needs.ts'
import { gather, letters, quick, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'

// Whole sends run here beside an IMAP server, which takes up to a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

/** Seconds that a token lives: several end during one send. */
const lifetime = 3
const user = 'hr@acme.example'
const client = { id: 'app-1', secret: 's3cret~' }

needs('dovecot-imapd', dovecotPath).describe('one mailbox that sends and reads by OAuth', () => {
  let base: TestDatabase
  let endpoint: TokenEndpoint
  let box: Dovecot
  let sink: Sink
  const logged: string[] = []
  const events: WorkerEvent[] = []
  beforeAll(async () => {
    base = await testDatabase({ max: 20 })
    endpoint = await startTokenEndpoint(client, { lifetime, user })
    box = await startDovecot(endpoint.introspectionUrl)
    const bearer = {
      user,
      get tokens() {
        return endpoint.live()
      },
    }
    sink = await startSink({ keep: true, latency: 50, bearer })
  })
  afterAll(async () => {
    await Promise.all([sink.close(), box.close(), endpoint.close()])
    await base.drop()
  })

  const imapUrl = () => box.url.replace('hr:secret@', 'hr%40acme.example@')
  const tokens = () =>
    createTokens({ tokenUrl: endpoint.url, clientId: client.id, clientSecret: client.secret, scope: 'mail/.default' })

  let count = 0
  function start(): { parts: WorkerParts; worker: Worker } {
    const shared = tokens()
    const keep = (details: object, what: string) => void logged.push(JSON.stringify({ ...details, what }))
    const smtp = `${sink.url.replace('://', '://hr%40acme.example@')}?maxConnections=2&maxMessages=5`
    const parts: WorkerParts = {
      service: service(base),
      mailer: createSmtp(smtp, letters.from.address, { tokens: shared }),
      mailbox: createMailbox(imapUrl(), shared),
      directory: localDirectory,
      letters: { ...letters, bounceAddress: 'bounce@acme.example' },
      id: `oauth-${++count}`,
      log: { ...silent, info: keep, warn: keep, error: keep },
      on: (event) => void events.push(event),
      timing: quick,
    }
    const worker = createWorker(parts)
    worker.start()
    return { parts, worker }
  }
  const form = forms.find(({ name }) => name === 'Postfix: no such user')!
  const sentTo = async (sendId: number) =>
    (await base.db.select().from(deliveries).where(eq(deliveries.sendId, sendId))).filter(
      ({ state, messageId }) => state === 'sent' && messageId,
    )

  it('goes on while tokens end, over restarts of the mailbox', async () => {
    const { sendId } = await gather(base.db, { size: 300 })
    const { parts, worker } = start()
    const progress = async () => (await progressOf(parts.service, sendId)) as Progress
    let bounced = 0
    for (const sent of [60, 140, 220]) {
      await until(progress, (p) => p.sent + bounced >= sent)
      await box.restart()
      const one = (await sentTo(sendId)).at(-1)!
      await box.deliver(form.write(one.messageId!, one.emailKey))
      bounced += 1
      await until(progress, (p) => p.byReason.bounced === bounced, 60)
    }
    expect(await until(progress, (p) => p.state === 'done')).toMatchObject({ sent: 297, failed: 3, total: 300 })
    await worker.stop()
    expect(sink.count()).toBe(300)
    // Renewed ahead of time: hardly any login was refused, and no token was asked for more often than its life needs.
    expect(endpoint.given.length).toBeGreaterThanOrEqual(3)
    expect(events.filter(({ type }) => type === 'paused' || type === 'mail trouble')).toEqual([])
    expect(logged.join('\n')).not.toMatch(/token-\d|s3cret|@acme/)
  })

  it('tells when the login of the mailbox does not work any more, once, and when it does again', async () => {
    events.length = 0
    endpoint.refuse(401, { error: 'invalid_client', error_description: 'The secret has ended.' })
    await box.restart()
    const { worker } = start()
    const told = () => events.filter(({ type }) => type === 'mailbox trouble')
    await until(
      async () => told(),
      (list) => list.length > 0,
      60,
    )
    expect(told()).toEqual([{ type: 'mailbox trouble', fault: 'login' }])
    endpoint.accept()
    await until(
      async () => told(),
      (list) => list.length > 1,
      60,
    )
    expect(told().at(-1)).toEqual({ type: 'mailbox trouble', fault: null })
    await worker.stop()
  })

  it('is checked without being changed', async () => {
    expect(await createMailbox(imapUrl(), tokens()).check()).toBeNull()
    expect(await createMailbox(box.url).check()).toBeNull()
    expect(await createMailbox(`${imapUrl()}/none`, tokens()).check()).toBe('folder')
    expect(await createMailbox('imap://hr:secret@127.0.0.1:9').check()).toBe('unreached')
    // Last: after a refusal Dovecot takes its time.
    expect(await createMailbox(box.url.replace('secret', 'wrong')).check()).toBe('login')
    endpoint.given.length = 0
    expect(await createMailbox(imapUrl(), { get: async () => 'revoked' }).check()).toBe('login')
    expect((await box.flags()).flat().filter((flag) => flag !== '\\Recent')).toEqual([])
  })
})
