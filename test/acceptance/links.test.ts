import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { serverDatabase, type TestServer } from '../support/database/database.ts'
import { type Dns, startDns } from '../support/network/dns.ts'
import { type Mail, press, type Server, startServer, tokenIn } from '../support/process/program.ts'
import { csv, header } from '../support/product.ts'
import { until } from '../support/until.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** Links that expire, verified domains and four eyes, with settings that differ from the defaults. */
let database: TestServer
let dns: Dns
let server: Server
beforeAll(async () => {
  database = await serverDatabase({ max: 1 })
  dns = await startDns()
  server = await startServer({
    DATABASE_URL: database.url,
    DEMO: 'off',
    DNS_SERVERS: dns.address,
    FOUR_EYES_ABOVE: '6',
    LINK_DAYS: '2',
    LOGIN_URL: 'https://login.example/',
    SUPPORT_CONTACT: 'HR-jouren, hr@acme.example',
  })
  const people = ['Ada', 'Bo', 'Cia', 'Dag', 'Eva', 'Fia'].map(
    (name, n) => `100;Acme AB;0${n};${name};Ek;${name}@acme.example`,
  )
  await load('owner', people)
})
afterAll(async () => {
  await server?.end('SIGKILL')
  await dns.close()
  await database.drop()
})

async function load(as: string, lines: string[]) {
  const planned = await server.say(as, 'importera', csv([header, ...lines]))
  return (await server.say(as, `bekräfta ${planned.data!.plan}`)).data!
}
const person = async (email: string) =>
  (await server.say('admin', `status ${email}`)).data!.person as Record<string, string | null>
const page = async (token: string) => {
  const answer = await fetch(`${server.base}/v/${token}`)
  return { status: answer.status, text: await answer.text() }
}
/** Asks for one letter, waits for it and returns it. */
async function mailed(line: string, to: string): Promise<Mail> {
  const before = (await server.outbox()).filter((m) => m.to === to).length
  const card = await server.say('admin', line)
  expect(card.data!.refused).toBeUndefined()
  const mails = await until(server.outbox, (found) => found.filter((m) => m.to === to).length > before)
  return mails.find((m) => m.to === to)!
}

