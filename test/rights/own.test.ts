import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Who } from '#bot'
import { rows } from '../../src/db/open.ts'
import { codeFrom } from '../../src/verification/access/link-codes.ts'
import { cast, type Installation, inSlack, inTeams, operator, startInstallation } from './installation.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let installation: Installation
const hour = 3_600_000
beforeAll(async () => {
  installation = await startInstallation({ idle: true })
  await rows(installation.database.db, sql`update people set verified_at = now() where number = 'A3'`)
  await rows(installation.database.db, sql`update people set active = false where number = 'A4'`)
  await rows(
    installation.database.db,
    sql`update people set email = 'anna5@acme.example', email_key = 'anna5@acme.example' where number = 'A6'`,
  )
})
afterAll(() => installation.stop())

const letters = () => installation.count(`sends where kind = 'self'`)
const codeOf = async (who: Who): Promise<string> => {
  const [kept] = await rows<{ key_id: string; nonce: string }>(
    installation.database.db,
    sql`select key_id, encode(nonce, 'hex') as nonce from tie_codes t join identities i on i.id = t.identity_id where i."user" = ${who.user}`,
  )
  return codeFrom(installation.app.service.keys, { keyId: kept!.key_id, nonce: Buffer.from(kept!.nonce, 'hex') })
}

describe('asking for one’s own link', () => {
  const everybody: Record<string, Who> = {
    known: inSlack('U0K1', 'anna2@acme.example', 'Anna'),
    unknown: inSlack('U0K2', 'unknown@acme.example', 'Ulla'),
    'without an address': inTeams('dddddddd-0000-4000-8000-000000000001'),
    verified: inSlack('U0K3', 'anna3@acme.example', 'Vera'),
    inactive: inSlack('U0K4', 'anna4@acme.example', 'Inga'),
    'whose address two share': inSlack('U0K5', 'anna5@acme.example', 'Delia'),
    protected: inSlack('U0K6', 'hemlig1@gomd.example', 'Hemlig'),
  }

  it('is answered with the same bytes and after the same time, whoever asks', async () => {
    const answers: string[] = []
    const times: number[] = []
    for (const who of Object.values(everybody)) {
      const start = performance.now()
      answers.push(JSON.stringify(await installation.answer(who, 'skicka länk')))
      times.push(performance.now() - start)
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).not.toMatch(/@/)
    // Every answer takes at least the time that covers all cases.
    expect(Math.min(...times)).toBeGreaterThan(295)
    expect(await letters()).toBe(2)
    const to = await rows<{ email_key: string }>(
      installation.database.db,
      sql`select email_key from deliveries order by 1`,
    )
    expect(to.map((t) => t.email_key)).toEqual(['anna2@acme.example', 'hemlig1@gomd.example'])
  })

  it('takes no address and no name', async () => {
    for (const words of ['bo1@betabolaget.example', 'A1', 'Anna Acmesson1', 'epost=annan@acme.example']) {
      const card = await installation.card(everybody.known!, `skicka länk ${words}`)
      expect(card.data!.refused).toMatch(/unexpected_word|key_not_here|unknown_key/)
    }
    expect(await letters()).toBe(2)
  })

  it('mails three an hour and six a day, and says the same all the while', async () => {
    const who = inSlack('U0K7', 'anna7@acme.example')
    const free = () =>
      rows(
        installation.database.db,
        sql`update sends set state = 'done', finished_at = now(), final = '{}' where kind = 'self'`,
      )
    const before = await letters()
    const ask = async (times: number, as = who) => {
      const said = new Set<string>()
      for (let i = 0; i < times; i++) {
        said.add(JSON.stringify(await installation.answer(as, 'skicka länk')))
        await rows(
          installation.database.db,
          sql`update deliveries set state = 'sent', done_at = now() where state = 'queued'`,
        )
        await free()
      }
      expect(said.size).toBe(1)
      return (await letters()) - before
    }
    expect(await ask(5)).toBe(3)
    installation.clock.forward(hour + 1000)
    expect(await ask(4)).toBe(6)
    installation.clock.forward(hour + 1000)
    expect(await ask(2)).toBe(6)
    // The limit also holds for the person, so another chat user of the same person gets no more letters.
    expect(await ask(2, inTeams('dddddddd-0000-4000-8000-000000000007', 'anna7@acme.example'))).toBe(6)
    installation.clock.forward(24 * hour)
    expect(await ask(2)).toBe(8)
  })

  it('keeps to its limit when all presses come at once', async () => {
    const who = inSlack('U0K8', 'anna8@acme.example')
    await Promise.all(Array.from({ length: 20 }, () => installation.card(who, 'skicka länk')))
    expect(
      await installation.count(
        `limit_hits where key like 'self.chat%' and key = 'self.chat:' || (select id from identities where "user" = 'U0K8')`,
      ),
    ).toBe(3)
  })
})

