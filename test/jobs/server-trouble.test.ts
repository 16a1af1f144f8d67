import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { deliveries, links, mailTrouble, people } from '../../src/db/schema/index.ts'
import { localDirectory } from '../../src/directory/local.ts'
import type { WorkerEvent, WorkerParts } from '../../src/jobs/parts.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import type { LetterSettings } from '../../src/mail/compose.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { type Progress, progressOf } from '../../src/verification/delivery/progress.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { type Fault, type SinkOptions, startSink } from '../support/mail/sink.ts'
import { needs } from '../support/needs.ts'
import { createAuthority, openssl } from '../support/network/certificates.ts'
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
const day = 86_400_000

/** A send that runs through a server with these faults, and a clock that can be turned forward. */
async function running(
  faults: Fault[],
  options: {
    people?: number
    url?: (plain: string) => string
    sink?: SinkOptions
    smtp?: Parameters<typeof createSmtp>[2]
    letters?: Partial<LetterSettings>
  } = {},
) {
  const { people: size = 40, url = (plain) => plain } = options
  await base.db.delete(mailTrouble)
  // What a test before left unsent must not be sent by this one's worker.
  await base.db.delete(deliveries)
  const sink = await startSink({ ...options.sink, faults })
  const { sendId } = await gather(base.db, { size })
  let ahead = 0
  const events: WorkerEvent[] = []
  const parts: WorkerParts = {
    service: service(base, { clock: () => new Date(Date.now() + ahead) }),
    mailer: createSmtp(url(sink.url), letters.from.address, {
      socketTimeout: 1000,
      greetingTimeout: 1000,
      ...options.smtp,
    }),
    directory: localDirectory,
    letters: { ...letters, ...options.letters },
    id: `trouble-${++count}`,
    log: silent,
    on: (event) => void events.push(event),
    timing: { ...quick, outage: [0.1, 0.3] },
  }
  const worker = createWorker(parts)
  worker.start()
  const progress = async () => (await progressOf(parts.service, sendId)) as Progress
  return {
    sink,
    events,
    progress,
    becomes: (test: (p: Progress) => boolean) => until(progress, (p) => test(p)),
    turnForward: (ms: number) => {
      ahead += ms
    },
    letters: () => base.db.select().from(deliveries).where(eq(deliveries.sendId, sendId)),
    links: () =>
      base.db
        .select({ end: links.expiresAt })
        .from(links)
        .innerJoin(deliveries, eq(deliveries.linkId, links.id))
        .where(eq(deliveries.sendId, sendId)),
    marked: async () =>
      (
        await base.db
          .select({ id: people.id })
          .from(people)
          .innerJoin(deliveries, eq(deliveries.personId, people.id))
          .where(eq(people.emailProblem, 'bounced'))
      ).length,
    async end() {
      await worker.stop()
      await sink.close()
    },
  }
}

