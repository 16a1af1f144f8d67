import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '../../web/parts.ts'
import { planJson, startLocal } from './parts.ts'

let site: Awaited<ReturnType<typeof startLocal>>
beforeEach(async () => {
  site = await startLocal()
})
afterEach(() => site.close())

describe('POST /chat', () => {
  it('answers with the card, also when the bot refuses', async () => {
    const answer = await site.say({ as: 'owner', say: 'verifiera konton' })
    expect([answer.status, await answer.json()]).toEqual([200, { card: JSON.parse(JSON.stringify(planJson)) }])
    const refused = await site.say({ as: 'admin', say: 'gör något' })
    expect(refused.status).toBe(200)
    expect(await refused.json()).toMatchObject({ card: { data: { refused: 'not_understood' } } })
  })

  it('tells the bot who speaks, where, in which language, and with which file', async () => {
    const file = { name: 'personal.csv', base64: Buffer.from('Företagsnr;å').toString('base64') }
    await site.say({ as: 'employee:Kim.Å@acme.example', say: 'importera', file, language: 'en' })
    const [said] = site.heard
    const who = { platform: 'local', workspace: 'local', standing: 'member' }
    expect(said?.who).toEqual({ ...who, user: 'employee:kim.å@acme.example', email: 'Kim.Å@acme.example' })
    const where = { chat: 'local', workspace: 'local', channel: 'employee:kim.å@acme.example', private: true }
    expect(said).toMatchObject({
      text: 'importera',
      language: 'en',
      where,
      files: [{ name: 'personal.csv', size: 14 }],
    })
    expect(await said?.readAgain?.()).toEqual(said?.who)
    await site.say({ as: 'owner', say: '' })
    expect(site.heard[1]?.who).toEqual({ ...who, user: 'owner', email: 'owner@verifiera.example' })
  })

  it('holds the file only until the line is answered', async () => {
    let got = ''
    site.chat.onSaid(async (said) => {
      got = Buffer.from(await site.chat.fetchFile(said.files[0]!)).toString()
      return { card: { kind: 'notice', tone: 'info', title: JSON.stringify(said.files[0]) }, private: true }
    })
    const large = 'å'.repeat(12_000_000)
    const file = { name: 'stor.csv', base64: Buffer.from(large).toString('base64') }
    const { card } = (await (await site.say({ as: 'owner', say: 'importera', file })).json()) as {
      card: { title: string }
    }
    expect(got).toBe(large)
    await expect(site.chat.fetchFile(JSON.parse(card.title))).rejects.toThrow()
  })

  it('takes a file as it is after the line, as the page sends it', async () => {
    let got = Buffer.alloc(0)
    site.chat.onSaid(async (said) => {
      got = Buffer.from(await site.chat.fetchFile(said.files[0]!))
      return { card: { kind: 'notice', tone: 'info', title: said.files[0]!.name }, private: true }
    })
    const line = JSON.stringify({ as: 'owner', say: 'importera', file: { name: 'å\n.csv' } })
    const send = (body: Blob) => site.sendBytes(body)
    for (const bytes of [Buffer.from('a;b\r\n\n"c'), Buffer.alloc(0), Buffer.alloc(25 * 1024 * 1024, 'å')]) {
      const answer = await send(new Blob([line, '\n', bytes]))
      expect(await answer.json()).toMatchObject({ card: { title: 'å\n.csv' } })
      expect(got.equals(bytes)).toBe(true)
    }
    expect((await send(new Blob([line, '\n', Buffer.alloc(35 * 1024 * 1024)]))).status).toBe(413)
    for (const body of ['', line, `${line.replace('owner', 'root')}\na;b`, 'a;b\nc;d', `${line}a;b`])
      expect((await send(new Blob([body]))).status).toBe(400)
  })

  it('refuses only requests in the wrong form', async () => {
    const bad: unknown[] = [
      '',
      'nonsense',
      '[]',
      'null',
      {},
      { as: 'owner' },
      { say: 'hjälp' },
      { as: 'root', say: 'hjälp' },
      { as: 'employee:', say: 'hjälp' },
      { as: 'employee:a b@c', say: 'hjälp' },
      { as: ['owner'], say: 'hjälp' },
      { as: 'owner', say: 7 },
      { as: 'owner', say: 'hjälp', language: 'de' },
      { as: 'owner', say: 'importera', file: 'x' },
      { as: 'owner', say: 'importera', file: { name: 'x' } },
      { as: 'owner', say: 'importera', file: { name: 'x', base64: '*' } },
    ]
    for (const body of bad) expect((await site.say(body)).status).toBe(400)
    expect(site.heard).toEqual([])
    for (const say of ['', '🎉', 'x'.repeat(100_000), "'; drop table people; --", '\u0000\ufffe', '<script>']) {
      expect((await site.say({ as: 'admin', say })).status).toBe(200)
    }
    expect((await site.say(`{"as":"owner","say":"${'x'.repeat(36 * 1024 * 1024)}"}`)).status).toBe(413)
    expect((await fetch(`${site.base}/chat`)).status).toBe(404)
  })

  it('says that something went wrong, and nothing more, when the bot fails', async () => {
    const answer = await site.say({ as: 'owner', say: 'fel' })
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('deep inside')
    expect(site.log.lines.join('\n')).not.toContain('kim@')
  })
})

