import { createHash, createHmac, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../src/db/open.ts'
import { verifyByToken } from '../../src/verification/addresses/verify.ts'
import { planImport } from '../../src/verification/imports/imports.ts'
import { issueLinks } from '../../src/verification/links/links.ts'
import { rebuildToken } from '../../src/verification/links/tokens.ts'
import { verifyOne } from '../../src/verification/sends/verify-one.ts'
import { type TestDatabase, testDatabase } from '../support/database/database.ts'
import { actAs, applyImport, testService } from '../support/service.ts'

/** `npm test` runs the short form. `LONG=1` runs the full one. */
const long = process.env.LONG === '1'
const forgeries = long ? 1_000_000 : 10_000
const races = long ? 1000 : 12
const changes = long ? 10_000 : 80

let database: TestDatabase
let service: ReturnType<typeof testService>
beforeAll(async () => {
  database = await testDatabase({ max: 16 })
  service = testService(database)
  await database.db.execute(sql`insert into companies (number, name, created_at) values ('100', 'Acme AB', now())`)
})
afterAll(() => database.drop())

let made = 0
/** People with one link each, and the tokens as the letters would carry them. */
async function linked(count: number): Promise<{ id: number; number: string; email: string; token: string }[]> {
  const from = made
  made += count
  const people = await rows<{ id: number; number: string; email: string }>(
    database.db,
    sql`insert into people (company_id, number, given_name, family_name, email, email_key, created_at, updated_at)
      select c.id, n::text, 'Anna', 'Berg', 'p' || n || '@acme.example', 'p' || n || '@acme.example', now(), now()
      from companies c, generate_series(${from + 1}::int, ${from + count}::int) n returning id, number, email`,
  )
  const links = await issueLinks(
    database.db,
    service,
    people.map(({ id, email }) => ({ personId: id, emailKey: email })),
  )
  return people.map((person) => ({ ...person, token: rebuildToken(service.keys, links.get(person.id)!) }))
}

/** Calls `work` for every item, `width` at a time. */
async function each<T>(list: Iterable<T>, work: (one: T) => Promise<void>, width = 14): Promise<void> {
  const iterator = list[Symbol.iterator]()
  const run = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: width }, run))
}

const verified = async () =>
  Number(
    (
      await rows<{ n: number }>(database.db, sql`select count(*)::int as n from people where verified_at is not null`)
    )[0]!.n,
  )

