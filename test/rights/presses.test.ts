import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { rows } from '../../src/db/open.ts'
import { checkChain } from '../../src/verification/audit-chain.ts'
import { cast, type Installation, inSlack, inTeams, linkBySql, operator, startInstallation } from './installation.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true, environment: { FOUR_EYES_ABOVE: '5' } })
})
afterAll(() => installation.stop())

const code = (card: Card) => String(card.data!.plan)
const refused = (card: Card) => card.data!.refused
/** A plan for four people at Acme, which is small enough to need no approval. */
const small = async (who: Who) => code(await installation.card(who, 'verifiera konton företag=100 "Acmesson1" igen=ja'))
const large = async (who: Who, line = 'verifiera konton företag=100 igen=ja') => {
  const plan = code(await installation.card(who, line))
  return { plan, asked: await installation.card(who, `bekräfta ${plan}`) }
}
const forget = () =>
  rows(
    installation.database.db,
    sql`update sends set state = 'stopped', finished_at = now() where state in ('running', 'paused')`,
  )

describe('a thousand presses of one confirm', () => {
  it('are one send: no wrong person is let through, and everybody is answered', async () => {
    const plan = await small(cast.acme)
    const [sends, trail] = [
      await installation.count('sends'),
      await installation.count(`audit where action = 'refused'`),
    ]
    const [earlier] = await rows<{ n: number | null }>(
      installation.database.db,
      sql`select sum(count)::int as n from refusals`,
    )
    const before = earlier!.n ?? 0
    const crowd: Who[] = Array.from({ length: 1000 }, (_, i) => {
      if (i % 5 === 0) return cast.acme
      if (i % 5 === 1) return cast.admin
      if (i % 5 === 2) return cast.owner
      if (i % 5 === 3) return inSlack(`U0STRANGER${i % 50}`, `s${i % 50}@acme.example`)
      return { ...inSlack(`U0GUEST${i % 50}`), standing: 'guest' }
    })
    const cards = await Promise.all(crowd.map((who) => installation.card(who, `bekräfta ${plan}`)))
    const started = cards.flatMap((card, i) => (card.data!.send ? [crowd[i]!] : []))
    expect(started).toEqual([cast.acme])
    expect(await installation.count('sends')).toBe(sends + 1)
    expect(await installation.count(`deliveries d join sends s on s.id = d.send_id where s.code = '${plan}'`)).toBe(1)
    const answers = cards.map(
      (card, i) => `${crowd[i]!.standing} ${crowd[i]!.user.slice(0, 7)} ${refused(card) ?? 'sent'}`,
    )
    expect([...new Set(answers)].sort()).toEqual([
      'guest U0GUEST not_allowed',
      'member U0ACME sent',
      'member U0ACME used',
      'member U0ADMIN not_yours',
      'member U0OWNER not_yours',
      'member U0STRAN not_allowed',
    ])
    expect(cards.every((card) => card.title.length > 10)).toBe(true)
    // Each identity is in the audit once for each reason; how often it was refused is counted beside it.
    const kinds = new Set(
      crowd.map((who, i) => `${who.user} ${refused(cards[i]!)}`).filter((kind) => !/undefined$/.test(kind)),
    )
    expect(await installation.count(`audit where action = 'refused'`)).toBe(trail + kinds.size)
    const [counted] = await rows<{ n: number }>(
      installation.database.db,
      sql`select sum(count)::int as n from refusals`,
    )
    expect(counted!.n).toBe(before + 999)
    expect(await installation.count(`audit where action = 'send.confirm' and code = '${plan}'`)).toBe(1)
    expect((await checkChain(installation.database.db)).brokenAt).toBeNull()
  }, 120_000)

  it('cannot overtake a cancellation, nor the other way round', async () => {
    await forget()
    for (let round = 0; round < 10; round++) {
      const plan = await small(cast.acme)
      const [sent, stopped] = await Promise.all([
        installation.card(cast.acme, `bekräfta ${plan}`),
        installation.card(cast.acme, `stoppa ${plan}`),
      ])
      const isSent = (await installation.count(`sends where code = '${plan}'`)) === 1
      if (isSent) {
        expect([sent.data!.send, stopped.data!.state]).toEqual([plan, 'stopped'])
        expect(await installation.count(`sends where code = '${plan}' and state = 'stopped'`)).toBe(1)
      } else expect([refused(sent), stopped.data!.state]).toEqual(['cancelled', 'cancelled'])
      await forget()
    }
  })
})

