import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { authenticate } from 'mailauth'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { opendkimPath, type Postfix, postfixPath, startOpendkim, startPostfix } from '../support/mail/postfix.ts'
import { type Accepted, type Sink, startSink } from '../support/mail/sink.ts'
import { needsWhenLong } from '../support/needs.ts'
import { createAuthority, openssl } from '../support/network/certificates.ts'
import { chat, emptyFolder, headless, type Server, startServer } from '../support/process/program.ts'
import { csv, header } from '../support/product.ts'
import { until } from '../support/until.ts'

// Two minutes of greylisting, limits and restarts.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 })

const size = 300

/** Names and addresses of every kind that a mail server may stumble over. */
const forms: ((n: number) => [givenName: string, address: string])[] = [
  (n) => ['Anna', `anna.${n}@acme.example`],
  (n) => ['Åsa', `asa.${n}@åkeri.example`],
  (n) => ['Nils 👨‍👩‍👧', `nils.${n}@acme.example`],
  (n) => ['Örjan', `orjan+flex${n}@acme.example`],
  (n) => ['EVA', `Eva.BERG.${n}@ACME.example`],
  (n) => ['Åke', `åke.öberg.${n}@acme.example`],
]
const people = Array.from({ length: size }, (_, n) => forms[n % forms.length]!(n))

needsWhenLong('postfix', postfixPath && openssl).describe('300 people in every form, through Debian’s Postfix,', () => {
  let database: { name: string; url: string }
  let sink: Sink
  let postfix: Postfix
  let server: Server
  let dkim: Awaited<ReturnType<typeof startOpendkim>> | undefined
  let environment: Record<string, string>
  beforeAll(async () => {
    database = await createDatabase(inject('postgres'))
    sink = await startSink({ keep: true })
    dkim = opendkimPath ? await startOpendkim(openssl!) : undefined
    const authority = createAuthority()
    const login = { user: 'verifiera', password: 'p4ss-of-the-tests' }
    const common = { authority, relayPort: sink.port, login, milter: dkim?.milter }
    postfix = await startPostfix({ ...common, greylist: 5, rate: 100 })
    const smtp = `smtp://${login.user}:${login.password}@127.0.0.1:${postfix.port}/?requireTLS=true&maxConnections=6`
    environment = headless(database.url, smtp, { NODE_EXTRA_CA_CERTS: authority.file, MAIL_RATE: '6000' })
    server = await startServer(environment)
  })
  afterAll(async () => {
    await server.end('SIGKILL')
    await postfix.close()
    await dkim?.close()
    await sink.close()
    await dropDatabase(inject('postgres'), database.name)
  })

  const restart = async (signal: NodeJS.Signals) => {
    await server.end(signal)
    server = await startServer(environment)
  }
  const arrived = (count: number) => until(() => sink.count() >= count, Boolean, 240, 100)

  it('reaches each with one copy, always encrypted, signed and aligned', async () => {
    const path = join(emptyFolder(), 'anstallda.csv')
    const lines = people.map(([name, address], n) => `100;Acme AB;${n};${name};Öberg;${address}`)
    writeFileSync(path, csv([header, ...lines]).bytes)
    const { card: plan } = await chat(environment, '--file', path, 'importera')
    await chat(environment, `bekräfta ${plan.data!.plan}`)
    const { card: send } = await chat(environment, 'verifiera konton')
    expect(send.data).toMatchObject({ matching: size, leftOut: {} })
    await chat(environment, `bekräfta ${send.data!.plan}`)
    const from = Date.now()
    const card = async () => (await chat(environment, `utskick ${send.data!.plan}`)).card

    await arrived(40)
    await restart('SIGTERM')
    await arrived(110)
    await postfix.restart({ full: true })
    const full = Date.now()
    const shown = await until(card, ({ text }) => Boolean(text?.includes('452 4.3.1')), 60)
    const saidAfter = Date.now() - full
    expect(shown.text).toMatch(/Nästa försök görs/)
    await restart('SIGKILL')
    await postfix.reload({ full: false })
    const ended = await until(card, ({ data }) => data!.state === 'done', 300, 1000)
    await until(() => new Set(sink.accepted.map(({ to }) => to)).size >= size, Boolean, 60)
    expect(postfix.log().match(/^.*status=(?!sent).*$/gm) ?? []).toEqual([])
    console.log(
      `Postfix: ${size} people in ${Math.round((Date.now() - from) / 1000)} s, the full disk said after ` +
        `${Math.round(saidAfter / 1000)} s, ${postfix.greylisted.size} greylisted, ` +
        `${count(postfix.log(), /(delivery request rate|concurrency) limit exceeded/g)} times held by a limit, ` +
        `${count(postfix.log(), /Insufficient system storage/g)} by the disk`,
    )
    expect(ended.data).toMatchObject({ sent: size, failed: 0, queued: 0 })
    expect(saidAfter).toBeLessThan(30_000)

    const copies = new Map<string, number>()
    for (const { to } of sink.accepted) copies.set(to, (copies.get(to) ?? 0) + 1)
    expect([...copies].filter(([, n]) => n !== 1)).toEqual([])
    expect([...copies.keys()].map((to) => to.toLowerCase()).sort()).toEqual(
      people.map(([, to]) => to.replace('åkeri', 'xn--keri-poa').toLowerCase()).sort(),
    )
    expect(postfix.greylisted.size).toBe(size)
    // `A`: with a login, `S`: over TLS (RFC 3848); UTF8SMTPSA where the address needs it (RFC 6531).
    expect(
      sink.accepted.filter(({ raw }) => !/^\tby mail\.acme\.example .*with (ESMTPSA|UTF8SMTPSA)/m.test(raw!)),
    ).toEqual([])
    expect(sink.accepted.filter(({ raw }) => !/using TLSv1\.[23]/.test(raw!))).toEqual([])
    for (const fault of [/concurrency limit exceeded/, /Insufficient system storage/, /Greylisted/])
      expect(postfix.log()).toMatch(fault)
  })

  needsWhenLong('opendkim', opendkimPath).describe('with a milter that signs', () => {
    it('every letter passes DKIM and DMARC, aligned', async () => {
      const failed: string[] = []
      for (const letter of sink.accepted) {
        const { dkim: signed, dmarc } = await judged(letter, dkim!.record)
        const [signature] = signed.results
        const passes = signature?.status.result === 'pass' && signature.signingDomain === 'acme.example'
        if (!passes || !dmarc || dmarc.status.result !== 'pass') failed.push(JSON.stringify({ signature, dmarc }))
      }
      expect(failed.slice(0, 3)).toEqual([])
      expect(sink.accepted).toHaveLength(size)
    })
  })
})

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** As a receiver judges a letter, with the domain's records. */
function judged({ raw, from }: Accepted, record: string) {
  const records: Record<string, string> = {
    'tests._domainkey.acme.example': record,
    '_dmarc.acme.example': 'v=DMARC1; p=reject; adkim=s',
  }
  return authenticate(Buffer.from(raw!.replace(/^\.\./gm, '.')), {
    ip: '192.0.2.1',
    helo: 'mail.acme.example',
    sender: from,
    disableArc: true,
    disableBimi: true,
    async resolver(name, kind) {
      const text = kind === 'TXT' && records[name]
      if (!text) throw Object.assign(new Error(name), { code: 'ENOTFOUND' })
      return [[text]]
    },
  })
}
