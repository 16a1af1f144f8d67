import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judge, type Refused } from '../../src/mail/judgement.ts'
import type { Letter } from '../../src/mail/mailer.ts'
import { createTokens } from '../../src/mail/oauth.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { type Sink, startSink } from '../support/mail/sink.ts'
import { startTokenEndpoint, type TokenEndpoint } from '../support/mail/token-endpoint.ts'

const user = 'hr@acme.example'
const client = { id: 'app-1', secret: 's3cret~' }
const settings = () => ({
  tokenUrl: endpoint.url,
  clientId: client.id,
  clientSecret: client.secret,
  scope: 'mail/.default',
})
const letter: Letter = {
  to: 'anna@acme.example',
  raw: Buffer.from('Message-ID: <1@acme.example>\r\nSubject: x\r\n\r\nx\r\n'),
  parts: { subject: 'x', text: '', html: '', messageId: '<1@acme.example>', date: new Date() },
}

let endpoint: TokenEndpoint
let sink: Sink
beforeEach(async () => {
  endpoint = await startTokenEndpoint(client)
  sink = await startSink({ bearer: { user, tokens: endpoint.given } })
})
afterEach(async () => {
  await sink.close()
  await endpoint.close()
})

/** Sends one letter over a new connection. */
async function send(tokens = createTokens(settings()), url = sink.url.replace('://', '://hr%40acme.example@')) {
  const mailer = createSmtp(url, 'no-reply@acme.example', { tokens, socketTimeout: 5000 })
  const outcome = await mailer.open().send(letter, async () => true)
  await mailer.close()
  return outcome
}
const faultOf = async (...of: Parameters<typeof send>) => judge((await send(...of)) as Refused).fault

describe('a login by OAuth 2.0', () => {
  it('sends, with one token for all connections', async () => {
    const tokens = createTokens(settings())
    expect(await Promise.all([send(tokens), send(tokens), send(tokens)])).toMatchObject([
      { kind: 'accepted' },
      { kind: 'accepted' },
      { kind: 'accepted' },
    ])
    expect(endpoint.given).toEqual(['token-1'])
    expect(Object.fromEntries(endpoint.asked[0]!)).toEqual({
      grant_type: 'client_credentials',
      client_id: client.id,
      client_secret: client.secret,
      scope: 'mail/.default',
    })
  })

  it('is what `check` tries, too', async () => {
    const check = (url: string) =>
      createSmtp(url, 'no-reply@acme.example', { tokens: createTokens(settings()) }).check?.()
    expect(await check(sink.url.replace('://', '://hr%40acme.example@'))).toEqual({ kind: 'fine' })
    expect(await check(sink.url.replace('://', '://other@'))).toMatchObject({
      stage: 'auth',
      text: expect.stringContaining('535'),
    })
    endpoint.refuse(401, { error: 'invalid_client', error_description: 'The secret has ended.' })
    const refused = await check(sink.url.replace('://', '://hr%40acme.example@'))
    expect(refused).toMatchObject({ text: expect.stringContaining('The secret has ended.') })
    expect(JSON.stringify(refused)).not.toContain(client.secret)
  })

  it('uses the refresh token where there is one', async () => {
    await endpoint.close()
    endpoint = await startTokenEndpoint({ ...client, refreshToken: 'r-1' })
    await sink.close()
    sink = await startSink({ bearer: { user, tokens: endpoint.given } })
    expect(await send(createTokens({ ...settings(), refreshToken: 'r-1' }))).toMatchObject({ kind: 'accepted' })
  })

  it('renews the token ahead of time, and lives on the old one while that fails', async () => {
    let now = 0
    const tokens = createTokens(settings(), () => now)
    expect(await tokens.get()).toBe('token-1')
    now = 50 * 60_000
    expect(await tokens.get()).toBe('token-1')
    now = 56 * 60_000
    expect(await tokens.get()).toBe('token-2')
    now += 57 * 60_000
    endpoint.refuse(503)
    expect(await tokens.get()).toBe('token-2')
    now += 10 * 60_000
    await expect(tokens.get()).rejects.toThrow(/^454 /)
  })

  it('renews a token that the server refuses, once', async () => {
    const tokens = createTokens(settings())
    await tokens.get()
    endpoint.given[0] = 'revoked'
    expect(await send(tokens)).toMatchObject({ kind: 'accepted' })
    expect(endpoint.asked).toHaveLength(2)
    endpoint.given.length = 0
    expect(
      await send(createTokens({ ...settings(), tokenUrl: endpoint.url }), sink.url.replace('://', '://other@')),
    ).toMatchObject({
      kind: 'refused',
      stage: 'auth',
      code: 535,
    })
    expect(endpoint.asked).toHaveLength(4)
  })

  it('is our fault when the endpoint refuses us, and nobody’s when it is away', async () => {
    endpoint.refuse(401, {
      error: 'invalid_client',
      error_description: 'AADSTS7000222: The secret has ended.\r\nTrace',
    })
    expect(await faultOf()).toBe('login')
    expect((await send()) as Refused).toMatchObject({
      text: expect.stringContaining('AADSTS7000222: The secret has ended.'),
    })
    expect(JSON.stringify(await send())).not.toContain(client.secret)
    endpoint.refuse(503)
    expect(await faultOf()).toBe('server')
    expect(await faultOf(createTokens({ ...settings(), tokenUrl: 'http://127.0.0.1:9/' }))).toBe('server')
  })
})

it('greets with the name that it is given', async () => {
  const heard: string[] = []
  const { createServer } = await import('node:net')
  const server = createServer((socket) => {
    socket.write('220 hello\r\n')
    socket.on('data', (line) => {
      heard.push(String(line).trim())
      socket.end('421 enough\r\n')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const mailer = createSmtp(`smtp://127.0.0.1:${port}`, user, { name: 'verifiera.acme.example' })
  await mailer.open().send(letter, async () => true)
  await mailer.close()
  server.close()
  expect(heard[0]).toBe('EHLO verifiera.acme.example')
})