describe('a right that was lost between plan and confirm', () => {
  it('is lost at the next press: the role', async () => {
    const who = inSlack('U0SHORT', 'short@acme.example')
    await installation.card(cast.owner, 'roll ge <@U0SHORT> admin')
    const plan = await small(who)
    await installation.card(cast.owner, 'roll ta bort <@U0SHORT>')
    expect(refused(await installation.card(who, `bekräfta ${plan}`))).toBe('not_allowed')
    expect(refused(await installation.card(who, `stoppa ${plan}`))).toBe('not_allowed')
  })

  it.each([
    ['a small plan', 'verifiera konton son1 igen=ja'],
    ['one that asks for a second admin', 'verifiera konton igen=ja'],
  ])('is lost at the next press: the companies, with %s', async (_, line) => {
    await forget()
    const who = inSlack('U0NARROW', 'narrow@acme.example')
    await installation.card(cast.owner, 'roll ge <@U0NARROW> admin företag=100,9207')
    const plan = code(await installation.card(who, line))
    await installation.card(cast.owner, 'roll ta bort <@U0NARROW> företag=9207')
    expect(refused(await installation.card(who, `bekräfta ${plan}`))).toBe('outside_your_scope')
    expect(await installation.count(`sends where code = '${plan}'`)).toBe(0)
    expect(await installation.count(`plans where code = '${plan}' and state = 'open'`)).toBe(1)
  })

  it.each(['utskick', 'pausa', 'återuppta', 'stoppa', 'försök igen'])(
    'is named as the reason when one’s own send is meant: %s',
    async (word) => {
      await forget()
      const who = inSlack('U0NARROW', 'narrow@acme.example')
      await installation.card(cast.owner, 'roll ge <@U0NARROW> admin företag=100,9207')
      const plan = code(await installation.card(who, 'verifiera konton son1 igen=ja'))
      await installation.card(who, `bekräfta ${plan}`)
      await installation.card(cast.owner, 'roll ta bort <@U0NARROW> företag=9207')
      const card = await installation.card(who, `${word} ${plan}`)
      expect(refused(card)).toBe('outside_your_scope')
      // No button leads back to the same answer.
      expect(JSON.stringify(card.buttons ?? [])).not.toContain(plan)
    },
  )

  it('is lost for a removal of a connection, an import and an erasure as well', async () => {
    await rows(
      installation.database.db,
      sql`update people set connected_at = now(), connected_by = 'link', verified_at = now() where number = 'B8'`,
    )
    const who = inSlack('U0WIDE', 'wide@acme.example')
    await installation.card(cast.owner, 'roll ge <@U0WIDE> ägare')
    const removal = code(await installation.card(who, 'koppla från B8'))
    const erasure = code(await installation.card(who, 'radera B7'))
    const added = code(
      await installation.upload(who, [
        '9207;Betabolaget;B99;Ny;Person;ny@betabolaget.example;;;',
        '9999;Nytt AB;1;Ny;Annan;;;;',
      ]),
    )
    await installation.card(cast.owner, 'roll ta bort <@U0WIDE>')
    await installation.card(cast.owner, 'roll ge <@U0WIDE> admin företag=100')
    expect(refused(await installation.card(who, `bekräfta ${removal}`))).toBe('unknown_person')
    expect(refused(await installation.card(who, `bekräfta ${erasure}`))).toBe('not_allowed')
    expect((await installation.card(who, `bekräfta ${added}`)).data).toMatchObject({
      outcomes: { outside_your_scope: 2 },
    })
    expect(await installation.count(`people where number = 'B8' and connected_at is not null`)).toBe(1)
    expect(await installation.count(`people where number in ('B7', 'B99')`)).toBe(1)
    expect(await installation.count(`companies where number = '9999'`)).toBe(0)
  })

  it('is lost for what somebody else is about to approve', async () => {
    await forget()
    await installation.card(cast.owner, 'roll ge <@U0LEAVING> admin')
    const { plan, asked } = await large(inSlack('U0LEAVING', 'leaving@acme.example'))
    expect(asked.data!.state).toBe('awaiting')
    await installation.card(cast.owner, 'roll ta bort <@U0LEAVING>')
    expect(refused(await installation.card(cast.admin, `godkänn ${plan}`))).toBe('requester_lost_right')
    expect(await installation.count(`sends where code = '${plan}'`)).toBe(0)
  })
})

