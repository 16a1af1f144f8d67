import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  chat,
  emptyFolder,
  type Mail,
  press,
  root,
  run,
  runProgram,
  type Server,
  startServer,
  tokenIn,
} from '../support/process/program.ts'
import { until } from '../support/until.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** Local mode on first use: an empty folder, no settings, the fictional company. */
let server: Server
let verifiedToken: string
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.end('SIGKILL'))

const get = (path: string, init?: RequestInit) => fetch(server.base + path, init)
const sum = (numbers: Record<string, number>) => Object.values(numbers).reduce((a, b) => a + b, 0)
const keys = (found: unknown) => Object.keys(found as object).sort()
const states = 'missing_email not_sent queued sent expired bounced verified connected connect_failed'.split(' ').sort()
const sendKeys = 'send state total sent direct failed skipped queued inDoubt'.split(' ').sort()

type Numbers = Record<'total' | 'sent' | 'direct' | 'failed' | 'skipped' | 'queued' | 'inDoubt', number>
const look = async (code: string) => {
  const data = (await server.say('admin', `utskick ${code}`)).data as Numbers & { state: string }
  expect(keys(data)).toEqual(sendKeys)
  expect(data.sent + data.direct + data.failed + data.skipped + data.queued + data.inDoubt).toBe(data.total)
  return data
}
/** The numbers of a finished send. They must add up every time they are looked at. */
const finished = (code: string) =>
  until(
    () => look(code),
    (data) => data.state === 'done',
  )
const mailTo = (address: string) =>
  until(server.outbox, (mails) => mails.some((m) => m.to === address)).then(
    (mails) => mails.find((m) => m.to === address)!,
  )

describe('a cold start without any setting', () => {
  it('answers, and says that it is ready', async () => {
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/readyz')).status).toBe(200)
    const page = await get('/')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect((await get('/outbox')).status).toBe(200)
    expect(await server.outbox()).toEqual([])
    expect((await get('/nothing')).status).toBe(404)
  })

  it('has a fictional company in which every state and nearly every reason occurs', async () => {
    const card = await server.say('owner', 'status')
    const { total, states: found } = card.data as { total: number; states: Record<string, number> }
    expect(keys(found)).toEqual(states)
    expect(Object.values(found).every((n) => n > 0)).toBe(true)
    expect(sum(found)).toBe(total)
    expect(Math.abs(total - 200)).toBeLessThan(20)
    expect(card.rows!.body).toHaveLength(3)
    const { verified } = (await server.say('owner', 'domän lista')).data as { verified: { proved: boolean }[] }
    expect(verified.filter((d) => d.proved)).toHaveLength(1)
    const plan = (await server.say('admin', 'verifiera konton')).data as {
      mail: number
      direct: number
      leftOut: Record<string, number>
    }
    expect(keys(plan)).toEqual(['direct', 'leftOut', 'mail', 'matching', 'plan'])
    expect(keys(plan.leftOut)).toEqual(
      [
        'already_connected',
        'already_verified',
        'bounced',
        'employment_ended',
        'in_another_send',
        'inactive',
        'invalid_email',
        'missing_email',
        'not_started',
        'recently_sent',
        'shared_email',
      ].sort(),
    )
    expect(plan).toMatchObject({ matching: total, mail: expect.any(Number) })
    expect(plan.mail + plan.direct + sum(plan.leftOut)).toBe(total)
  })
})