describe('a server that takes nothing from anybody', () => {
  it.each<[string, Fault[], string]>([
    ['421 to every greeting', [{ at: 'connect', reply: '421 4.7.0 too busy' }], 'busy'],
    ['421 at the recipient', [{ at: 'rcpt', reply: '421 4.7.0 try again later' }], 'busy'],
    ['a full disk', [{ at: 'mail', reply: '452 4.3.1 Insufficient system storage' }], 'busy'],
    ['451 after the dot', [{ at: 'dot', reply: '451 4.3.0 queue file write error' }], 'busy'],
    ['nobody there', [{ at: 'connect', drop: true }], 'unreachable'],
  ])('%s: is said on the card, costs no attempt, and is met by one letter at a time', async (_, faults, cause) => {
    const send = await running(faults)
    const { trouble } = await send.becomes((p) => Boolean(p.trouble))
    expect(trouble!.cause).toBe(cause)
    if (faults[0]!.reply) expect(trouble!.detail).toContain(faults[0]!.reply.slice(0, 9))
    expect(trouble!.nextTryAt.getTime()).toBeGreaterThan(Date.now() - 30_000)
    const before = send.sink.peak()
    await new Promise((done) => setTimeout(done, 1500))
    expect(before).toBeLessThanOrEqual(2)
    // A letter that is being tried just now has counted its attempt already.
    expect((await send.letters()).filter(({ state, attempts }) => state === 'queued' && attempts > 0)).toEqual([])
    send.sink.set([])
    expect(await send.becomes((p) => p.state === 'done')).toMatchObject({ sent: 40, failed: 0 })
    expect((await send.progress()).trouble).toBeUndefined()
    await send.end()
  })

  it('offers no encryption: that is said, and not taken for a wrong sender', async () => {
    const send = await running([], { url: (plain) => `${plain}?requireTLS=true` })
    expect(await send.becomes((p) => Boolean(p.trouble))).toMatchObject({
      state: 'running',
      trouble: { cause: 'tls', detail: expect.stringContaining('502') },
    })
    await send.end()
  })

  it('takes only small letters: the send pauses with that, and nobody is marked', async () => {
    const extensions = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE 1500']
    const send = await running([], { sink: { extensions } })
    const paused = await send.becomes((p) => p.state === 'paused')
    expect(paused).toMatchObject({ pausedBecause: 'equal_errors', sent: 0, failed: 0, queued: 40 })
    expect(paused.pausedDetail).toContain('552 5.3.4')
    expect(await send.marked()).toBe(0)
    await send.end()
  })

  it('tells the owners after two minutes, once', async () => {
    const send = await running([{ at: 'connect', reply: '421 4.7.0 too busy' }])
    await send.becomes((p) => Boolean(p.trouble))
    const told = () => send.events.filter(({ type }) => type === 'mail trouble')
    expect(told()).toEqual([])
    send.turnForward(121_000)
    await until(
      async () => told().length,
      (n) => n > 0,
    )
    await new Promise((done) => setTimeout(done, 1200))
    expect(told()).toMatchObject([{ cause: 'busy', detail: expect.stringContaining('too busy') }])
    await send.end()
  })

  it('keeps one letter from holding up the others', async () => {
    const send = await running([{ at: 'dot', reply: '451 cannot scan this one', to: '.7@' }])
    expect(await send.becomes((p) => p.sent === 39)).toMatchObject({ state: 'running', queued: 1 })
    const theOne = await until(
      async () => (await send.letters()).find(({ state }) => state !== 'sent')!,
      ({ attempts }) => attempts > 1,
    )
    expect(theOne.attempts).toBeGreaterThan(1)
    await send.end()
  })
})

describe('a quota', () => {
  it('ends after 50 of 200: marks nobody, and goes on the next day to the other 150', async () => {
    const reply = '550 5.4.5 Daily user sending quota exceeded.'
    const send = await running([{ at: 'dot', after: 50, reply }], { people: 200 })
    const paused = await send.becomes((p) => p.state === 'paused' && p.sent === 50)
    expect(paused).toMatchObject({ pausedBecause: 'quota', sent: 50, failed: 0, queued: 150 })
    expect(paused.pausedDetail).toContain('quota exceeded')
    expect(paused.pausedUntil!.getTime()).toBeGreaterThan(Date.now())
    const ends = await send.links()

    send.turnForward(2 * 60_000)
    const still = await send.becomes((p) => Number(p.pausedUntil) > Date.now() + 2 * 60_000)
    expect(still).toMatchObject({ state: 'paused', sent: 50, failed: 0 })
    expect(await send.marked()).toBe(0)

    send.sink.set([])
    send.turnForward(day)
    expect(await send.becomes((p) => p.state === 'done')).toMatchObject({ sent: 200, failed: 0 })
    const latest = (list: { end: Date }[]) => Math.max(...list.map(({ end }) => end.getTime()))
    expect(latest(await send.links())).toBeGreaterThan(latest(ends))
    expect(send.sink.count()).toBe(200)
    await send.end()
  })

  it.each([['550 5.1.1 no such user'], ['552 5.2.2 Quota exceeded'], ['550 Something that nobody has heard of']])(
    'suddenly refuses most letters with one answer: pauses, and marks nobody: %s',
    async (reply) => {
      const send = await running([{ at: 'dot', after: 20, reply }], { people: 60 })
      expect(await send.becomes((p) => p.state === 'paused' && p.sent === 20)).toMatchObject({
        pausedBecause: 'equal_errors',
        sent: 20,
        failed: 0,
      })
      expect(await send.marked()).toBe(0)
      await send.end()
    },
  )
})

