import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DirectoryPerson } from '../../src/directory/directory.ts'
import { createScim } from '../../src/directory/scim.ts'
import { type Asked, type ScimServer, startScim } from '../support/network/scim.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const anna: DirectoryPerson = {
  id: 7,
  companyNumber: '100',
  number: '00217',
  email: 'anna.berg@acme.example',
  givenName: 'Anna',
  familyName: 'Berg',
  language: 'sv',
}
const annasId = 'verifiera:100:00217'

let server: ScimServer
beforeEach(async () => {
  server = await startScim()
})
afterEach(() => server.stop())

const scim = (more = {}) => createScim({ url: server.url, token: server.token, now: Date.now, ...more })
const kept = () => [...server.users.values()]
const methods = () => server.asked.map(({ method }) => method)
const changes = () => server.asked.filter(({ method }) => method !== 'GET')

/** No refusal contains addresses, names or secrets. */
async function refusal(person = anna, more = {}) {
  const answer = await scim(more).connect(person)
  expect(answer).toMatchObject({ ok: false })
  expect(JSON.stringify(answer)).not.toMatch(/@|example|anna|token-of|127\.0/i)
  return answer as { error: string; retry: boolean }
}

describe('a connection', () => {
  it('is an active user with the address, the name, the language and the numbers', async () => {
    expect(await scim().connect(anna)).toMatchObject({ ok: true })
    expect(kept()).toEqual([
      expect.objectContaining({
        externalId: annasId,
        userName: 'anna.berg@acme.example',
        active: true,
        name: expect.objectContaining({ givenName: 'Anna', familyName: 'Berg' }),
        emails: [{ value: 'anna.berg@acme.example', type: 'work', primary: true }],
        preferredLanguage: 'sv',
        [enterprise]: { employeeNumber: '00217', organization: '100' },
      }),
    ])
  })

  it('is made once, however often it is asked for, and asks for nothing more', async () => {
    for (let times = 0; times < 3; times++) expect(await scim().connect(anna)).toMatchObject({ ok: true })
    expect(kept()).toHaveLength(1)
    expect(changes()).toHaveLength(1)
  })

  it('is made once by two who make it at the same moment', async () => {
    const both = await Promise.all([scim().connect(anna), scim().connect(anna)])
    expect(both).toMatchObject([{ ok: true }, { ok: true }])
    expect(kept()).toHaveLength(1)
  })

  it('is found again where the answer to its making got lost', async () => {
    server.instead = ({ method, body }, response) => {
      if (method !== 'POST') return false
      server.put(JSON.parse(body))
      response.destroy()
      server.instead = undefined
      return true
    }
    expect(await scim().connect(anna)).toMatchObject({ ok: true })
    expect(kept()).toHaveLength(1)
  })

  it('follows a change of address and name, and keeps the private address', async () => {
    await scim().connect(anna)
    const [user] = kept()
    server.users.set(user!.id, {
      ...user!,
      emails: [...(user!.emails as object[]), { value: 'anna@home.example', type: 'home' }],
    })
    const moved = { ...anna, email: 'anna.ek@acme.example', familyName: 'Ek', language: null }
    expect(await scim().connect(moved)).toMatchObject({ ok: true })
    const addresses = (kept()[0]!.emails as { value: string }[]).map(({ value }) => value)
    expect(addresses).toEqual(['anna.ek@acme.example', 'anna@home.example'])
    expect(kept()).toEqual([
      expect.objectContaining({
        id: user!.id,
        externalId: annasId,
        userName: 'anna.ek@acme.example',
        name: expect.objectContaining({ givenName: 'Anna', familyName: 'Ek' }),
        preferredLanguage: 'sv',
      }),
    ])
  })

  it('holds names and numbers with any signs', async () => {
    const odd = { ...anna, number: '0"2\\1:7 å', companyNumber: 'A/B', email: '"an\\"na or 1 eq 1"@acme.example' }
    server.put({ userName: 'bo@acme.example' })
    expect(await scim().connect(odd)).toMatchObject({ ok: true })
    expect(await scim().connect(odd)).toMatchObject({ ok: true })
    expect(kept().map(({ userName }) => userName)).toEqual(['bo@acme.example', odd.email])
    expect(server.asked.map(({ path }) => path)).toContain(
      String.raw`/scim/v2/Users?filter=userName eq "\"an\\\"na or 1 eq 1\"@acme.example"`,
    )
    expect(await scim().disconnect(odd)).toMatchObject({ ok: true })
    expect(kept().map(({ active }) => active)).toEqual([undefined, false])
  })

  it('is removed by making the user inactive, and made again', async () => {
    expect(await scim().disconnect(anna)).toMatchObject({ ok: true })
    expect(changes()).toEqual([])
    await scim().connect(anna)
    expect(await scim().disconnect(anna)).toMatchObject({ ok: true })
    expect(await scim().disconnect(anna)).toMatchObject({ ok: true })
    expect(kept().map(({ active }) => active)).toEqual([false])
    expect(changes()).toHaveLength(2)
    await scim().connect(anna)
    expect(kept().map(({ active }) => active)).toEqual([true])
  })
})