describe('four eyes', () => {
  const ask = async (who: Who) => {
    await forget()
    const { plan, asked } = await large(who)
    expect(asked.data).toMatchObject({ plan, state: 'awaiting' })
    return plan
  }
  const identity = async (who: Who, roleOf = 'admin') => {
    await installation.card(cast.owner, `roll ge ${who.platform}:${who.workspace}/${who.user} ${roleOf}`)
    await installation.card(who, 'hjälp')
    return who
  }

  it('are two users of one workspace with different confirmed addresses', async () => {
    const plan = await ask(cast.admin)
    expect((await installation.card(cast.secondOwner, `godkänn ${plan}`)).data).toMatchObject({ send: plan })
  })

  it('are never the requester’s own, nor the terminal’s', async () => {
    const plan = await ask(cast.admin)
    expect(refused(await installation.card(cast.admin, `godkänn ${plan}`))).toBe('own_plan')
    expect(refused(await installation.card(operator, `godkänn ${plan}`))).toBe('not_yours')
  })

  it('are one pair where the address is the same, or missing', async () => {
    const plan = await ask(cast.admin)
    const same = await identity(inSlack('U0SAMEMAIL', cast.admin.email!.toUpperCase()))
    const none = await identity(inSlack('U0NOMAIL'))
    for (const who of [same, none]) expect(refused(await installation.card(who, `godkänn ${plan}`))).toBe('own_plan')
  })

  it('are one pair on another platform or in another workspace while either is not linked', async () => {
    const plan = await ask(cast.admin)
    const other = await identity(inTeams('cccccccc-0000-4000-8000-000000000001', 'other@acme.example'))
    expect(refused(await installation.card(other, `godkänn ${plan}`))).toBe('own_plan')
    await linkBySql(installation, other, 'A2')
    expect(refused(await installation.card(other, `godkänn ${plan}`))).toBe('own_plan')
    await linkBySql(installation, cast.admin, 'A2')
    expect(refused(await installation.card(other, `godkänn ${plan}`))).toBe('own_plan')
    await linkBySql(installation, cast.admin, 'A3')
    await rows(installation.database.db, sql`update people set human = 1 where number in ('A2', 'A3')`)
    expect(refused(await installation.card(other, `godkänn ${plan}`))).toBe('own_plan')
    await rows(installation.database.db, sql`update people set human = null where number in ('A2', 'A3')`)
    expect((await installation.card(other, `godkänn ${plan}`)).data).toMatchObject({ send: plan })
  })

  it('are a matter of scope: who does not cover every company neither approves nor turns down', async () => {
    await forget()
    const { plan } = await large(cast.owner, 'verifiera konton igen=ja')
    for (const who of [cast.acme, cast.beta]) {
      expect(refused(await installation.card(who, `godkänn ${plan}`))).toBe('unknown_code')
      expect(refused(await installation.card(who, `stoppa ${plan}`))).toBe('unknown_code')
      expect(refused(await installation.card(who, `utskick ${plan}`))).toBe('unknown_code')
    }
    expect((await installation.card(cast.secondOwner, `stoppa ${plan}`)).data).toMatchObject({ state: 'cancelled' })
    expect(refused(await installation.card(cast.secondOwner, `godkänn ${plan}`))).toBe('cancelled')
  })

  it('are asked for again when the process died before it could ask', async () => {
    await forget()
    const plan = code(await installation.card(cast.acme, 'verifiera konton företag=100 igen=ja'))
    const ask = () => installation.card(cast.acme, `bekräfta ${plan}`, { id: 'asked-once' })
    const first = await ask()
    await rows(installation.database.db, sql`delete from answers`)
    installation.posts.length = 0
    expect(await ask()).toEqual(first)
    await vi.waitFor(() => expect(installation.posts.map(({ where }) => where.channel)).toContain('D-U0SECOND'))
    expect(refused(await installation.card(cast.acme, `bekräfta ${plan}`))).toBe('awaiting')
  })

  it('say who is waited for, tell those and nobody else', async () => {
    await forget()
    installation.posts.length = 0
    const { asked } = await large(cast.acme)
    const told = () => installation.posts.map(({ where }) => where.channel || String(where.more?.user))
    // The others are told without the answer waiting for it. The next message is answered after that.
    await vi.waitFor(() => expect(told()).toContain('D-U0SECOND'))
    await installation.card(cast.acme, 'hjälp')
    expect(told()).not.toContain('D-U0ACME')
    expect(told()).not.toContain('D-U0BETA')
    expect(JSON.stringify(asked.facts)).toContain('Sara Sund')
    expect(JSON.stringify(asked.facts)).not.toMatch(/Berit|Aksel/)
  })
})