describe('a link', () => {
  it('lives as many days as LINK_DAYS says, and a new letter while it lives carries it unchanged', async () => {
    const first = await mailed('verifiera ada@acme.example', 'Ada@acme.example')
    const { linkExpiresAt } = await person('ada@acme.example')
    expect(Date.parse(linkExpiresAt!) - Date.now()).toBeGreaterThan(23 * 3_600_000)
    expect(Date.parse(linkExpiresAt!) - Date.now()).toBeLessThan(50 * 3_600_000)
    const second = await mailed('verifiera ada@acme.example igen=ja', 'Ada@acme.example')
    expect(tokenIn(second)).toBe(tokenIn(first))
    expect((await person('ada@acme.example')).linkExpiresAt).toBe(linkExpiresAt)
    expect(first.text).toContain('HR-jouren')
    expect(first.text).toContain('https://login.example/')
    expect((await page(tokenIn(first))).text).toContain('HR-jouren')
  })

  it('that has expired offers a new one to the same stored address, and does not verify', async () => {
    const old = tokenIn(await mailed('verifiera bo@acme.example', 'Bo@acme.example'))
    await database.db.execute(sql`update links set expires_at = now() - interval '1 minute'
      where person_id = (select id from people where given_name = 'Bo')`)
    expect(await person('bo@acme.example')).toMatchObject({ state: 'expired' })
    const { status, text } = await page(old)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).toContain('Skicka en ny länk')
    expect(text).toContain('B***@acme.example')
    expect(await (await press(server.base, old)).text()).toContain('Skicka en ny länk')
    expect(await person('bo@acme.example')).toMatchObject({ state: 'expired' })

    const [, action] = /<form[^>]*action="([^"]+)"/.exec(text)!
    const before = (await server.outbox()).length
    const asked = await fetch(server.base + action!, { method: 'POST', body: new URLSearchParams({ token: old }) })
    expect([asked.status, (await asked.text()).includes('Bo@')]).toEqual([200, false])
    const mails = await until(server.outbox, (found) => found.length > before)
    expect(mails[0]!.to).toBe('Bo@acme.example')
    expect(tokenIn(mails[0])).not.toBe(old)
    expect((await press(server.base, tokenIn(mails[0]))).status).toBe(200)
    expect(await person('bo@acme.example')).toMatchObject({ state: 'connected' })
  })

  it('unknown, revoked, of a changed address or of an erased person is the same page, byte for byte', async () => {
    const changed = tokenIn(await mailed('verifiera cia@acme.example', 'Cia@acme.example'))
    const fresh = await mailed('verifiera 02 företag=100 epost=cia.ny@acme.example', 'cia.ny@acme.example')
    expect(tokenIn(fresh)).not.toBe(changed)
    const erased = tokenIn(await mailed('verifiera dag@acme.example', 'Dag@acme.example'))
    const plan = await server.say('owner', 'radera dag@acme.example')
    await server.say('owner', `bekräfta ${plan.data!.plan}`)
    const revoked = tokenIn(await mailed('verifiera eva@acme.example', 'Eva@acme.example'))
    await load('owner', ['100;Acme AB;04;Eva;Ek;eva.ny@acme.example'])

    const strange = ['A'.repeat(43), `${changed.slice(0, -1)}${changed.endsWith('A') ? 'B' : 'A'}`, 'x', '%F0%9F%8E%89']
    const unknown = await page(strange[0]!)
    expect(unknown.status).toBe(404)
    for (const token of [changed, erased, revoked, ...strange]) {
      expect(await page(token)).toEqual(unknown)
      const pressed = await press(server.base, token)
      expect([pressed.status, await pressed.text()]).toEqual([404, unknown.text])
    }
    expect(await person('cia.ny@acme.example')).toMatchObject({ state: 'sent' })
    expect(await person('eva.ny@acme.example')).toMatchObject({ state: 'not_sent' })
  })
})

describe('an employee', () => {
  const me = 'employee:fia@acme.example'

  it('is told nothing of anybody until a mailed code links the chat to the record; then of themselves', async () => {
    expect((await server.say(me, 'status')).data?.person).toBeUndefined()
    expect((await server.say(me, 'koppla')).data).toEqual({ asked: 'code' })
    const mails = await until(server.outbox, (found) => found[0]?.to === 'Fia@acme.example')
    const code = /koppla (\w+)/.exec(mails[0]!.text)![1]
    expect((await server.say('employee:gun@acme.example', `koppla ${code}`)).data!.refused).toBeTypeOf('string')
    expect((await server.say(me, `koppla ${code}`)).data).toMatchObject({ linked: true })
    expect((await server.say(me, 'status')).data!.person).toMatchObject({ number: '05', state: 'not_sent' })
    expect((await server.say(me, 'status ada@acme.example')).data!.person).not.toMatchObject({ number: '00' })
  })

  it('gets three letters an hour at most, and the same answer every time', async () => {
    const eva = 'employee:eva.ny@acme.example'
    const letters = async () => (await server.outbox()).filter((m) => m.to === 'eva.ny@acme.example')
    const first = await server.say(eva, 'skicka länk')
    for (let sent = 1; sent <= 3; sent++) {
      await until(letters, (found) => found.length === sent)
      expect(await server.say(eva, 'skicka länk')).toEqual(first)
    }
    await mailed('verifiera ada@acme.example igen=ja', 'Ada@acme.example')
    expect(await letters()).toHaveLength(3)
    expect(new Set((await letters()).map(tokenIn)).size).toBe(1)
  })
})

