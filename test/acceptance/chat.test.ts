import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testStorage } from '../support/database/database.ts'
import { type Server, startServer } from '../support/process/program.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** What people can say through `POST /chat`, and where the buttons lead. */
let storage: Awaited<ReturnType<typeof testStorage>>
let server: Server
beforeAll(async () => {
  storage = await testStorage()
  server = await startServer({ ...storage.settings })
})
afterAll(async () => {
  await server?.end('SIGKILL')
  await storage.drop()
})

const get = (path: string, init?: RequestInit) => fetch(server.base + path, init)

describe('POST /chat', () => {
  const post = (body: unknown) =>
    get('/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('answers 200 with a card, also when the bot refuses, and 4xx only to another form', async () => {
    const refused = await post({ as: 'admin', say: 'gör något roligt' })
    expect(refused.status).toBe(200)
    expect(((await refused.json()) as { card: { data: object } }).card.data).toMatchObject({
      refused: 'unknown_command',
    })
    for (const body of ['', '{', '[]', { as: 'admin' }, { as: 'root', say: 'hjälp' }, { as: 'admin', say: 1 }]) {
      const { status } = await post(body)
      expect([status >= 400 && status < 500, status]).toEqual([true, status])
    }
    expect((await post({ as: 'employee:kim@acme.example', say: 'hjälp' })).status).toBe(200)
    expect((await post({ as: 'owner', say: 'hjälp' })).status).toBe(200)
  })

  it('gives admins every company, owners more, and employees their own only', async () => {
    const all = (await server.say('admin', 'status')).rows!.body.length
    expect(all).toBe(3)
    expect((await server.say('admin', 'domän lista')).data).toMatchObject({ refused: 'not_allowed' })
    for (const line of ['verifiera konton', 'lista', 'exportera', 'status anna', 'importera', 'utskick', 'historik']) {
      const { data } = await server.say('employee:kim@acme.example', line)
      expect([line, data?.person ?? null, data?.refused === undefined && line !== 'status anna']).toEqual([
        line,
        null,
        false,
      ])
    }
  })

  it('answers whatever is said, and goes on', async () => {
    const odd = [
      '',
      '   ',
      '🎉🎉',
      'x'.repeat(100_000),
      'verifiera konton '.repeat(6_000),
      "'; drop table people; --",
      `status "'; delete from people; --"`,
      'lista företag="<script>alert(1)</script>"',
      'status <b>anna</b>',
      '\u0000\u0007\ud800',
      'verifiera\u00a0konton\u200b företag=Acme\nenhet=Ekonomi',
      '=1+1',
      'lista sida=999999999999',
      'bekräfta',
      'bekräfta ????',
      'utskick 0O1I',
    ]
    for (const line of odd) {
      const card = await server.say('admin', line)
      expect([line.slice(0, 40), typeof card.title, card.data?.refused === 'failed']).toEqual([
        line.slice(0, 40),
        'string',
        false,
      ])
      expect(JSON.stringify(card).length).toBeLessThan(60_000)
    }
    expect((await server.say('admin', 'status')).data!.total).toBeGreaterThan(150)
  })

  it('names what was not understood and the nearest thing that this person may do, in both languages', async () => {
    for (const [say, nearest] of [
      ['verifera konton', 'verifiera konton'],
      ['verify acounts', 'verify accounts'],
      ['lista statsu=utgången', 'status'],
      ['lista status=utgågen', 'utgången'],
      ['lista företag="Acme Byg AB"', 'Acme Bygg AB'],
    ] as const) {
      const card = await server.say('admin', say)
      expect([say, typeof card.data?.refused]).toEqual([say, 'string'])
      expect(JSON.stringify(card)).toContain(nearest)
    }
    await server.say('owner', 'språk en')
    expect((await server.say('owner', 'whatever this is')).title).toMatch(/[a-z]/)
    expect((await server.say('owner', 'help')).title).not.toBe((await server.say('admin', 'hjälp')).title)
    await server.say('owner', 'språk sv')
  })
})

describe('a button', () => {
  /** Commands that are left out, because they cannot be undone or need a file. */
  const final = /^(bekräfta|stoppa|radera|koppla från|importera|skicka länk|koppla)\b/

  it('says a line that is understood, wherever it leads, in both languages', async () => {
    const begin =
      'status,verifiera konton,lista,hjälp,utskick,historik,domän lista,roll,lista epost=saknas,status an'.split(',')
    const waiting = [...begin, 'status företag=Acme', 'lista företag="Acme Byg AB"', 'exportera', 'hjälp filter']
    const pressed = new Set<string>()
    for (let line = waiting.shift(); line !== undefined && pressed.size < 120; line = waiting.shift()) {
      if (pressed.has(line) || final.test(line)) continue
      pressed.add(line)
      if (pressed.size === 70) await server.say('owner', 'språk en')
      const card = await server.say('owner', line)
      const refused = card.data?.refused
      expect([line, ['failed', 'unknown_command', 'unknown_key'].includes(String(refused))]).toEqual([line, false])
      for (const button of card.buttons ?? []) if (button.say) waiting.push(button.say)
      if (line.startsWith('hjälp'))
        waiting.push(...(card.rows?.body.map(([name]) => `hjälp ${name!.split(/ [[<+]/)[0]}`) ?? []))
    }
    await server.say('owner', 'språk sv')
    expect(pressed.size).toBeGreaterThan(60)
  })
})