describe('a user that was there before', () => {
  const numbers = { employeeNumber: '00217', organization: '100' }

  it.each([
    ['the address as user name', { userName: 'Anna.Berg@acme.example', active: false }],
    ['the two numbers', { userName: 'anna', [enterprise]: numbers }],
    ['both', { userName: 'anna.berg@acme.example', [enterprise]: numbers }],
  ])('is taken over by %s', async (_, user) => {
    server.put({ userName: 'somebody@acme.example', [enterprise]: { employeeNumber: '00217', organization: '200' } })
    server.put(user)
    expect(await scim().connect(anna)).toMatchObject({ ok: true })
    expect(methods()).not.toContain('POST')
    expect(kept()).toEqual([
      expect.objectContaining({ userName: 'somebody@acme.example' }),
      expect.objectContaining({
        externalId: annasId,
        userName: 'anna.berg@acme.example',
        active: true,
        [enterprise]: numbers,
      }),
    ])
  })

  it.each([
    ['belongs to another system', [{ userName: 'anna.berg@acme.example', externalId: 'hr-17' }]],
    ['belongs to another record', [{ userName: 'anna.berg@acme.example', externalId: 'verifiera:100:00218' }]],
    ['differs in case only', [{ userName: 'anna.berg@acme.example', externalId: annasId.toUpperCase() }]],
    ['has another number', [{ userName: 'anna.berg@acme.example', [enterprise]: { employeeNumber: '1' } }]],
    ['is not the only one', [{ userName: 'anna.berg@acme.example' }, { userName: 'anna', [enterprise]: numbers }]],
    ['is not the only one of ours', ['one', 'two'].map((userName) => ({ userName, externalId: annasId }))],
  ])('is left alone where it %s', async (_, users) => {
    for (const user of users) server.put(user)
    const before = structuredClone(kept())
    expect(await refusal()).toMatchObject({ retry: false })
    expect(kept()).toEqual(before)
    expect(changes()).toEqual([])
  })

  it('is not disconnected where several carry our id', async () => {
    for (const userName of ['one', 'two']) server.put({ userName, externalId: annasId, active: true })
    expect(await scim().disconnect(anna)).toMatchObject({ ok: false, retry: false })
    expect(kept().map(({ active }) => active)).toEqual([true, true])
  })

  it('keeps its address from being given to somebody else', async () => {
    await scim().connect(anna)
    server.put({ userName: 'bo@acme.example', externalId: 'hr-18' })
    const [before] = structuredClone(kept())
    server.instead = answering(200, { totalResults: 0 }, ({ path }) => path.includes('userName eq'))
    expect(await refusal({ ...anna, email: 'bo@acme.example' })).toMatchObject({ retry: false })
    expect(kept()[0]).toEqual(before)
    // The user exists but is not shown, so it cannot be created either.
    expect(await refusal({ ...anna, number: '00218', email: 'bo@acme.example' })).toMatchObject({ retry: false })
    expect(methods().filter((method) => method === 'POST')).toHaveLength(2)
  })
})