describe('a domain', () => {
  const domain = 'norr.example'

  it('is proved by exactly the record that the card shows, and by nothing else', async () => {
    const added = await server.say('owner', `domän lägg till ${domain}`)
    const { record, value } = added.data as { record: string; value: string }
    expect(record).toBe(`_verifiera.${domain}`)
    expect(value).toMatch(/^verifiera=[A-Za-z0-9_-]{16,}$/)
    const shown = JSON.stringify(added.facts)
    expect(shown).toContain(record)
    expect(shown).toContain(value)
    const check = async () => (await server.say('owner', `domän kontrollera ${domain}`)).data!.proved === true
    expect(await check()).toBe(false)
    dns.publish(domain, value)
    dns.publish(record, `${value} `, `${value}x`, value.toUpperCase(), value.slice(10), `"${value}"`)
    expect(await check()).toBe(false)
    expect((await server.say('owner', `domän lägg till ${domain}`)).data).toMatchObject({ value, proved: false })
    dns.publish(record, value)
    expect(await check()).toBe(true)
    expect(dns.asked).toContain(record)
    dns.publish(record)
  })

  it('that is proved connects its people at once: a letter that says so, and no link', async () => {
    await load('owner', [
      `100;Acme AB;20;Gun;Ek;gun@${domain}`,
      `100;Acme AB;21;Hugo;Ek;hugo@mail.${domain}`,
      '100;Acme AB;22;Ida;Ek;ida@n0rr.example',
    ])
    const plan = await server.say('admin', 'verifiera konton ek')
    expect(plan.data).toMatchObject({ direct: 1 })
    expect(JSON.stringify(plan)).toContain(domain)
    expect(JSON.stringify(plan.text)).toContain('n0rr.example')
    const mail = await mailed(`verifiera gun@${domain}`, `gun@${domain}`)
    expect(mail.text).not.toContain('/v/')
    expect(mail.text).toMatch(/Glömt ditt lösenord\?/)
    expect(mail.text).toContain('https://login.example/')
    expect(await person(`gun@${domain}`)).toMatchObject({ state: 'connected', linkExpiresAt: null })
  })

  it('can be the only one that may be stored at all', async () => {
    await server.say('owner', 'domän tillåt acme.example')
    const { leftOut } = (await server.say('admin', 'verifiera konton')).data as { leftOut: Record<string, number> }
    expect(leftOut.domain_not_allowed).toBe(2)
    const { data } = await server.say('admin', 'verifiera ada@acme.example epost=ada@annan.example')
    expect(data!.refused).toBe('domain_not_allowed')
    await server.say('owner', 'domän ta bort acme.example')
  })
})

describe('a plan above FOUR_EYES_ABOVE', () => {
  it('waits for another human: not the requester, not the terminal; then it is sent', async () => {
    await load(
      'owner',
      Array.from({ length: 7 }, (_, n) => `200;Bygg AB;${n};Person;Nr ${n};p${n}@bygg.example`),
    )
    const plan = (await server.say('admin', 'verifiera konton företag=200')).data!
    const code = plan.plan as string
    const before = (await server.outbox()).length
    const asked = await server.say('admin', `bekräfta ${code}`)
    expect(asked.data).toMatchObject({ plan: code })
    expect(asked.data!.send).toBeUndefined()
    expect((await server.say('admin', `godkänn ${code}`)).data!.refused).toBeTypeOf('string')
    expect(await server.outbox()).toHaveLength(before)
    const approved = await server.say('owner', `godkänn ${code}`)
    expect(approved.data).toMatchObject({ send: code, total: 7 })
    expect(await until(server.outbox, (mails) => mails.length === before + 7)).toHaveLength(before + 7)
    expect((await server.say('owner', `godkänn ${code}`)).data!.refused).toBeTypeOf('string')
  })
})

describe('the outbox', () => {
  it('holds every letter, however many there are', async () => {
    const before = (await server.outbox()).length
    await database.db.execute(sql`insert into outbox (message_id, "to", subject, text, html, date)
      select '<' || n || '@x>', 'p' || n || '@many.example', 'Ett brev', 'Hej', '<p>Hej</p>', now() from generate_series(1, 6000) n`)
    const mails = await server.outbox()
    expect(mails).toHaveLength(before + 6000)
    expect([mails[0]!.to, mails[5999]!.to]).toEqual(['p6000@many.example', 'p1@many.example'])
    expect((await fetch(`${server.base}/outbox?q=p5999`)).status).toBe(200)
  })
})
