import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, rows } from '../../../src/db/open.ts'
import { verifyByToken, verifyTogether } from '../../../src/verification/addresses/verify.ts'
import { checkChain } from '../../../src/verification/audit-chain.ts'
import { issueLinks } from '../../../src/verification/links/links.ts'
import { makeToken, rebuildToken } from '../../../src/verification/links/tokens.ts'
import { embeddedDatabase, testDatabase } from '../../support/database/database.ts'
import { testService } from '../../support/service.ts'

interface Pressed {
  id: number
  token: string
  reference: string
}

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe.each([
  ['PostgreSQL', () => testDatabase({ max: 8 })],
  ['the embedded one', () => embeddedDatabase()],
])('the presses of one moment on %s', (kind, make) => {
  let database: Database & { drop(): Promise<void> }
  let service: ReturnType<typeof testService>
  beforeAll(async () => {
    database = await make()
    service = testService(database)
    await database.db.execute(sql`insert into companies (number, name, created_at) values ('100', 'Acme AB', now())`)
  })
  afterAll(() => database.drop())

  let made = 0
  async function linked(count: number): Promise<Pressed[]> {
    const people = await rows<{ id: number; email: string }>(
      database.db,
      sql`insert into people (company_id, number, email, email_key, created_at, updated_at)
        select c.id, n::text, 'p' || n || '@acme.example', 'p' || n || '@acme.example', now(), now()
        from companies c, generate_series(${made + 1}::int, ${made + count}::int) n returning id, email`,
    )
    made += count
    const to = people.map(({ id, email }) => ({ personId: id, emailKey: email }))
    const links = await database.db.transaction((tx) => issueLinks(tx, service, to))
    return people.map(({ id }) => ({ id, token: rebuildToken(service.keys, links.get(id)!), reference: `ref-${id}` }))
  }

  /** What the tables and the audit say of a person. */
  async function known(id: number) {
    const [person] = await rows<Record<string, unknown>>(
      database.db,
      sql`select verified_at is not null as verified, connected_by, connect_next_at is not null as due,
        (select count(*)::int from links where person_id = p.id and used_at is null and revoked_at is null) as live
        from people p where id = ${id}`,
    )
    const audited = await rows<{ action: string; reference: string }>(
      database.db,
      sql`select action, details ->> 'reference' as reference from audit where person_id = ${id} order by id`,
    )
    return { ...person, audited: audited.map(({ action, reference }) => `${action} ${reference}`) }
  }

  const used = { state: 'used', first: true }

  it('verify everybody, each under the reference of the own request, and make the connections due', async () => {
    const presses = await linked(12)
    expect(await verifyTogether(service, presses)).toEqual(presses.map(() => expect.objectContaining(used)))
    for (const { id, reference } of presses)
      expect(await known(id)).toEqual({
        ...{ verified: true, connected_by: null, due: true, live: 0 },
        audited: [`person.verified ${reference}`],
      })
    expect(await checkChain(database.db, service.keys)).toMatchObject({ brokenAt: null, unsigned: 0 })
  })

  it('connect where no provider is outside, except whoever is being removed there', async () => {
    const [free, removed] = (await linked(2)) as [Pressed, Pressed]
    await database.db.execute(
      sql`insert into disconnects (person_id, company_number, number, requested_at, next_at)
        select id, '100', number, now(), now() from people where id = ${removed.id}`,
    )
    await verifyTogether(service, [free, removed], { connects: true })
    expect(await known(free.id)).toEqual({
      ...{ verified: true, connected_by: 'link', due: false, live: 0 },
      audited: [`person.verified ${free.reference}`, `person.connected ${free.reference}`],
    })
    expect(await known(removed.id)).toEqual({
      ...{ verified: true, connected_by: null, due: true, live: 0 },
      audited: [`person.verified ${removed.reference}`],
    })
  })

  it('use one of two links of a person and none twice; what is not live is left to be looked at singly', async () => {
    const [one, twice] = (await linked(2)) as [Pressed, Pressed]
    const second = makeToken(service)
    await database.db.execute(
      sql`insert into links (person_id, email_key, key_id, nonce, token_hash, created_at, expires_at)
        select id, email_key, ${second.keyId}, ${Buffer.from(second.nonce)}, ${Buffer.from(second.hash)}, now(),
          ${new Date(service.now.getTime() + 1e9).toISOString()}::timestamptz from people where id = ${one.id}`,
    )
    const presses = [one, { token: second.token }, twice, twice, { token: 'x'.repeat(43) }, { token: '"' }]
    const answers = await verifyTogether(service, presses)
    expect(answers.map((answer) => answer?.first ?? null)).toEqual([true, null, true, null, null, null])
    const singly = await Promise.all(presses.slice(1).map(({ token }) => verifyByToken(service, token)))
    expect(singly.map(({ state, first }) => [state, first])).toEqual([
      ['unknown', false],
      ['used', false],
      ['used', false],
      ['unknown', false],
      ['unknown', false],
    ])
    expect((await known(one.id)).audited).toHaveLength(1)
  })

  // The embedded database has one session, in which nobody can hold a lock against anybody.
  if (kind === 'the embedded one') return
  it('wait for nobody whose person is locked', async () => {
    const presses = await linked(3)
    let release = () => {}
    let locked = () => {}
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve
    })
    const holds = database.db.transaction(async (tx) => {
      await tx.execute(sql`select id from people where id = ${presses[1]!.id} for update`)
      locked()
      await new Promise<void>((resolve) => {
        release = resolve
      })
    })
    await isLocked
    const answers = await verifyTogether(service, presses)
    expect(answers.map((answer) => answer?.first ?? null)).toEqual([true, null, true])
    release()
    await holds
    expect(await verifyByToken(service, presses[1]!.token)).toMatchObject(used)
  })
})
