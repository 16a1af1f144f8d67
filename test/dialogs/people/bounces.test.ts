import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mailbox } from '../../../src/mail/mailbox.ts'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { removeOld } from '../../../src/verification/records/retention.ts'
import { forms } from '../../mail/reports/forms.ts'
import { type Sink, startSink } from '../../support/mail/sink.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
let sink: Sink
const day = 86_400_000

/** What has arrived in the mailbox of reports. */
const reports: string[] = []
const mailbox: Mailbox = {
  id: 'bounce@mail.example/INBOX',
  async *newAfter(place) {
    for (const [at, text] of reports.entries())
      if (at >= (place?.lastUid ?? 0)) yield { uidValidity: 1, lastUid: at + 1, source: Buffer.from(text) }
  },
  check: async () => null,
  close: async () => {},
}

beforeAll(async () => {
  sink = await startSink({ faults: [{ at: 'rcpt', reply: '550 5.1.1 no such user <bo@acme.example>', to: 'bo@' }] })
  const mailer = createSmtp(sink.url, 'no-reply@acme.example')
  product = await startProduct({ mailer, mailbox, timing: { reports: 0.3 } })
  await importing('100;Acme AB;1;Anna;Öberg;anna@acme.example', '100;Acme AB;2;Bo;Åberg;bo@acme.example')
})
afterAll(async () => {
  await product.stop()
  await sink.close()
})

async function importing(...people: string[]) {
  const plan = await product.say('owner', 'importera', [csv([header, ...people])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
}
const admin = (line: string) => product.say('admin', line)
const list = async () => (await admin('studsar')).data!.total
const stateOf = async (number: string) =>
  ((await admin(`status ${number} företag=100`)).data!.person as { state: string }).state

/** A send to everybody who may be mailed, until it is done. Returns its code. */
async function sending(): Promise<string> {
  const plan = await admin('verifiera konton företag=100 igen=ja')
  await admin(`bekräfta ${plan.data!.plan}`)
  const code = String(plan.data!.plan)
  await until(
    async () => (await admin(`utskick ${code}`)).data!.state,
    (state) => state === 'done',
  )
  return code
}

describe('an address that bounces', () => {
  let code = ''

  it('is listed with when, the server’s words without the address, and the next step', async () => {
    code = await sending()
    const card = await admin('studsar företag=100')
    expect(card.data!.total).toBe(1)
    const [row] = card.rows!.body
    expect(row).toHaveLength(3)
    expect(row![0]).toContain('Bo Åberg\n')
    expect(card.rows!.press).toEqual(['status 2 företag=100'])
    expect(row!.join(' ')).toContain('550 5.1.1 no such user ***')
    expect(row!.join(' ')).toContain('studsar rensa 2 företag=100')
    expect(row!.join(' ')).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d/)
    const person = await admin('status 2 företag=100')
    expect(JSON.stringify(person.facts)).toContain('no such user')
  })

  it('is mailed again after an admin has removed the mark of the person', async () => {
    expect(await stateOf('2')).toBe('bounced')
    expect((await admin('verifiera konton företag=100 igen=ja')).data).toMatchObject({ leftOut: { bounced: 1 } })
    expect((await admin('studsar rensa 2 företag=100')).data).toEqual({ cleared: 1 })
    expect(await list()).toBe(0)
    expect((await admin('studsar rensa 2 företag=100')).data!.refused).toBe('nothing_to_clear')
    expect((await admin('verifiera konton företag=100 igen=ja')).data).toMatchObject({ mail: 2 })
  })

  it('is mailed again after an admin has removed the marks of a send', async () => {
    code = await sending()
    expect(await list()).toBe(1)
    expect((await admin(`studsar rensa ${code}`)).data).toEqual({ cleared: 1 })
    expect(await list()).toBe(0)
  })

  it('keeps its mark when an import says the same address, and loses it with another', async () => {
    await sending()
    await importing('100;Acme AB;2;Bo;Åberg;bo@acme.example')
    expect(await stateOf('2')).toBe('bounced')
    await importing('100;Acme AB;2;Bo;Åberg;bosse@acme.example')
    expect(await stateOf('2')).toBe('not_sent')
  })

  it('loses its mark after 90 days', async () => {
    sink.set([{ at: 'rcpt', reply: '550 5.1.1 no such user', to: 'bosse@' }])
    await sending()
    expect(await stateOf('2')).toBe('bounced')
    product.clock.forward(89 * day)
    await removeOld(product.app.service)
    expect(await stateOf('2')).toBe('bounced')
    product.clock.forward(2 * day)
    await removeOld(product.app.service)
    expect(await stateOf('2')).not.toBe('bounced')
  })

  it('that comes back later corrects card, list and history, and loses its mark when a letter gets through', async () => {
    sink.set([])
    const first = await sending()
    expect((await admin(`utskick ${first}`)).data).toMatchObject({ sent: 2, failed: 0 })
    const { messageId } = sink.accepted.findLast(({ to }) => to === 'bosse@acme.example')!
    // While the next letter waits for the mail server, the one before comes back.
    sink.set([{ at: 'mail', reply: '452 4.3.1 Insufficient system storage' }])
    const plan = await admin('verifiera konton företag=100 igen=ja')
    await admin(`bekräfta ${plan.data!.plan}`)
    const report = forms.find(({ name }) => name === 'Postfix: no such user')!
    reports.push(report.write(`<${messageId.replace(/[<>]/g, '')}>`, 'bosse@acme.example'))
    await until(list, (n) => n === 1)
    expect((await admin(`utskick ${first}`)).data).toMatchObject({ sent: 1, failed: 1 })
    expect((await admin(`lista utskick=${first} status=studsad`)).data).toMatchObject({ total: 1 })
    const history = JSON.stringify((await admin('historik 2 företag=100')).rows)
    expect(history).toContain('studsade')
    sink.set([])
    await until(list, (n) => n === 0)
    expect(await stateOf('2')).toBe('sent')
  })

  it('of a single letter is told to whoever asked for it, and the person’s card has the words', async () => {
    await importing('100;Acme AB;3;Cilla;Ek;cilla@acme.example')
    await admin('verifiera 3 företag=100')
    await product.settled()
    const { messageId } = sink.accepted.findLast(({ to }) => to === 'cilla@acme.example')!
    const report = forms.find(({ name }) => name === 'Gmail: a full mailbox')!
    reports.push(report.write(`<${messageId.replace(/[<>]/g, '')}>`, 'cilla@acme.example'))
    const told = await until(() => product.posts.find(({ card }) => card.title === 'Mejlet kom inte fram'))
    expect(told!.where.channel).toBe('admin')
    expect(told!.card.text).toMatch(/tog emot mejlet men skickade tillbaka det.*552 5\.2\.2 \*\*\*: mailbox full/s)
    expect(told!.card.buttons).toMatchObject([{ say: 'status 3 företag=100' }])
    const { facts } = await admin('status 3 företag=100')
    expect(facts).toContainEqual(['Senaste mejl', expect.stringMatching(/^misslyckades .*: kom tillbaka$/)])
    expect(facts).toContainEqual(['Mejlserverns svar', '552 5.2.2 ***: mailbox full'])
    expect(product.posts.filter(({ card }) => card.title === 'Mejlet kom inte fram')).toHaveLength(1)
  })

  it('is an admin’s matter: an employee sees nothing of it', async () => {
    expect((await product.say('employee:anna@acme.example', 'studsar')).data!.refused).toBe('not_allowed')
  })
})