describe('other web pages in the same browser', () => {
  const json = { 'content-type': 'application/json' }
  const octets = { 'content-type': 'application/octet-stream' }
  const body = JSON.stringify({ as: 'owner', say: 'hjälp' })

  it('do not reach the chat through a name of their own', async () => {
    const paths = [
      '/',
      '/outbox',
      '/outbox.json',
      '/outbox/count',
      '/outbox/mail?id=x',
      '/chat/employees',
      '/exempel.csv',
    ]
    const hosts = [
      'evil.example',
      `evil.example:${site.port}`,
      `localhost.evil.example:${site.port}`,
      'localhost:1',
      '127.0.0.1',
    ]
    for (const host of hosts) {
      for (const path of paths) expect((await ask(site.port, 'GET', path, { host })).status).toBe(403)
      expect((await ask(site.port, 'POST', '/chat', { ...json, host }, body)).status).toBe(403)
    }
    for (const name of ['localhost', '127.0.0.1', 'LOCALHOST']) {
      const host = `${name}:${site.port}`
      expect((await ask(site.port, 'GET', '/', { host })).status).toBe(200)
    }
    expect(site.heard).toEqual([])
  })

  it('cannot say a line through the browser', async () => {
    const sent: Record<string, string>[] = [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/jsonp' },
      { ...json, 'sec-fetch-site': 'cross-site' },
      { ...json, 'sec-fetch-site': 'same-site' },
      { ...json, origin: 'null' },
      { ...json, origin: 'https://evil.example' },
      { ...json, origin: 'http://localhost:1' },
      { ...octets, 'sec-fetch-site': 'cross-site' },
      { ...octets, origin: 'https://evil.example' },
      { 'content-type': '' },
    ]
    for (const headers of sent) expect((await site.say(body, headers)).status).toBeGreaterThanOrEqual(403)
    expect(site.heard).toEqual([])
    const own = {
      origin: site.base,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json; charset=utf-8',
    }
    expect((await site.say(body, own)).status).toBe(200)
    const preflight = await fetch(`${site.base}/chat`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the outbox', () => {
  it('is a JSON array, newest first', async () => {
    const mails = (await (await fetch(`${site.base}/outbox.json`)).json()) as Record<string, string>[]
    expect(mails).toHaveLength(3)
    expect(Object.keys(mails[0]!).sort()).toEqual(['date', 'html', 'messageId', 'subject', 'text', 'to'])
    expect(mails[0]).toMatchObject({ to: 'kim0@acme.example', date: '2026-03-09T08:00:59.000Z' })
  })

  it('lists and searches mails, and shows one in a frame without scripts', async () => {
    const list = await (await fetch(`${site.base}/outbox`)).text()
    expect(list).toContain('Bekräfta &lt;din&gt; e-postadress')
    expect(list).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(list).toContain('<dt>Från</dt><dd>Acme &lt;HR&gt; &lt;hr@acme.example&gt;</dd>')
    expect(list).toContain('<dt>Svar till</dt><dd>karin@acme.example</dd>')
    expect(list).toContain('Visa hela brevhuvudet')
    const found = await (await fetch(`${site.base}/outbox?q=KIM2`)).text()
    expect(found).toContain('kim2@acme.example')
    expect(found).not.toContain('kim1@acme.example')
    // What an earlier release has kept has no header.
    expect(found).not.toMatch(/<dt>Från|brevhuvudet/)
    const links = await (await fetch(`${site.base}/outbox?show=links&lang=en`)).text()
    expect(links).toContain('3 e-mails')
    const id = encodeURIComponent('<1.å&x@verifiera.example>')
    const letter = await fetch(`${site.base}/outbox/mail?id=${id}`)
    expect(letter.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups/)
    expect(letter.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(await letter.text()).toContain('<base target="_blank">')
    expect((await fetch(`${site.base}/outbox/mail?id=none`)).status).toBe(404)
  })
})

describe('the page', () => {
  it('is complete: all its scripts and styles are there, and none come from another server', async () => {
    const text = await (await fetch(`${site.base}/?say=${encodeURIComponent('</script><b>x')}`)).text()
    expect(text).not.toContain('</script><b>')
    const named = [...text.matchAll(/(?:src|href)="(\/local\/[^"]+)"/g)].map(([, path]) => path!)
    expect(named.length).toBeGreaterThan(3)
    for (const path of named) {
      const got = await fetch(site.base + path)
      expect(got.status).toBe(200)
      for (const [, other] of (await got.text()).matchAll(/from '\.\/([\w.]+)'/g)) {
        expect((await fetch(`${site.base}/local/${other}`)).status).toBe(200)
      }
    }
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    expect(await (await fetch(`${site.base}/exempel.csv`)).text()).toBe('Företag\r\n')
  })
})

describe('what the bot posts of its own accord', () => {
  it('waits for the identity that it was posted to, and a replacement for a message replaces it', async () => {
    const where = { chat: 'local', workspace: 'local', channel: 'admin', private: true } as const
    const first = await site.chat.post(where, { kind: 'notice', tone: 'info', title: 'Ett' })
    await site.chat.post(where, { kind: 'notice', tone: 'info', title: 'Två' })
    await site.chat.post(first, { kind: 'notice', tone: 'good', title: 'Ett, ändrat' })
    const read = async (query: string) =>
      ((await (await fetch(`${site.base}/chat/posts?${query}`)).json()) as { posts: { card: { title: string } }[] })
        .posts
    expect((await read('as=admin')).map((post) => post.card.title)).toEqual(['Två', 'Ett, ändrat'])
    expect(await read('as=admin&after=2')).toMatchObject([{ message: first.message, version: 3 }])
    expect(await read('as=owner')).toEqual([])
    expect((await fetch(`${site.base}/chat/posts?as=root`)).status).toBe(400)
  })
})
