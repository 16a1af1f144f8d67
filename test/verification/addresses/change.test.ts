import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountLinkCodes, companies, people } from '../../../src/db/schema/index.ts'
import { changeAddresses } from '../../../src/verification/addresses/change.ts'
import { issueLinks, openLink } from '../../../src/verification/links/links.ts'
import { rebuildToken } from '../../../src/verification/links/tokens.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, testService } from '../../support/service.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-03-10T09:00:00Z')

/**
 * A person who has verified, whose mail server and identity provider have refused, and who has a live link and a code.
 */
async function settled(number: string) {
  const service = testService(database, { now })
  const ctx = await actAs(service)
  const emailKey = `p${number}@acme.example`
  const company = { number, name: 'Acme', createdAt: now }
  const [made] = await database.db.insert(companies).values(company).returning()
  const [person] = await database.db
    .insert(people)
    .values({
      companyId: made!.id,
      number,
      email: emailKey,
      emailKey,
      emailProblem: 'bounced',
      verifiedAt: now,
      connectError: 'refused',
      connectAttempts: 3,
      connectNextAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  const personId = person!.id
  const to = [{ personId, emailKey }]
  const link = (await database.db.transaction((tx) => issueLinks(tx, service, to))).get(personId)!
  const stored = { keyId: 'k1', nonce: new Uint8Array(32), codeHash: new Uint8Array(32), expiresAt: now }
  await database.db.insert(accountLinkCodes).values({ identityId: ctx.actor.id, personId, ...stored })
  const state = async () => {
    const [person] = await database.db.select().from(people).where(eq(people.id, personId))
    const codes = await database.db.$count(accountLinkCodes, eq(accountLinkCodes.personId, personId))
    return { person: person!, codes, link: (await openLink(service, rebuildToken(service.keys, link))).state }
  }
  return { ctx, personId, emailKey, state }
}

it('another address undoes all that rested on the old one', async () => {
  const { ctx, personId, state } = await settled('1')
  const moved = { personId, email: 'New@acme.example', emailKey: 'new@acme.example', moved: true }
  await changeAddresses(database.db, ctx, [moved])
  expect(await state()).toMatchObject({
    person: {
      email: 'New@acme.example',
      emailKey: 'new@acme.example',
      verifiedAt: null,
      emailProblem: null,
      connectError: null,
      connectAttempts: 0,
      connectNextAt: null,
      emailSetBy: ctx.actor.id,
      emailSetAt: now,
    },
    codes: 0,
    link: 'unknown',
  })
})

it('another spelling of the same address undoes nothing', async () => {
  const { ctx, personId, emailKey, state } = await settled('2')
  await changeAddresses(database.db, ctx, [{ personId, email: 'P2@Acme.example', emailKey, moved: false }])
  expect(await state()).toMatchObject({
    person: { email: 'P2@Acme.example', emailKey, verifiedAt: now, emailProblem: 'bounced', emailSetBy: null },
    codes: 1,
    link: 'live',
  })
})
