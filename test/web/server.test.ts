import { afterEach, describe, expect, it } from 'vitest'
import { ask, form, type RawAnswer, sendRaw, startWeb, tokens } from './parts.ts'

let site: Awaited<ReturnType<typeof startWeb>>
afterEach(() => site.close())

/** No scripts, no frames, no referrer, nothing cached or sniffed, and https from the second visit on. */
function expectSecure(answer: RawAnswer): void {
  const policy = String(answer.headers['content-security-policy'])
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  )
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': expect.stringContaining('max-age='),
  })
}

describe('the server', () => {
  it('says whether it is alive and whether it is ready', async () => {
    let fails: 'no' | 'says' | 'throws' = 'no'
    const ready = async () => {
      if (fails === 'throws') throw new Error('connect ECONNREFUSED 10.0.0.1')
      return fails === 'no' ? ({ ok: true } as const) : ({ ok: false, reason: 'the database does not answer' } as const)
    }
    site = await startWeb({ health: { ready } })
    expect((await ask(site.port, 'GET', '/healthz')).status).toBe(200)
    expect((await ask(site.port, 'GET', '/readyz')).status).toBe(200)
    fails = 'says'
    const down = await ask(site.port, 'GET', '/readyz')
    expect([down.status, JSON.parse(down.body)]).toEqual([503, { ok: false, reason: 'the database does not answer' }])
    fails = 'throws'
    const thrown = await ask(site.port, 'GET', '/readyz')
    expect(thrown.status).toBe(503)
    expect(thrown.body).not.toContain('10.0.0.1')
    expect((await ask(site.port, 'GET', '/healthz')).status).toBe(200)
  })

  it('sends the same security headers with every response, including errors and the webhooks’ responses', async () => {
    const webhook = {
      path: '/slack/events',
      handle: async (_: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(401, { 'content-type': 'text/plain' }).end('no')
      },
    }
    site = await startWeb({ webhooks: [webhook] })
    const answers = await Promise.all([
      ...['/', '/healthz', '/readyz', '/nothing', '/v', '/v/x', ...Object.values(tokens).map((t) => `/v/${t}`)].flatMap(
        (path) => ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'].map((m) => ask(site.port, m, path)),
      ),
      ask(site.port, 'POST', '/slack/events', {}, '{}'),
      ask(site.port, 'POST', '/v', { 'sec-fetch-site': 'cross-site' }),
      ask(site.port, 'POST', '/v', {}, 'x'.repeat(100_000)),
      ask(site.port, 'GET', '/', { host: 'bad host"' }),
    ])
    for (const answer of answers) expectSecure(answer)
    const raw = await sendRaw(site.port, 'NONSENSE\r\n\r\n')
    expect(raw).toMatch(/^HTTP\/1\.1 400 /)
    expect(raw).toContain('X-Content-Type-Options: nosniff')
  })

  it.each([
    ['http://127.0.0.1:3000', undefined],
    ['https://verifiera.example', 'max-age=31536000'],
    ['https://verifiera.example:443/', 'max-age=31536000'],
    // A host that others share, by path or by port.
    ['https://intranet.example/verifiera', undefined],
    ['https://intranet.example:8443', undefined],
  ])('under %s promises https of its own host alone: %s', async (publicUrl, promise) => {
    site = await startWeb({ publicUrl })
    expect((await ask(site.port, 'GET', '/')).headers['strict-transport-security']).toBe(promise)
  })

  it('answers what is malformed with a clean 4xx', async () => {
    site = await startWeb()
    const statuses: Record<string, number> = {
      '/%': (await ask(site.port, 'GET', '/%')).status,
      '/v/%ff%fe': (await ask(site.port, 'GET', '/v/%ff%fe')).status,
      '/%E0%A4%A': (await ask(site.port, 'GET', '/%E0%A4%A')).status,
      '//evil.example/': (await ask(site.port, 'GET', '//evil.example/')).status,
      'PUT /v': (await ask(site.port, 'PUT', '/v')).status,
      'DELETE /healthz': (await ask(site.port, 'DELETE', '/healthz')).status,
      'GET /v/resend': (await ask(site.port, 'GET', '/v/resend')).status,
      'POST /v/token': (await ask(site.port, 'POST', `/v/${tokens.live}`)).status,
      'no form': (await ask(site.port, 'POST', '/v', { 'content-type': 'application/json' }, '{"token":"x"}')).status,
      'broken form': (await ask(site.port, 'POST', '/v', { 'content-type': 'multipart/form-data; boundary=x' }, '--y'))
        .status,
      'large form': (await ask(site.port, 'POST', '/v', form({}).headers, `token=${'x'.repeat(50_000)}`)).status,
      'odd host': (await ask(site.port, 'GET', '/', { host: 'a b' })).status,
    }
    expect(statuses).toEqual({
      '/%': 404,
      '/v/%ff%fe': 404,
      '/%E0%A4%A': 404,
      '//evil.example/': 404,
      'PUT /v': 405,
      'DELETE /healthz': 405,
      'GET /v/resend': 404,
      'POST /v/token': 405,
      'no form': 404,
      'broken form': 404,
      'large form': 413,
      'odd host': 400,
    })
    expect(await sendRaw(site.port, `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
    expect(await sendRaw(site.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
    expect(site.page.calls).toEqual([])
  })

  it('accepts a form that comes in chunks, and refuses a large one', async () => {
    site = await startWeb()
    const chunked = { ...form({}).headers, 'transfer-encoding': 'chunked' }
    expect((await ask(site.port, 'POST', '/v', chunked, `token=${tokens.live}`)).status).toBe(200)
    expect((await ask(site.port, 'POST', '/v', chunked, `token=${'x'.repeat(50_000)}`)).status).toBe(413)
  })

  it('puts no token or address into the log, and no host of the request into a page', async () => {
    site = await startWeb()
    const poison = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
    for (const token of Object.values(tokens)) {
      const shown = await ask(site.port, 'GET', `/v/${token}`, poison)
      const pressed = await ask(site.port, 'POST', '/v', { ...form({}).headers, ...poison }, `token=${token}`)
      expect(shown.body + pressed.body).not.toContain('evil.example')
    }
    await ask(site.port, 'GET', `/oops/v/${tokens.live}`)
    const broken = await ask(site.port, 'GET', `/v/${tokens.broken}`)
    expect(broken.status).toBe(500)
    const fault = site.log.lines.findLast((line) => line.includes('page failed'))
    expect(fault).toContain(/Ange gärna (\w+)/.exec(broken.body)?.[1])
    for (const token of Object.values(tokens)) expect(site.log.lines.join('\n')).not.toContain(token)
    expect(site.log.lines.join('\n')).not.toMatch(/kim|nordan|evil/)
    expect(site.log.lines.join('\n')).toContain('/v/…')
  })

  it('gives the webhooks their requests unread and by exact path, and survives their errors', async () => {
    const got: string[] = []
    const webhook = {
      path: '/api/messages',
      handle: async (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => {
        if (request.headers['x-fail']) throw new Error('secret inside')
        for await (const part of request) got.push(String(part))
        response.writeHead(200).end('ok')
      },
    }
    const seen: string[] = []
    site = await startWeb({ webhooks: [webhook], answered: (route, status) => void seen.push(`${route} ${status}`) })
    expect((await ask(site.port, 'POST', '/api/messages?x=1', {}, '{"å": 1}')).body).toBe('ok')
    expect(got.join('')).toBe('{"å": 1}')
    expect((await ask(site.port, 'POST', '/api/messages', { 'x-fail': '1' }, '{}')).status).toBe(500)
    expect((await ask(site.port, 'POST', '/api/messages/', {}, '{}')).status).toBe(404)
    expect(site.log.lines.join('\n')).not.toContain('secret inside')
    await site.close()
    expect(seen).toEqual(['/api/messages 200', '/api/messages 500', 'other 404'])
  })
})