describe('the link in a letter', () => {
  let letter: Mail
  let token: string
  let address: string
  const person = async () =>
    (await server.say('admin', `status ${address}`)).data!.person as Record<string, string | null>

  it('comes when an employee asks for it, only to the stored address', async () => {
    address = (await server.say('admin', 'verifiera konton företag=100 status="ej skickad"')).rows!.body[0]![0]!.split(
      '\n',
    )[1]!
    const before = await person()
    expect(keys(before)).toEqual(['company', 'email', 'lastSentAt', 'linkExpiresAt', 'number', 'state'])
    expect(before).toMatchObject({
      company: '100',
      email: address,
      state: 'not_sent',
      lastSentAt: null,
      linkExpiresAt: null,
    })
    const known = await server.say(`employee:${address}`, 'skicka länk')
    expect(await server.say('employee:nobody@acme.example', 'skicka länk')).toEqual(known)
    letter = await mailTo(address)
    expect(keys(letter)).toEqual(['date', 'html', 'messageId', 'subject', 'text', 'to'])
    token = verifiedToken = tokenIn(letter)
    expect(letter.text).toContain(`${server.base}/v/${token}`)
    expect(letter.html).toContain(`${server.base}/v/${token}`)
    const after = await person()
    expect(after).toMatchObject({ state: 'sent' })
    const sent = new Date(after.lastSentAt!)
    // The link is valid for five days including today, so it ends at midnight after the fourth day from today.
    const last = new Date(new Date(after.linkExpiresAt!).getTime() - 1)
    const day = (date: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(date)
    expect(Date.parse(day(last)) - Date.parse(day(sent))).toBe(4 * 24 * 3_600_000)
    expect(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'medium' }).format(last)).toBe(
      '23:59:59',
    )
  })

  it('shows a masked address and a form with the token, and changes nothing however it is looked at', async () => {
    const text = await (await get(`/v/${token}`)).text()
    expect(text).toMatch(/<form[^>]*method="post"[^>]*action="\/v"|<form[^>]*action="\/v"[^>]*method="post"/i)
    expect(text).toMatch(new RegExp(`<input[^>]*type="hidden"[^>]*name="token"[^>]*value="${token}"`))
    expect(text).toContain(`${address[0]}***@acme.example`)
    expect(text).not.toContain(address)
    await Promise.all(Array.from({ length: 50 }, () => get(`/v/${token}`)))
    for (const method of ['HEAD', 'OPTIONS']) expect((await get(`/v/${token}`, { method })).status).toBeLessThan(300)
    expect(await (await get(`/v/${token}`)).text()).toBe(text)
    expect(await person()).toMatchObject({ state: 'sent' })
  })

  it('is refused from another site, taken with `Origin: null`, and shows the same page when pressed again', async () => {
    expect((await press(server.base, token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(await person()).toMatchObject({ state: 'sent' })
    const first = await press(server.base, token, { origin: 'null', 'sec-fetch-site': 'same-origin' })
    expect(first.status).toBe(200)
    const page = await first.text()
    expect(page).toContain('https://connect.visma.com/')
    expect(await person()).toMatchObject({ state: 'connected' })
    for (let again = 0; again < 3; again++) expect(await (await press(server.base, token)).text()).toBe(page)
    expect(await (await get(`/v/${token}`)).text()).not.toContain('type="hidden" name="token"')
    expect((await server.say('admin', `verifiera ${address}`)).data!.refused).toBe('already_connected')
  })
})

describe('a send', () => {
  it('sends nothing before its confirm, connects verified domains without a link, and ends with numbers that add up', async () => {
    const before = (await server.outbox()).length
    const plan = await server.say('admin', 'verifiera konton företag=300')
    const { mail, direct, plan: code } = plan.data as { mail: number; direct: number; plan: string }
    expect(plan.buttons!.map((b) => b.say)).toContain(`bekräfta ${code}`)
    expect(plan.buttons!.map((b) => b.say)).toContain(`stoppa ${code}`)
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4,}$/)
    expect(await server.outbox()).toHaveLength(before)
    expect((await server.say('owner', `bekräfta ${code}`)).data!.refused).toBeTypeOf('string')
    const confirmed = await server.say('admin', `bekräfta ${code!.toLowerCase()}`)
    expect(keys(confirmed.data)).toEqual(sendKeys)
    expect(confirmed.data).toMatchObject({ send: code, total: mail + direct })
    expect(await finished(code)).toMatchObject({ sent: mail, direct, failed: 0, skipped: 0, inDoubt: 0 })

    const mails = (await server.outbox()).slice(0, mail + direct)
    const told = mails.filter((m) => m.to.endsWith('@norrsken.example'))
    expect(told).toHaveLength(direct)
    for (const { text, html } of told) {
      expect(text).not.toContain('/v/')
      expect(html).not.toContain(`${server.base}/v/`)
      expect(text).toMatch(/Glömt ditt lösenord\?/)
      expect(text).toContain('https://connect.visma.com/')
    }
    expect((await server.say('admin', `status ${told[0]!.to}`)).data!.person).toMatchObject({ state: 'connected' })
    expect((await server.say('admin', `lista utskick=${code}`)).data!.total).toBe(mail + direct)
    const { events } = (await server.say('admin', `historik ${code}`)).data as { events: { code: string }[] }
    expect(events.length).toBeGreaterThan(1)
    expect(events.every((event) => event.code === code)).toBe(true)
    expect((await server.outbox()).map((m) => Date.parse(m.date))).toEqual(
      (await server.outbox()).map((m) => Date.parse(m.date)).sort((a, b) => b - a),
    )
  })

  it('is made once by any number of clicks at the same moment', async () => {
    const { data } = await server.say('admin', 'verifiera konton företag=200')
    const code = data!.plan as string
    const before = await server.outbox()
    const cards = await Promise.all(
      Array.from({ length: 20 }, (_, n) => server.say(n % 4 ? 'admin' : 'owner', `bekräfta ${code}`)),
    )
    expect(cards.filter((card) => card.data!.send === code && !card.data!.refused)).toHaveLength(1)
    expect(cards.filter((card) => typeof card.data!.refused === 'string' && card.title)).toHaveLength(19)
    const { sent } = await finished(code)
    const mails = (await server.outbox()).slice(0, -before.length || undefined)
    expect([sent, mails.length]).toEqual([data!.mail, data!.mail])
    expect(new Set(mails.map((m) => m.to)).size).toBe(sent)
  })

  it('has no code when nobody would be mailed, and says why', async () => {
    const { data, buttons } = await server.say('admin', 'verifiera konton status=kopplad')
    expect(data).toMatchObject({ plan: null, mail: 0, direct: 0 })
    expect(sum(data!.leftOut as Record<string, number>)).toBe(data!.matching)
    expect(buttons ?? []).toEqual([])
  })
})

