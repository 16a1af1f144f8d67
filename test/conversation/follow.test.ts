import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Card, Chat, MessageRef, Place } from '#bot'
import { createFollower } from '../../src/conversation/follow.ts'
import { type Database, rows } from '../../src/db/open.ts'
import { testDatabase } from '../support/database/database.ts'
import { silent } from '../support/log.ts'
import { gather, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'

/** A chat that records what is posted and fails for one user. */
function teller({ db }: Database, fault: () => Error | undefined = () => undefined) {
  const told: string[] = []
  const warned: string[] = []
  const post = async (where: Place, card: Card) => {
    const wrong = fault()
    if (wrong) throw wrong
    if (where.channel === 'D-CLOSED') throw new Error('channel_not_found')
    told.push(`${where.channel}: ${card.title}`)
    return where
  }
  const chat: Chat = { name: 'slack', onSaid() {}, post, fetchFile: async () => new Uint8Array() }
  const warn = (details: object, what: string) => void warned.push(what + JSON.stringify(details))
  const log = { ...silent, debug() {}, warn }
  return { follower: createFollower({ service: service({ db, keyed: db }), chats: [chat], log }), told, warned }
}
const card = (): Card => ({ kind: 'notice', tone: 'info', title: 'Någon väntar på dig' })

it('somebody who cannot be told keeps nobody else from being told', async () => {
  const database = await testDatabase()
  const { follower, told, warned } = teller(database)
  const found = await rows<{ id: number }>(
    database.db,
    sql`insert into identities (platform, workspace, "user", standing, place, seen_at)
      select 'slack', 'T0HOME', u, 'member', jsonb_build_object('chat', 'slack', 'workspace', 'T0HOME', 'channel', 'D-' || u,
        'private', true), now() from unnest(array['CLOSED', 'OPEN']) as u order by u returning id`,
  )
  follower.tell(
    found.map(({ id }) => Number(id)),
    card,
  )
  await follower.stop()
  expect(told).toEqual(['D-OPEN: Någon väntar på dig'])
  expect(warned).toEqual(['Somebody could not be told{"error":"channel_not_found"}'])
  await database.drop()
})

it('somebody whose chat has trouble for a moment is told afterwards, unless it refuses for good', async () => {
  const database = await testDatabase()
  const faults = [new Error('internal_error')]
  const { follower, told, warned } = teller(database, () => faults.shift())
  const [found] = await rows<{ id: number }>(
    database.db,
    sql`insert into identities (platform, workspace, "user", standing, place, seen_at) values ('slack', 'T0HOME', 'U0OPEN',
      'member', '{"chat":"slack","workspace":"T0HOME","channel":"D-OPEN","private":true}', now()) returning id`,
  )
  follower.tell([Number(found!.id)], card)
  await until(async () => told.length > 0)
  expect(warned).toEqual([])
  faults.push(Object.assign(new Error('is_archived'), { code: 'gone' }))
  follower.tell([Number(found!.id)], card)
  await until(async () => warned.length > 0, Boolean, 1)
  await follower.stop()
  expect(told).toHaveLength(1)
  await database.drop()
})

it('the loss of the database while somebody is told ends nothing', async () => {
  const database = await testDatabase()
  const { follower, told, warned } = teller(database)
  await database.drop()
  follower.tell([1], card)
  await follower.stop()
  expect(told).toEqual([])
  expect(warned).toHaveLength(1)
})

it('a chat that does not answer holds up no other card', async () => {
  const database = await testDatabase()
  const shown: string[] = []
  const chat = (name: Chat['name'], post: (where: Place) => Promise<MessageRef>): Chat => ({
    name,
    onSaid() {},
    post,
    fetchFile: async () => new Uint8Array(),
  })
  let release = () => {}
  const stuck = new Promise<void>((resolve) => {
    release = resolve
  })
  const note = async (where: Place) => {
    shown.push(where.channel)
    return where as MessageRef
  }
  const slow = chat('slack', async (where) => {
    await stuck
    return note(where)
  })
  const chats = [slow, chat('teams', note)]
  const follower = createFollower({ service: service(database), chats, log: silent })
  const { code } = await gather(database.db, { size: 3 })
  const place = { workspace: 'T0HOME', private: true, message: '1' }
  await follower.follow(code, { ...place, chat: 'slack', channel: 'D1' })
  await follower.follow(code, { ...place, chat: 'teams', channel: 'a:1' })
  follower.start()
  await until(async () => shown.includes('a:1'))
  await database.db.execute(sql`update deliveries set state = 'sent', done_at = now()`)
  await until(async () => shown.filter((one) => one === 'a:1').length === 2)
  expect(shown).not.toContain('D1')
  release()
  await follower.stop()
  expect(shown).toContain('D1')
  await database.drop()
})

it('the card of a stopped send is kept true until the last letter that was under way has ended', async () => {
  const database = await testDatabase()
  const shown: Card[] = []
  const post = async (where: Place, card: Card) => {
    shown.push(card)
    return where as MessageRef
  }
  const chat: Chat = { name: 'slack', onSaid() {}, post, fetchFile: async () => new Uint8Array() }
  const follower = createFollower({ service: service(database), chats: [chat], log: silent })
  const { code } = await gather(database.db, { size: 3 })
  await follower.follow(code, { workspace: 'T0HOME', private: true, message: '1', chat: 'slack', channel: 'D1' })
  await database.db.execute(sql`update deliveries set state = 'committing', lease_owner = 'w', lease_until = now() + interval '1 minute'
    where person_id = (select min(person_id) from deliveries)`)
  await database.db.execute(sql`update sends set state = 'stopped', finished_at = now()`)
  follower.start()
  await until(async () => shown.length === 1)
  // Two were left behind, although nobody has written that down yet.
  expect(shown[0]!.data).toMatchObject({ state: 'stopped', total: 3, sent: 0, skipped: 2, queued: 1 })
  await database.db.execute(sql`update deliveries set state = 'sent', lease_owner = null, lease_until = null, done_at = now()
    where state = 'committing'`)
  await until(async () => shown.length === 2)
  await follower.stop()
  expect(shown[1]!.data).toMatchObject({ state: 'stopped', total: 3, sent: 1, skipped: 2, queued: 0 })
  await database.drop()
})