needs('openssl', openssl).describe('a certificate', () => {
  it.each([
    ['that has ended', ['IP:127.0.0.1'], -1, 'certificate has expired'],
    ['for another name', ['DNS:mail.example'], 2, 'does not match certificate'],
    ['by nobody we know', undefined, 2, 'certificate'],
  ] as const)('%s: is said on the card, costs no attempt, and nothing goes out', async (name, names, days, words) => {
    const authority = createAuthority()
    const ca = name === 'by nobody we know' ? undefined : authority.pem
    const tls = authority.issue(names as string[] | undefined, days)
    const send = await running([], { url: (plain) => `${plain}?requireTLS=true`, sink: { tls }, smtp: { tls: { ca } } })
    const { trouble, state } = await send.becomes((p) => Boolean(p.trouble))
    expect({ state, cause: trouble!.cause }).toEqual({ state: 'running', cause: 'tls' })
    expect(trouble!.detail).toContain(words)
    expect(send.sink.count()).toBe(0)
    expect((await send.letters()).filter(({ state: now, attempts }) => now === 'queued' && attempts > 0)).toEqual([])
    await send.end()
  })

  it('that is good: everything goes out encrypted', async () => {
    const authority = createAuthority()
    const url = (plain: string) => `${plain}?requireTLS=true`
    const send = await running([], { url, sink: { tls: authority.issue() }, smtp: { tls: { ca: authority.pem } } })
    expect(await send.becomes((p) => p.state === 'done')).toMatchObject({ sent: 40, failed: 0 })
    await send.end()
  })
})

describe('a provider that refuses return paths of our own', () => {
  it.each<[string, Fault]>([
    ['at MAIL FROM', { at: 'mail', from: 'bounce+', reply: '550 5.1.0 no such sender here' }],
    [
      'at the recipient, as Postfix',
      { at: 'rcpt', from: 'bounce+', reply: '553 5.7.1 Sender address rejected: not owned by user hr' },
    ],
    [
      'after the letter, as Exchange Online',
      { at: 'dot', from: 'bounce+', reply: '550 5.7.60 SMTP; Client does not have permissions to send as this sender' },
    ],
    [
      'after the letter, as Amazon SES',
      { at: 'dot', from: 'bounce+', reply: '554 Message rejected: Email address is not verified.' },
    ],
  ])('%s: gets every letter from the plain sender, once, and no letter loses an attempt', async (_, fault) => {
    const send = await running([fault], { letters: { bounceAddress: 'bounce@acme.example' } })
    expect(await send.becomes((p) => p.state === 'done')).toMatchObject({ sent: 40, failed: 0 })
    expect(new Set(send.sink.accepted.map(({ from }) => from))).toEqual(new Set([letters.from.address]))
    expect(new Set(send.sink.accepted.map(({ to }) => to)).size).toBe(40)
    expect(send.sink.count()).toBe(40)
    expect((await send.letters()).filter(({ attempts }) => attempts !== 1)).toEqual([])
    // Learnt once: each of the connections that were open may have asked.
    expect([...send.sink.senders].filter((from) => from.startsWith('bounce+')).length).toBeLessThanOrEqual(8)
    // A report is still recognised, by the Message-ID.
    expect(send.sink.accepted.every(({ messageId }) => /^<v\.[\w.-]+@acme\.example>$/.test(messageId))).toBe(true)
    await send.end()
  })

  it('and the plain sender, too: the send pauses with its words', async () => {
    const reply = '550 5.7.60 SMTP; Client does not have permissions to send as this sender'
    const send = await running([{ at: 'dot', reply }], { letters: { bounceAddress: 'bounce@acme.example' } })
    expect(await send.becomes((p) => p.state === 'paused')).toMatchObject({
      pausedBecause: 'policy',
      sent: 0,
      failed: 0,
    })
    await send.end()
  })
})