describe('a server that', () => {
  const statuses: [status: number, retry: boolean][] = [
    [400, false],
    [401, true],
    [403, true],
    [404, false],
    [409, false],
    [429, true],
    [500, true],
    [503, true],
  ]
  const detail = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail: 'anna.berg@acme.example' }

  it.each(statuses)('answers %d is told of as such, for another try: %s', async (status, retry) => {
    server.instead = answering(status, detail)
    const { error, ...rest } = await refusal()
    expect(rest).toMatchObject({ retry })
    expect(error).toContain(`(${status})`)
    expect(new Set(methods())).toEqual(new Set(['GET']))
  })

  it.each(statuses.filter(([status]) => status !== 404))('answers %d to a change', async (status, retry) => {
    server.put({ userName: 'anna.berg@acme.example' })
    server.instead = answering(status, detail, isPatch)
    expect(await refusal()).toMatchObject({ retry })
  })

  it('has lost the user meanwhile is asked again later; for a removal nothing is left to do', async () => {
    server.put({ userName: 'anna', externalId: annasId, active: true })
    server.instead = answering(404, detail, isPatch)
    expect(await refusal()).toMatchObject({ retry: true })
    expect(await scim().disconnect(anna)).toMatchObject({ ok: true })
  })

  it('refuses the token says so', async () => {
    expect(await refusal(anna, { token: 'another' })).toEqual({
      ok: false,
      reason: 'token',
      error: 'The identity provider refuses the token (401)',
      retry: true,
    })
  })

  it.each(['never answers', 'never ends its answer'])('%s is given up', async (how) => {
    server.instead = (_, response) => {
      if (how === 'never ends its answer') response.writeHead(200).write('{"totalResults"')
      return true
    }
    const { error, retry } = await refusal(anna, { timeout: 100 })
    expect([error, retry]).toEqual(['The identity provider did not answer in time', true])
  })

  it('is not there is tried again', async () => {
    const { error, retry } = await refusal(anna, { url: 'http://127.0.0.1:1/scim' })
    expect([error, retry]).toEqual([expect.stringMatching(/was not reached/), true])
  })

  it.each([301, 302, 303, 307, 308])('redirects with %d is not followed, and the token stays', async (status) => {
    const seen: unknown[] = []
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization)
      response.end('{"totalResults":0}')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    server.instead = (_, response) => {
      response.writeHead(status, { location }).end()
      return true
    }
    expect(await refusal()).toMatchObject({ retry: false })
    expect([seen, methods()]).toEqual([[], ['GET']])
    other.closeAllConnections()
    await new Promise((resolve) => other.close(resolve))
  })

  it('answers without end is read to the limit', async () => {
    server.instead = (_, response) => {
      response.writeHead(200)
      const flood = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      }
      response.on('drain', flood)
      flood()
      return true
    }
    expect(await refusal()).toMatchObject({ retry: false, error: expect.stringContaining('too long') })
  })

  it.each(['', '{', '<html>', 'null', '[]', '"x"', '{}', '{"totalResults":1}', '{"Resources":"x"}'])(
    'answers %j is not understood, and nothing is changed',
    async (text) => {
      server.instead = answering(200, text)
      expect(await refusal()).toMatchObject({ retry: true })
      expect(methods()).toEqual(['GET'])
    },
  )

  it('ignores the filter does not have somebody else changed', async () => {
    server.ignoresFilter = true
    server.put({ userName: 'bo@acme.example', active: true })
    await scim().connect(anna)
    expect(await scim().connect(anna)).toMatchObject({ ok: true })
    expect(kept().map(({ userName }) => userName)).toEqual(['bo@acme.example', 'anna.berg@acme.example'])
    expect(await scim().disconnect({ ...anna, number: '1' })).toMatchObject({ ok: true })
    expect(await scim().disconnect(anna)).toMatchObject({ ok: true })
    expect(kept().map(({ active }) => active)).toEqual([true, false])
  })

  it('shows only some of its users is not believed', async () => {
    server.rewrite = (text) => text.replace(/"totalResults":\d+/, '"totalResults":30')
    server.put({ userName: 'anna', externalId: annasId })
    expect(await refusal()).toMatchObject({ retry: false })
    expect(changes()).toEqual([])
  })

  it('does not know the employment number does without', async () => {
    server.instead = answering(400, detail, ({ path }) => path.includes('employeeNumber eq'))
    expect(await scim().connect(anna)).toMatchObject({ ok: true })
    expect(kept()).toHaveLength(1)
  })

  it.each<[string, (name: string) => string]>([
    ['small', (name) => name.toLowerCase()],
    ['capital', (name) => name.toUpperCase()],
  ])('writes its names in %s letters is understood', async (_, write) => {
    await scim().connect(anna)
    server.rewrite = (text) =>
      text.replace(/"([\w:.]+)":/g, (_, name) => `"${write(name)}":`).replace(/:true/g, ':"True"')
    expect(await scim().connect(anna)).toMatchObject({ ok: true })
    expect(changes()).toHaveLength(1)
    expect(await scim().disconnect(anna)).toMatchObject({ ok: true })
    expect(kept()).toEqual([expect.objectContaining({ active: false })])
  })

  it.each(['..', '.', ''])('calls a user %j leads nowhere else', async (id) => {
    server.instead = answering(200, { totalResults: 1, Resources: [{ id, externalId: annasId, userName: 'x' }] })
    expect(await refusal()).toMatchObject({ reason: 'unreadable' })
    expect(methods()).toEqual(['GET'])
  })
})

const isPatch = ({ method }: Asked) => method === 'PATCH'

/**
 * Answers in place of the server: all requests, or those for which `when` is true. Content is JSON unless it is text.
 */
function answering(status: number, content: object | string, when: (asked: Asked) => boolean = () => true) {
  return (asked: Asked, response: ServerResponse): boolean => {
    if (!when(asked)) return false
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    response.writeHead(status, { 'content-type': 'application/scim+json' }).end(text)
    return true
  }
}
