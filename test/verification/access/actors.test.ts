import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { recognise, type Speaker } from '../../../src/verification/access/actors.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { testService } from '../../support/service.ts'

let database: TestDatabase
let now = new Date('2026-03-02T09:00:00Z')
const service = () => testService(database, { clock: () => now })
const place = { chat: 'teams', channel: 'a:1', private: true, more: { user: '29:1', language: 'sv' } }
const anna: Speaker = { platform: 'teams', workspace: 'T', user: 'anna', name: 'Anna', standing: 'member', place }

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  now = new Date('2026-03-02T09:00:00Z')
  await database.db.execute(sql`delete from roles`)
  await database.db.execute(sql`delete from identities`)
  await recognise(service(), anna)
})

/** The row; its `version` changes with every write. */
const row = async () =>
  (await rows<Record<string, unknown>>(database.db, sql`select *, xmin::text as version from identities`))[0]!

describe('who spoke before', () => {
  it('is known again without a write, whatever order the platform names the place in', async () => {
    const before = await row()
    now = new Date('2026-03-02T09:59:00Z')
    const { private: open, ...rest } = place
    expect(await recognise(service(), { ...anna, place: { private: open, ...rest } })).toMatchObject({ name: 'Anna' })
    const { name: _, place: __, ...unnamed } = anna
    expect(await recognise(service(), unnamed)).toMatchObject({ name: 'Anna', role: 'employee' })
    expect(await row()).toEqual(before)
  })

  it.each<[string, Partial<Speaker>, Record<string, unknown>]>([
    ['name', { name: 'Anna Ek' }, { name: 'Anna Ek' }],
    ['address', { email: 'anna@acme.example' }, { email_key: 'anna@acme.example' }],
    ['standing', { standing: 'guest' }, { standing: 'guest' }],
    ['place', { place: { ...place, channel: 'a:2' } }, { place: { ...place, channel: 'a:2' } }],
  ])('is written when the %s is another, and so is the way back', async (_, news, written) => {
    await recognise(service(), { ...anna, ...news })
    expect(await row()).toMatchObject(written)
    const { name, place: home, standing } = anna
    await recognise(service(), anna)
    expect(await row()).toMatchObject({ name, place: home, standing, email_key: null })
  })

  it('loses every right with the message that says guest', async () => {
    await database.db.execute(
      sql`insert into roles (identity_id, role, granted_at) select id, 'owner', now() from identities`,
    )
    expect((await recognise(service(), anna)).role).toBe('owner')
    expect((await recognise(service(), { ...anna, standing: 'guest' })).role).toBe('nobody')
    expect((await recognise(service(), anna)).role).toBe('owner')
  })

  it('was last seen within the hour', async () => {
    now = new Date('2026-03-02T10:00:01Z')
    await recognise(service(), anna)
    expect(new Date(String((await row()).seen_at))).toEqual(now)
  })
})