describe('npm run chat', () => {
  it('says one line to the running server as the operator; 0 when done, 2 when refused or not understood', async () => {
    const { PATH = '', HOME = '' } = process.env
    const args = ['run', '--silent', 'chat', '--', '--json', 'status företag=300']
    const environment = { PATH, HOME, DATA_DIR: server.environment.DATA_DIR! }
    const whole = await runProgram('npm', args, environment, '', root)
    expect([whole.code, whole.out.split('\n').length]).toEqual([0, 2])
    expect((JSON.parse(whole.out) as { card: object }).card).toEqual(await server.say('owner', 'status företag=300'))
    expect((await chat(server.environment, 'nonsens')).code).toBe(2)
    expect((await chat(server.environment, 'bekräfta ZZZZ')).code).toBe(2)
    const text = await run(['chat', 'status', 'företag=Norrsken Vård AB'], server.environment)
    expect([text.code, text.err]).toEqual([0, ''])
    expect(text.out).toContain('60')
    const talk = await run(['chat'], server.environment, 'status företag=200\nhjälp\n')
    expect([talk.code, talk.out.includes('58')]).toEqual([0, true])
  })

  it('confirms the plans of the terminal, and nobody else’s', async () => {
    const { card } = await chat(server.environment, 'verifiera konton företag=100 enhet=Lager')
    const code = card.data!.plan as string
    expect((await server.say('owner', `bekräfta ${code}`)).data!.refused).toBeTypeOf('string')
    const confirmed = await chat(server.environment, `bekräfta ${code}`)
    expect([confirmed.code, confirmed.card.data!.send]).toEqual([0, code])
    expect(await finished(code)).toMatchObject({ failed: 0, total: card.data!.mail })
  })
})

describe('the process', () => {
  it('is alone in its folder, and on its port', async () => {
    const [folder, port] = await Promise.all([
      run([], { ...server.environment, PORT: '0' }),
      run([], { DATA_DIR: emptyFolder(), PORT: String(server.port) }),
    ])
    expect([folder.code, folder.err.split('\n')[0]]).toEqual([1, expect.stringContaining('DATA_DIR: ')])
    expect([port.code, port.err.split('\n')[0]]).toEqual([1, expect.stringContaining('PORT: ')])
    expect((await get('/healthz')).status).toBe(200)
  })

  it('logs JSON lines without addresses or tokens, stops cleanly, and knows everything after a warm start', async () => {
    const token = verifiedToken
    expect((await server.say('owner', 'historik kontrollera')).data).toMatchObject({ intact: true })
    const status = (await server.say('admin', 'status')).data
    const mails = await server.outbox()
    expect(await server.end('SIGTERM')).toBe(0)
    const lines = server.log().trim().split('\n')
    // The local mode does not log requests: a start and a stop are all there is to say.
    const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg)
    expect(said).toEqual(expect.arrayContaining(['Verifiera has started', 'Stopping']))
    expect(server.log()).not.toMatch(/@/)
    expect(server.log()).not.toContain(token)

    // Without a server, the terminal opens the folder itself. It confirms the plan and sends nothing.
    const { card } = await chat(server.environment, 'verifiera konton igen=ja företag=200 status=skickad')
    const confirmed = await chat(server.environment, `bekräfta ${card.data!.plan}`)
    expect(confirmed.card.data).toMatchObject({ queued: card.data!.mail, sent: 0 })
    await chat(server.environment, `stoppa ${card.data!.plan}`)

    server = await startServer(server.environment)
    expect((await server.say('admin', 'status')).data).toEqual(status)
    expect(await server.outbox()).toEqual(mails)
    expect(await (await get(`/v/${token}`)).text()).toContain('https://connect.visma.com/')
  })
})
