import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rows } from '../../src/db/open.ts'
import { header } from '../support/product.ts'
import { until } from '../support/until.ts'
import { cast, type Installation, inSlack, linkBySql, startInstallation, wordsOf } from './installation.ts'

vi.setConfig({ testTimeout: 120_000 })

/** What is one human's does not touch another's, whoever is erased or asked in between. */
let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true, environment: { FOUR_EYES_ABOVE: '1' } })
})
afterAll(() => installation.stop())

const say = async (who: typeof cast.owner, line: string) => installation.card(who, line)
const confirmed = async (who: typeof cast.owner, plan: { data?: Record<string, unknown> }) =>
  say(who, `bekräfta ${plan.data!.plan}`)
const load = async (lines: string[]) =>
  confirmed(cast.owner, await installation.uploadFile(cast.owner, [header, ...lines]))

describe('an erasure', () => {
  const tove = inSlack('U0TOVE', 'tove.falk@acme.example', 'Tove Falk')
  const account = async () => {
    const [found] = await rows(
      installation.database.db,
      sql`select i.name, i.email_key as address, p.number as linked from identities i left join people p on p.id = i.person_id
        where i."user" = 'U0TOVE'`,
    )
    return found
  }
  const held = { name: 'Tove Falk', address: 'tove.falk@acme.example' }

  it('leaves the chat account of a colleague whose address stood on the record', async () => {
    await load(['100;Acme AB;E1;Tove;Falk;tove.falk@acme.example', '100;Acme AB;E2;Ture;Gran;tove.falk@acme.example'])
    await say(tove, 'hjälp')
    await linkBySql(installation, tove, 'E1')
    await confirmed(cast.owner, await say(cast.owner, 'radera E2'))
    expect(await account()).toEqual({ ...held, linked: 'E1' })
    expect((await say(tove, 'status')).data?.refused).toBeUndefined()
  })

  it('of one employment leaves what belongs to the other, but for the link', async () => {
    await load(['9207;Betabolaget;E3;Tove;Falk;tove.falk@acme.example'])
    await linkBySql(installation, tove, 'E3')
    await confirmed(cast.owner, await say(cast.owner, 'radera E3'))
    expect(await account()).toEqual({ ...held, linked: null })
    // The account that is nobody else’s is in the extract, and goes with the last record.
    const [file] = (await say(cast.owner, 'utdrag E1')).files as { bytes: Uint8Array }[]
    expect(new TextDecoder().decode(file!.bytes)).toContain('U0TOVE')
    await confirmed(cast.owner, await say(cast.owner, 'radera E1'))
    expect(await account()).toEqual({ name: null, address: null, linked: null })
  })

  it('leaves the rows to be corrected of a namesake, and takes those that may be about the person', async () => {
    await load(['100;Acme AB;E4;Siv;Lund;siv@acme.example'])
    const lines = ['100;Acme AB;E5;Siv Lund;;inte en adress', '100;Acme AB;1,23E+11;Siv Lund;;siv@acme.example']
    const plan = await installation.uploadFile(cast.admin, [header, ...lines])
    await confirmed(cast.admin, plan)
    await confirmed(cast.owner, await say(cast.owner, 'radera E4'))
    const left = wordsOf(await say(cast.admin, `rätta ${plan.data!.plan}`))
    expect(left).toContain('E5;Siv Lund')
    expect(left).not.toContain('siv@acme.example')
  })
})

describe('whoever is asked to approve', () => {
  it('may see everybody in the file: an import of protected people is for owners, and nobody else hears of it', async () => {
    const { db } = installation.database
    await db.execute(sql`update people set verified_at = now() where number in ('A2', 'A3', 'S1')`)
    const people = ['A2;Anna;Acmesson2;ny2@acme.example', 'A3;Anna;Acmesson3;ny3@acme.example']
    const file = (lines: string[]) => [header, ...lines.map((line) => `100;Acme AB;${line}`)]
    const asked = async (lines: string[]) => {
      installation.posts.splice(0)
      const plan = await installation.uploadFile(cast.owner, file(lines))
      expect((await confirmed(cast.owner, plan)).data).toMatchObject({ state: 'awaiting' })
      await until(async () => installation.posts.length > 0)
      await new Promise((resolve) => setTimeout(resolve, 300))
      await say(cast.owner, `stoppa ${plan.data!.plan}`)
      return installation.posts.map(({ where }) => where.channel).sort()
    }
    expect(await asked(people)).toContain(`D-${cast.admin.user}`)
    expect(await asked([...people, 'S1;Hemlig;Skyddström;ny.hemlig@gomd.example'])).toEqual([
      `D-${cast.secondOwner.user}`,
    ])
  })

  it('is shown the plan that waits, however many others wait that they may not approve', async () => {
    const boss = inSlack('U0BOSS', 'bo.boss@acme.example', 'Bo Boss')
    await say(boss, 'hjälp')
    await say(cast.owner, 'roll ge <@U0BOSS> admin företag=9207')
    const waiting = await say(cast.beta, 'verifiera konton företag=9207')
    await confirmed(cast.beta, waiting)
    for (let i = 0; i < 11; i++) await confirmed(cast.acme, await say(cast.acme, 'verifiera konton igen=ja'))
    expect((await say(boss, 'godkänn')).data).toMatchObject({ plan: waiting.data!.plan, state: 'awaiting' })
  })
})
