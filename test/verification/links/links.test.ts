import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { verifyByToken } from '../../../src/verification/addresses/verify.ts'
import { issueLinks, missingKeys, openLink, revokeLinks } from '../../../src/verification/links/links.ts'
import { hashToken, makeToken, rebuildToken } from '../../../src/verification/links/tokens.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { testService } from '../../support/service.ts'

let base: TestDatabase
let count = 0
beforeAll(async () => {
  base = await testDatabase({ max: 20 })
  await base.db.execute(sql`insert into companies (number, name, created_at) values ('001', 'Acme', now())`)
})
afterAll(() => base.drop())

async function person(): Promise<{ personId: number; emailKey: string }> {
  const emailKey = `p${++count}@acme.example`
  const [row] = await rows<{ id: number }>(
    base.db,
    sql`insert into people (company_id, number, email, email_key, created_at, updated_at)
      select id, ${String(count)}, ${emailKey}, ${emailKey}, now(), now() from companies returning id`,
  )
  return { personId: row!.id, emailKey }
}

async function linked(service = testService(base)) {
  const to = await person()
  const link = await base.db.transaction(async (tx) => (await issueLinks(tx, service, [to])).get(to.personId)!)
  return { ...to, service, link, token: rebuildToken(service.keys, link) }
}

describe('a token', () => {
  it('is rebuilt from what is stored and the key, and from nothing else', () => {
    const service = testService(base)
    const made = makeToken(service)
    expect(rebuildToken(service.keys, made)).toBe(made.token)
    expect(made.token).toMatch(/^[\w-]{43}$/)
    expect(hashToken(made.token)).toEqual(made.hash)
    const otherKeys = [{ id: 'k1', secret: new Uint8Array(32) }]
    expect(rebuildToken(otherKeys, made)).not.toBe(made.token)
    expect(() => rebuildToken([], made)).toThrow('k1')
  })

  it('is made with the newest key, and found missing when a live link needs another', async () => {
    const { service } = await linked()
    const newer = { id: 'k2', secret: new Uint8Array(32) }
    expect(makeToken({ ...service, keys: [newer, ...service.keys] }).keyId).toBe('k2')
    expect(await missingKeys(base.db, [newer], service.clock())).toEqual(['k1'])
    expect(await missingKeys(base.db, service.keys, service.clock())).toEqual([])
  })
})

describe('one live link for each person', () => {
  it('is carried by every mail while it lives, its end unchanged; then there is a new one', async () => {
    const { service, link, ...to } = await linked()
    service.now = new Date('2026-03-12T09:00:00Z')
    const again = await base.db.transaction((tx) => issueLinks(tx, service, [to]))
    expect(again.get(to.personId)).toEqual(link)
    service.now = new Date('2026-03-14T23:00:00Z')
    const later = await base.db.transaction((tx) => issueLinks(tx, service, [to]))
    expect(later.get(to.personId)!.id).not.toBe(link.id)
  })

  it('holds when many letters are made at once', async () => {
    const service = testService(base)
    const to = await person()
    const issued = await Promise.all(
      Array.from({ length: 15 }, () => base.db.transaction((tx) => issueLinks(tx, service, [to]))),
    )
    expect(new Set(issued.map((one) => one.get(to.personId)!.id)).size).toBe(1)
  })
})

describe('the page behind a link', () => {
  it('sees live, used and expired, and the same for all that is unknown', async () => {
    const { service, token, personId } = await linked()
    expect(await openLink(service, token)).toMatchObject({ state: 'live', personId })
    for (const wrong of ['', 'x', 'a'.repeat(43), `${token}x`, token.slice(1), token.toLowerCase(), "' or 1=1 --"]) {
      expect(await openLink(service, wrong)).toEqual({ state: 'unknown' })
    }
    service.now = new Date('2026-03-14T23:00:00Z')
    expect(await openLink(service, token)).toMatchObject({ state: 'expired', personId })
    expect(await verifyByToken(service, token)).toMatchObject({ state: 'expired', first: false })
  })

  it('verifies once, shows used afterwards, and makes the connection due', async () => {
    const { service, token, personId } = await linked()
    expect(await verifyByToken(service, token)).toMatchObject({ state: 'used', first: true, personId })
    expect(await verifyByToken(service, token)).toMatchObject({ state: 'used', first: false, personId })
    const [now] = await rows<{ verified: boolean; due: boolean }>(
      base.db,
      sql`select verified_at is not null as verified, connect_next_at <= clock_timestamp() as due from people where id = ${personId}`,
    )
    expect(now).toEqual({ verified: true, due: true })
  })

  it('is first for exactly one of many presses at the same moment', async () => {
    const { service, token } = await linked()
    const pressed = await Promise.all(Array.from({ length: 16 }, () => verifyByToken(service, token)))
    expect(pressed.filter(({ first }) => first)).toHaveLength(1)
    expect(pressed.every(({ state }) => state === 'used')).toBe(true)
  })

  it('verifies no address but the one it was sent to', async () => {
    const { service, token, personId } = await linked()
    await base.db.execute(
      sql`update people set email = 'new@acme.example', email_key = 'new@acme.example' where id = ${personId}`,
    )
    expect(await openLink(service, token)).toEqual({ state: 'unknown' })
    expect(await verifyByToken(service, token)).toEqual({ state: 'unknown', first: false })
  })

  it('never verifies an address that is changed at the same moment', async () => {
    for (let n = 0; n < 20; n++) {
      const { service, token, personId } = await linked()
      const change = base.db.transaction(async (tx) => {
        await tx.execute(
          sql`update people set email = ${`c${n}@acme.example`}, email_key = ${`c${n}@acme.example`} where id = ${personId} and verified_at is null`,
        )
        await revokeLinks(tx, [personId])
      })
      const [outcome] = await Promise.all([verifyByToken(service, token), change])
      const [row] = await rows<{ wrong: boolean }>(
        base.db,
        sql`select verified_at is not null and email_key like 'c%' as wrong from people where id = ${personId}`,
      )
      expect(row!.wrong).toBe(false)
      expect(['used', 'unknown']).toContain(outcome.state)
    }
  })

  it('is dead once revoked', async () => {
    const { service, token, personId } = await linked()
    await revokeLinks(base.db, [personId])
    expect(await verifyByToken(service, token)).toEqual({ state: 'unknown', first: false })
  })
})