describe('koppla', () => {
  it('shows one’s status only once the mailed code is typed, never for an address alone', async () => {
    const who = inSlack('U0T1', 'anna9@acme.example', 'Anna')
    expect((await installation.card(who, 'status')).data?.person).toBeUndefined()
    await installation.card(who, 'koppla')
    expect((await installation.card(who, `koppla ${await codeOf(who)}`)).data).toEqual({ linked: true })
    expect((await installation.card(who, 'status')).data).toMatchObject({ person: { number: 'A9' } })
    expect((await installation.card({ ...who, standing: 'guest' }, 'status')).data!.refused).toBe('not_allowed')
  })

  it('lets three wrong codes end the right one, also when they come at once', async () => {
    const who = inSlack('U0T2', 'anna2@acme.example', 'Anna')
    await installation.card(who, 'koppla')
    const code = await codeOf(who)
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    const cards = await Promise.all(Array.from({ length: 30 }, () => installation.card(who, `koppla ${wrong}`)))
    expect(cards.filter((c) => c.data!.refused === 'wrong_code').length).toBe(3)
    expect(cards.filter((c) => c.data!.refused === 'no_code').length).toBe(27)
    expect((await installation.card(who, `koppla ${code}`)).data!.refused).toBe('no_code')
    await installation.card(who, 'koppla')
    expect((await installation.card(who, `koppla ${await codeOf(who)}`)).data).toEqual({ linked: true })
  })

  it('takes a code from nobody else, not after a quarter of an hour, and not once the address is another', async () => {
    const who = inSlack('U0T3', 'anna8@acme.example')
    const other = inSlack('U0T4', 'anna8@acme.example')
    await installation.card(who, 'koppla')
    const code = await codeOf(who)
    await installation.card(other, 'koppla')
    if ((await codeOf(other)) !== code)
      expect((await installation.card(other, `koppla ${code}`)).data!.refused).toBe('wrong_code')
    installation.clock.forward(15 * 60_000)
    expect((await installation.card(who, `koppla ${code}`)).data!.refused).toBe('no_code')
    await installation.card(who, 'koppla')
    const fresh = await codeOf(who)
    await rows(
      installation.database.db,
      sql`update deliveries set state = 'sent', done_at = now() where state = 'queued'`,
    )
    expect((await installation.card(cast.admin, 'verifiera A8 epost=ny8@acme.example')).tone).toBe('good')
    expect((await installation.card(who, `koppla ${fresh}`)).data!.refused).toBe('no_code')
  })

  it('keeps of a code what gives none away: a million tries on the stored hash find nothing', async () => {
    await installation.card(inSlack('U0T6', 'anna1@acme.example'), 'koppla')
    const [kept] = await rows<{ hash: string; identity: number }>(
      installation.database.db,
      sql`select encode(code_hash, 'hex') as hash, identity_id as identity from tie_codes limit 1`,
    )
    for (let code = 0; code < 1_000_000; code++) {
      const typed = String(code).padStart(6, '0')
      const guess = createHash('sha256').update(`tie:v1:${kept!.identity}:${typed}`).digest('hex')
      if (guess === kept!.hash) throw new Error('The code is found without the key')
    }
  })

  it('of somebody whom no record fits is answered by an admin, within the admin’s companies', async () => {
    await rows(
      installation.database.db,
      sql`update people set given_name = 'Nisse', family_name = 'Namnsdag' where number in ('A1', 'B1', 'S2')`,
    )
    installation.posts.length = 0
    const who = inSlack('U0T5', 'privat@hemma.example', 'Nisse Namnsdag')
    const request = (await installation.card(who, 'koppla')).data!.request
    expect((await installation.card(who, 'koppla')).data!.request).toBe(request)
    const told = (user: string) =>
      installation.posts
        .filter(({ where }) => where.channel === `D-${user}`)
        .map(({ card }) => JSON.stringify(card))
        .join()
    await vi.waitFor(() => expect(told('U0BETA')).not.toBe(''))
    expect(told('U0ACME')).toContain(`koppla godkänn ${request} A1 företag=100`)
    expect(told('U0ACME')).not.toMatch(/B1|S2|Betabolaget/)
    expect(told('U0BETA')).toContain(`koppla godkänn ${request} B1 företag=9207`)
    expect(told('U0BETA')).not.toMatch(/A1|S2|Acme AB/)
    expect(told('U0ADMIN')).not.toContain('S2')
    expect(told('U0T5')).toBe('')
    for (const [person, refused] of [
      ['B1', 'unknown_person'],
      ['S1', 'unknown_person'],
    ] as const)
      expect((await installation.card(cast.acme, `koppla godkänn ${request} ${person}`)).data!.refused).toBe(refused)
    await installation.card(cast.owner, 'roll ge <@U0T5> admin')
    expect((await installation.card(who, `koppla godkänn ${request} A1`)).data!.refused).toBe('own_request')
    expect((await installation.card(who, `koppla avvisa ${request}`)).data!.refused).toBe('own_request')
    await installation.card(cast.owner, 'roll ta bort <@U0T5>')
    const both = await Promise.all([
      installation.card(cast.acme, `koppla godkänn ${request} A1`),
      installation.card(cast.beta, `koppla avvisa ${request}`),
    ])
    expect(both.filter((card) => card.data!.refused === 'unknown_request').length).toBe(1)
    expect((await installation.card(operator, `koppla avvisa ${request}`)).data!.refused).toBe('unknown_request')
  })
})
