import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { otherLetters, people } from '../../src/db/schema/index.ts'
import { localDirectory } from '../../src/directory/local.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { queueLetter } from '../../src/verification/delivery/other-letters.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { type Fault, startSink } from '../support/mail/sink.ts'
import { gather, letters, quick, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase()
  await gather(base.db, { size: 1 })
})
afterAll(() => base.drop())

let count = 0

/** What became of a notice to an old address after one attempt at a server with this fault. */
async function afterOne(reply: string | null, at: Fault['at'] = 'rcpt'): Promise<'gone' | 'kept'> {
  const email = `old-${++count}@acme.example`
  const sink = await startSink({ faults: reply ? [{ at, reply, to: at === 'rcpt' ? email : undefined }] : [] })
  const [person] = await base.db.select({ id: people.id }).from(people)
  const own = service(base)
  await queueLetter(base.db, own, {
    kind: 'moved',
    personId: person!.id,
    email,
    emailKey: email,
    language: 'sv',
    details: {},
  })
  const mailer = createSmtp(sink.url, letters.from.address, { socketTimeout: 1000 })
  const id = `other-${count}`
  const worker = createWorker({
    service: own,
    mailer,
    directory: localDirectory,
    letters,
    id,
    log: silent,
    timing: quick,
  })
  worker.start()
  const row = () => base.db.select().from(otherLetters).where(eq(otherLetters.email, email))
  try {
    // A lease ends two minutes after a try has begun, and the next try comes in one minute.
    const tried = (await until(row, ([letter]) => !letter || isPutOff(letter), 20))[0]
    if (!reply) expect(sink.accepted.map(({ to }) => to)).toContain(email)
    return tried ? 'kept' : 'gone'
  } finally {
    await worker.stop()
    await mailer.close()
    await sink.close()
  }
}

const isPutOff = ({ attempts, nextAt }: typeof otherLetters.$inferSelect): boolean =>
  attempts === 1 && nextAt.getTime() < Date.now() + 90_000

describe('a letter that belongs to no send', () => {
  it('goes once', async () => expect(await afterOne(null)).toBe('gone'))

  it.each(['550 5.1.1 No such user', '552 5.2.3 Message too large'])('is given up after %s', async (reply) =>
    expect(await afterOne(reply)).toBe('gone'),
  )

  it.each<[string, Fault['at']]>([
    ['450 4.2.1 Greylisted', 'rcpt'],
    ['554 5.7.1 Relay access denied', 'rcpt'],
    ['550 5.7.1 Client host blocked using Spamhaus', 'rcpt'],
    ['550 5.4.5 Daily sending quota exceeded', 'dot'],
    ['550 5.7.60 Not authorized to send as this sender', 'mail'],
  ])('is kept for later after %s', async (reply, at) => expect(await afterOne(reply, at)).toBe('kept'))
})