describe('a link', () => {
  it(`is accepted in none of ${forgeries} forged, expired, revoked, used, truncated or otherwise wrong forms`, async () => {
    const [live, expired, revoked, moved, erased] = [
      await linked(50),
      await linked(50),
      await linked(50),
      await linked(50),
      await linked(50),
    ]
    const ids = (list: { id: number }[]) =>
      sql`(${sql.join(
        list.map(({ id }) => sql`${id}`),
        sql`, `,
      )})`
    await database.db.execute(
      sql`update links set expires_at = ${service.clock().toISOString()}::timestamptz where person_id in ${ids(expired)}`,
    )
    await database.db.execute(sql`update links set revoked_at = now() where person_id in ${ids(revoked)}`)
    await database.db.execute(
      sql`update people set email = 'x' || email, email_key = 'x' || email_key where id in ${ids(moved)}`,
    )
    await database.db.execute(sql`delete from people where id in ${ids(erased)}`)
    const dead = [...expired, ...revoked, ...moved, ...erased].map(({ token }) => token)
    const stored = await rows<{ nonce: string; hash: string }>(
      database.db,
      sql`select encode(nonce, 'hex') as nonce, encode(token_hash, 'hex') as hash from links where person_id in ${ids(live)}`,
    )
    const url = (bytes: Buffer) => bytes.toString('base64url')
    const fromDump = stored.flatMap(({ nonce, hash }) => {
      const bytes = Buffer.from(nonce, 'hex')
      const key = service.keys[0]!.secret
      return [
        url(bytes),
        url(Buffer.from(hash, 'hex')),
        url(createHash('sha256').update(bytes).digest()),
        url(createHmac('sha256', '').update('verify:v1').update(bytes).digest()),
        url(createHmac('sha256', randomBytes(32)).update('verify:v1').update(bytes).digest()),
        url(createHmac('sha256', key).update(bytes).digest()),
        url(createHmac('sha256', key).update('tie:v1').update(bytes).digest()),
      ]
    })
    function* wrong(): Generator<string> {
      for (let i = 0; i < forgeries; i++) {
        const token = live[i % live.length]!.token
        const at = i % 43
        const other = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.charAt(Math.floor(i / 43) % 64)
        // A quarter of them, or half in the full form, look like tokens and so reach the database.
        const kind = i % (long ? 12 : 24)
        if (kind === 0) yield url(randomBytes(32))
        else if (kind === 1) yield dead[i % dead.length]!
        else if (kind === 2) yield fromDump[i % fromDump.length]!
        else if (kind < 5) yield token.slice(0, at) + (other === token[at] ? '.' : other) + token.slice(at + 1)
        else if (kind === 5) yield token === token.toUpperCase() ? `${token}=` : token.toUpperCase()
        else if (kind % 4 === 0) yield token.slice(0, at)
        else if (kind % 4 === 1) yield token.slice(at + 1)
        else if (kind % 4 === 2) yield `${token}${other}`
        else yield ` ${token}\u200b\n%00'"`.slice(0, 44 + (i % 6)) + token.slice(at)
      }
    }
    const [before, live0] = [await verified(), new Set(live.map(({ token }) => token))]
    let [accepted, tried] = [0, 0]
    await each(wrong(), async (token) => {
      if (live0.has(token)) throw new Error('This one is right')
      tried += 1
      const { first, state } = await verifyByToken(service, token)
      if (first || state === 'live' || state === 'used') accepted += 1
    })
    expect([tried, accepted]).toEqual([forgeries, 0])
    expect(await verified()).toBe(before)
    // The real links still work, so the others were not refused because everything is.
    expect((await verifyByToken(service, live[0]!.token)).first).toBe(true)
  }, 1_200_000)

  it(`is used once by ${races} races of 64 presses`, async () => {
    const people = await linked(races)
    const firsts: number[] = []
    await each(
      people,
      async ({ token }) => {
        const presses = await Promise.all(Array.from({ length: 64 }, () => verifyByToken(service, token)))
        firsts.push(presses.filter(({ first }) => first).length)
        expect(presses.every(({ state }) => state === 'used')).toBe(true)
      },
      4,
    )
    expect(firsts).toEqual(people.map(() => 1))
    const [audit] = await rows<{ n: number }>(
      database.db,
      sql`select count(*)::int as n from audit where action = 'person.verified' and person_id in (select id from people where number in ${people.map((p) => p.number)})`,
    )
    expect(Number(audit!.n)).toBe(races)
  }, 1_200_000)

  it(`never verifies another address than its own, in ${changes} changes of address at the moment of the click`, async () => {
    const people = await linked(changes)
    const owner = await actAs(service)
    const outcomes = { verified: 0, moved: 0 }
    await each(people, async ({ id, number, email, token }) => {
      const to = `ny.${email}`
      const change = async () => {
        if (id % 2) return verifyOne(owner, id, to).catch((error) => expect(error.code).toMatch(/already_/))
        const cells = { companyNumber: '100', number, email: to }
        const { plan } = await planImport(owner, { fileName: 'a.csv', rows: [{ line: 2, cells }] })
        return applyImport(owner, plan!.code)
      }
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
      await Promise.all([change(), wait(id % 7).then(() => verifyByToken(service, token))])
      const [now] = await rows<{ email: string; verified: boolean; used: string | null }>(
        database.db,
        sql`select p.email_key as email, p.verified_at is not null as verified,
          (select l.email_key from links l where l.person_id = p.id and l.used_at is not null) as used from people p where p.id = ${id}`,
      )
      if (now!.verified) expect(now).toEqual({ email, verified: true, used: email })
      else expect(now!.email).toBe(to)
      outcomes[now!.verified ? 'verified' : 'moved'] += 1
    })
    expect(outcomes.moved + outcomes.verified).toBe(changes)
  }, 1_200_000)
})
