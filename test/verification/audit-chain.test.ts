import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, rows } from '../../src/db/open.ts'
import { writeAudit } from '../../src/verification/audit.ts'
import { checkChain, hashOf, readAnchor, readHead, trimAudit } from '../../src/verification/audit-chain.ts'
import type { Context } from '../../src/verification/context.ts'
import { embeddedDatabase, testDatabase } from '../support/database/database.ts'
import { actAs, testService } from '../support/service.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe.each([
  ['PostgreSQL', () => testDatabase()],
  ['the embedded one', () => embeddedDatabase()],
])('the signed chain on %s', (_, make) => {
  let database: Database & { drop(): Promise<void> }
  let ctx: Context
  beforeEach(async () => {
    database = await make()
    ctx = await actAs(testService(database))
    for (const action of ['one', 'two', 'three', 'four']) await write(action)
  })
  afterEach(() => database.drop())

  const write = (action: string, keys = ctx.keys) =>
    database.db.transaction((tx) => writeAudit(tx, { ...ctx, keys }, { action }))
  const check = async (anchor?: string | null) =>
    checkChain(database.db, ctx.keys, anchor ? readAnchor(anchor)! : undefined)
  /** What somebody can do who owns the tables, but has no key. */
  const tamper = (statement: string) =>
    database.db.transaction(async (tx) => {
      await tx.execute(sql`alter table audit disable trigger user`)
      await tx.execute(sql.raw(statement))
      await tx.execute(sql`alter table audit enable trigger user`)
    })

  it('is intact, also where a release without keys has written', async () => {
    expect(await check(await readHead(database.db))).toMatchObject({
      rows: 4,
      brokenAt: null,
      unsigned: 0,
      anchor: 'intact',
    })
    await write('five', [])
    await write('six')
    expect(await check()).toMatchObject({ rows: 6, brokenAt: null, unsigned: 1 })
  })

  it('shows who has computed all hashes anew, which an unsigned chain would not', async () => {
    const row = {
      at: new Date('2026-01-01T00:00:00Z'),
      actor: null,
      via: 'job',
      action: 'forged',
      personId: null,
      code: null,
    }
    const previous = new Uint8Array(32)
    const hash = Buffer.from(hashOf(previous, { ...row, details: {} })).toString('hex')
    await tamper(
      `update audit set at = '2026-01-01T00:00:00Z', actor = null, via = 'job', action = 'forged', details = '{}',
        hash = decode('${hash}', 'hex') where action = 'one'`,
    )
    expect((await check()).brokenAt).toBe(1)
  })

  it('shows signatures that were taken away, and those of a key that is gone', async () => {
    await tamper('update audit set mac = null, key_id = null where id = 2')
    expect(await check()).toMatchObject({ brokenAt: null, unsigned: 1 })
    const other = [{ id: 'k2', secret: createHash('sha256').update('another').digest() }]
    expect(await checkChain(database.db, other)).toMatchObject({ brokenAt: null, unsigned: 4 })
    expect((await checkChain(database.db, [{ ...other[0]!, id: 'k1' }])).brokenAt).toBe(1)
  })

  it('shows that the newest entries are gone only to whoever has kept an anchor', async () => {
    const anchor = await readHead(database.db)
    await tamper('delete from audit where id >= 3')
    expect(await check()).toMatchObject({ rows: 2, brokenAt: null })
    expect(await check(anchor)).toMatchObject({ anchor: 'missing' })
    await write('five')
    expect(await check(anchor)).toMatchObject({ anchor: 'missing', brokenAt: null })
  })

  it('shows who has removed the oldest entries and made a checkpoint of what is left', async () => {
    const anchor = await readHead(database.db)
    const [third] = await rows<{ hash: string; keyId: string; mac: string }>(
      database.db,
      sql`select encode(hash, 'hex') as hash, key_id as "keyId", encode(mac, 'hex') as mac from audit where id = 3`,
    )
    await tamper('delete from audit where id <= 3')
    const claim = (value: object) =>
      database.db.execute(sql`insert into settings (key, value) values ('audit.checkpoint', ${JSON.stringify(value)}::jsonb)
        on conflict (key) do update set value = excluded.value`)
    const { hash, keyId, mac } = third!
    for (const value of [
      { hash, through: 3 },
      { hash, through: 3, keyId, mac: null },
      // The signature of the entry itself.
      { hash, through: 3, keyId, mac },
    ]) {
      await claim(value)
      expect(await check(anchor), JSON.stringify(value)).toMatchObject({ brokenAt: 3, anchor: 'missing' })
    }
    await claim({ hash, through: 3, keyId: 'gone', mac })
    expect(await check()).toMatchObject({ brokenAt: null, unknownStart: true })
    // Retention does not sign what it finds so.
    await claim({ hash, through: 3, keyId, mac })
    expect(await trimAudit(database.db, ctx.keys, new Date('2027-01-01'), 100)).toBe(1)
    await write('five')
    expect((await check()).brokenAt).toBe(4)
  })

  it('goes on from a signed checkpoint through further ones', async () => {
    // Of four entries two are removed, and then one more.
    for (const [most, left] of [
      [2, 2],
      [1, 1],
    ] as const) {
      expect(await trimAudit(database.db, ctx.keys, new Date('2027-01-01'), most)).toBe(most)
      expect(await check()).toMatchObject({ rows: left, brokenAt: null })
    }
  })

  it('goes on from a signed checkpoint, and an anchor before it is no alarm', async () => {
    const anchor = await readHead(database.db)
    expect(await trimAudit(database.db, ctx.keys, new Date('2027-01-01'), 100)).toBe(4)
    await write('five')
    expect(await check(anchor)).toMatchObject({ rows: 1, brokenAt: null, unsigned: 0, anchor: 'trimmed' })
    await database.db.execute(sql`update settings set value = value || '{"hash": "00"}' where key = 'audit.checkpoint'`)
    expect((await check()).brokenAt).not.toBeNull()
  })
})

it('an anchor is an id and letters, never digits that look like a personal number', () => {
  expect(readAnchor('4711-abcdefghjkmnpqrsabcdefgh')).toEqual({ id: 4711, letters: 'abcdefghjkmnpqrsabcdefgh' })
  for (const text of ['', '4711', 'abc-abc', '4711-ABCDEFGHJKMNPQRSABCDEFGHX']) expect(readAnchor(text)).toBeNull()
})
