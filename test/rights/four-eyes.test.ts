import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { looksLikeAlias } from '../../src/verification/access/alias.ts'
import { sample } from '../support/sample.ts'
import { cellsOf, ownAddress, type World } from './four-eyes-table.ts'
import { cast, type Installation, inSlack, inTeams, linkBySql, startInstallation } from './installation.ts'

vi.setConfig({ testTimeout: 90_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true, environment: { FOUR_EYES_ABOVE: '5' } })
})
afterAll(() => installation.stop())
beforeEach(async () => {
  await run(`update sends set state = 'stopped', finished_at = now(), paused_because = null where state = 'running'`)
  await run('update people set human = null')
})

const run = (text: string) => installation.database.db.execute(sql.raw(text))
const refused = (card: Card) => card.data!.refused

let count = 0
const world: World = {
  async admin(place, email, role = 'admin') {
    count += 1
    const address = email === undefined ? ownAddress(count) : email || undefined
    const id = `cccccccc-0000-4000-8000-${String(count).padStart(12, '0')}`
    const who = place === 'slack' ? inSlack(`U0EYES${count}`, address) : inTeams(id, address)
    await installation.card(cast.owner, `roll ge ${who.platform}:${who.workspace}/${who.user} ${role}`)
    await installation.card(who, 'hjälp')
    return who
  },
  link: (who, number, by) => linkBySql(installation, who, number, by),
  join: (...numbers) => run(`update people set human = 1 where number in (${numbers.map((n) => `'${n}'`)})`),
  card: (who, line) => installation.card(who, line),
}
const { admin, link } = world

describe('who may be whom', () => {
  it.each(sample(cellsOf(world), 2))('$what ($from asks, $to approves): $humans', async ({ humans, pair }) => {
    const former: Who[] = []
    const [requester, approver] = await pair(former)
    for (const { platform, workspace, user } of former)
      await installation.card(cast.owner, `roll ta bort ${platform}:${workspace}/${user}`)
    installation.posts.length = 0
    const plan = String((await installation.card(requester, 'verifiera konton företag=9207 igen=ja')).data!.plan)
    const asked = await installation.card(requester, `bekräfta ${plan}`)
    expect(asked.data).toMatchObject({ state: 'awaiting' })
    const approved = await installation.card(approver, `godkänn ${plan}`)
    if (humans === 'two') return expect(approved.data).toMatchObject({ send: plan })
    expect(refused(approved)).toBe('own_plan')
    expect(await installation.count(`sends where code = '${plan}'`)).toBe(0)
    // Whoever can show that they are another human is told how, on every card about it.
    expect(/koppla/.test(`${approved.title} ${approved.text}`)).toBe(humans === 'unclear')
    if (humans === 'unclear') expect(JSON.stringify(asked)).toContain('efter ”koppla”')
  })
})

describe('aliases', () => {
  it.each([
    ['anna@acme.example', 'adm-anna@acme.example'],
    ['anna@acme.example', 'admanna@acme.example'],
    ['anna.berg@acme.example', 'anna.berg.admin@acme.example'],
    ['anna.berg@acme.example', 'anna.berg@acme.onmicrosoft.example'],
    ['anna.berg@acme.example', 'aberg@acme.example'],
    ['anna.berg@acme.example', 'a.berg@acme.example'],
    ['anna.berg@acme.example', 'berg.anna@acme.example'],
    ['anna.svensson@acme.example', 'svenssona@acme.example'],
    ['anna.svensson@acme.example', 'annsve01@acme.example'],
    ['anna.svensson@acme.example', 'ansv@acme.example'],
    ['åsa.öberg@acme.example', 'asa.oberg@acme.example'],
    ['anna@acme.example', 'anna+test@acme.example'],
    ['anna@acme.example', 'anna2@acme.example'],
  ])('%s and %s', (one, other) => {
    expect([looksLikeAlias(one, other), looksLikeAlias(other, one)]).toEqual([true, true])
  })

  it.each([
    ['hanna@acme.example', 'anna@acme.example'],
    ['anna.berg@acme.example', 'anna.holm@acme.example'],
    ['admin1@acme.example', 'admin2@acme.example'],
    ['hr1@acme.example', 'hr2@acme.example'],
    ['anna.svensson@acme.example', 'anders.svensson@acme.example'],
    ['owner@acme.example', 'admin@acme.example'],
    ['olle@acme.example', 'sara@acme.example'],
  ])('%s and %s are not', (one, other) => {
    expect([looksLikeAlias(one, other), looksLikeAlias(other, one)]).toEqual([false, false])
  })
})

describe('the attack: one human with two platforms', () => {
  it('is not made two by answering their own request about a colleague’s record', async () => {
    const slack = await admin('slack', 'anna5@acme.example')
    await link(slack, 'A5', 'code')
    const teams = await admin('teams', 'private@home.example')
    const asked = await installation.card(teams, 'koppla')
    const answered = await installation.card(slack, `koppla godkänn ${asked.data!.request} A6 företag=100`)
    expect(answered.data).toMatchObject({ approved: true })
    const plan = String((await installation.card(teams, 'verifiera konton företag=9207 igen=ja')).data!.plan)
    await installation.card(teams, `bekräfta ${plan}`)
    expect(refused(await installation.card(slack, `godkänn ${plan}`))).toBe('own_plan')
    // Linked by word, they can still prove themselves: the code goes to the record’s address, not to theirs.
    expect((await installation.card(teams, 'koppla')).data).toEqual({ asked: 'code' })
    expect(await installation.count(`deliveries where action = 'code' and email_key = 'anna6@acme.example'`)).toBe(1)
  })
})
