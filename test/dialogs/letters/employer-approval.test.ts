import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { cast, type Installation, inSlack, inTeams, operator, startInstallation } from '../../rights/installation.ts'

vi.setConfig({ testTimeout: 60_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true })
}, 120_000)
afterAll(() => installation.stop())

const say = (who: Who, line: string) => installation.card(who, line)
let count = 0
/** A proposal that differs from every one before. */
async function propose(who: Who): Promise<{ card: Card; code: string }> {
  count += 1
  const card = await say(who, `brev ändra företag=100 namn="Acme ${count}"`)
  return { card, code: String(card.data!.plan) }
}
const nameNow = async () =>
  (await say(cast.owner, 'brev ändra företag=100')).facts?.find(([label]) => label === 'Visat namn')?.[1]
const named = () => `Acme ${count}`

describe('where there is another owner', () => {
  beforeEach(() => installation.posts.splice(0))

  it('asks them, with the change and their own way to see it, and changes nothing before', async () => {
    const { card, code } = await propose(cast.owner)
    expect(card.data).toMatchObject({ approval: true })
    expect(card.text).toContain('Sara Sund')
    const asked = await say(cast.owner, `bekräfta ${code}`)
    expect(asked).toMatchObject({ kind: 'plan', data: { plan: code, state: 'awaiting' } })
    expect(await nameNow()).not.toBe(named())
    await expect.poll(() => installation.posts.length).toBeGreaterThan(0)
    const [request] = installation.posts.map((post) => post.card)
    expect(request!.title).toContain('Olle Ohlsson')
    expect(request!.facts).toContainEqual(expect.arrayContaining(['Visat namn']))
    const lines = request!.buttons!.map((b) => ('say' in b ? b.say : ''))
    expect(lines).toEqual([`godkänn ${code}`, `brev verifiera ${code}`, `provbrev verifiera ${code}`, `stoppa ${code}`])
    expect((await say(cast.secondOwner, `brev verifiera ${code}`)).facts).toContainEqual([
      'Avsändare',
      expect.stringContaining(named()),
    ])
    expect(await say(cast.secondOwner, `godkänn ${code}`)).toMatchObject({ tone: 'good', data: { done: true } })
    expect(await nameNow()).toBe(named())
  })

  it('lets nobody approve their own, no admin, not the terminal, and nobody before they are asked', async () => {
    const { code } = await propose(cast.owner)
    expect(await say(cast.secondOwner, `godkänn ${code}`)).toMatchObject({ data: { refused: 'not_asked' } })
    await say(cast.owner, `bekräfta ${code}`)
    const refusals: [Who, string][] = [
      [cast.owner, 'own_plan'],
      [cast.admin, 'unknown_code'],
      [cast.acme, 'unknown_code'],
      [operator, 'not_yours'],
    ]
    for (const [who, why] of refusals)
      expect(await say(who, `godkänn ${code}`), who.user).toMatchObject({ data: { refused: why } })
    expect(await nameNow()).not.toBe(named())
    expect(await say(cast.secondOwner, `stoppa ${code}`)).toMatchObject({ data: { state: 'cancelled' } })
  })

  it('does not take the same human in Teams for another owner', async () => {
    const { code } = await propose(cast.owner)
    await say(cast.owner, `bekräfta ${code}`)
    const self = inTeams('bbbbbbbb-0000-4000-8000-000000000002', 'olle@acme.example')
    expect(await say(self, `godkänn ${code}`)).toMatchObject({ data: { refused: 'own_plan' } })
    await say(cast.owner, `stoppa ${code}`)
  })

  it('does not go on for somebody who is no owner any more', async () => {
    const past = inSlack('U0PASTOWNER', 'vera.strand@acme.example', 'Vera Strand')
    await say(cast.owner, 'roll ge <@U0PASTOWNER> ägare')
    const { code } = await propose(past)
    await say(past, `bekräfta ${code}`)
    await say(cast.owner, 'roll ta bort <@U0PASTOWNER>')
    expect(await say(cast.secondOwner, `godkänn ${code}`)).toMatchObject({ data: { refused: 'requester_lost_right' } })
    expect(await say(past, `bekräfta ${code}`)).toMatchObject({ data: { refused: 'not_allowed' } })
    // Not as an admin either.
    await say(cast.owner, 'roll ge <@U0PASTOWNER> admin')
    expect(await say(past, `bekräfta ${code}`)).toMatchObject({ data: { refused: 'not_allowed' } })
    expect(await say(cast.secondOwner, `godkänn ${code}`)).toMatchObject({ data: { refused: 'requester_lost_right' } })
    await say(cast.owner, 'roll ta bort <@U0PASTOWNER>')
    expect(await nameNow()).not.toBe(named())
    await say(cast.owner, `stoppa ${code}`)
  })

  it('is confirmed by the operator of the terminal alone', async () => {
    const { card, code } = await propose(operator)
    expect(card.data).toMatchObject({ approval: false })
    expect(await say(operator, `bekräfta ${code}`)).toMatchObject({ data: { done: true } })
    expect(await nameNow()).toBe(named())
  })

  it('is looked at and reminded of like every plan that waits', async () => {
    const { code } = await propose(cast.owner)
    await say(cast.owner, `bekräfta ${code}`)
    const lines = ({ buttons = [] }: Card) => buttons.map((b) => ('say' in b ? b.say : ''))
    const own = await say(cast.owner, `utskick ${code}`)
    expect(own).toMatchObject({ kind: 'plan', data: { plan: code, state: 'awaiting' } })
    expect(lines(own)).toEqual([`påminn ${code}`, `stoppa ${code}`])
    const theirs = await say(cast.secondOwner, `utskick ${code}`)
    expect(theirs.title).toBe('Olle Ohlsson ber dig godkänna hur breven från Acme AB ska se ut')
    expect(theirs.facts).toContainEqual(['Visat namn', expect.stringContaining(named())])
    expect(lines(theirs)).toContain(`godkänn ${code}`)
    expect(await say(cast.admin, `utskick ${code}`)).toMatchObject({ data: { refused: 'unknown_code' } })

    await expect.poll(() => installation.posts.length).toBeGreaterThan(0)
    installation.posts.splice(0)
    expect(await say(cast.secondOwner, `påminn ${code}`)).toMatchObject({ data: { refused: 'not_yours' } })
    expect((await say(cast.owner, `påminn ${code}`)).title).toBe('Påminnelsen är på väg')
    await expect.poll(() => installation.posts.map(({ card }) => card.title).join()).toContain('Påminnelse: Olle')
    expect(lines(installation.posts[0]!.card)).toContain(`godkänn ${code}`)
    expect(await say(cast.owner, `påminn ${code}`)).toMatchObject({ data: { refused: 'too_soon' } })
    await say(cast.owner, `stoppa ${code}`)
    expect(await say(cast.owner, `påminn ${code}`)).toMatchObject({ data: { refused: 'cancelled' } })
  })

  it('waits for a day and no longer', async () => {
    const { code } = await propose(cast.owner)
    await say(cast.owner, `bekräfta ${code}`)
    installation.clock.forward(24 * 3_600_000 + 1000)
    const over = await say(cast.secondOwner, `godkänn ${code}`)
    expect(over).toMatchObject({ data: { refused: 'expired' } })
    expect(over.title).toContain('inte inom 24 timmar')
  })
})

describe('where there is one owner', () => {
  let alone: Installation
  beforeAll(async () => {
    alone = await startInstallation({ idle: true, empty: true, environment: { FOUR_EYES_ABOVE: '5' } })
    const rows = (company: string, n: number) =>
      Array.from({ length: n }, (_, i) => `${company};Bolag ${company};${i};Ann;Ek${i};ann${i}@b${company}.example;;;`)
    const plan = await alone.upload(cast.owner, [...rows('300', 2), ...rows('400', 6)])
    await alone.card(cast.owner, `bekräfta ${plan.data!.plan}`)
    await alone.card(cast.owner, 'roll ge <@U0ADMIN> admin')
    await alone.card(cast.admin, 'hjälp')
  }, 120_000)
  afterAll(() => alone.stop())

  it('takes their word, and says so, for a company with few people', async () => {
    const card = await alone.card(cast.owner, 'brev ändra företag=300 namn="Tre"')
    expect(card.data).toMatchObject({ approval: false })
    expect(card.text).toContain('Det finns ingen annan ägare, så din bekräftelse räcker')
    expect(await alone.card(cast.owner, `bekräfta ${card.data!.plan}`)).toMatchObject({ data: { done: true } })
  })

  it('wants another owner for a company that a send to would need four eyes for', async () => {
    const card = await alone.card(cast.owner, 'brev ändra företag=400 namn="Fyra"')
    expect(card.data).toMatchObject({ approval: true })
    expect(card.text).toContain('roll ge <person> ägare')
    const asked = await alone.card(cast.owner, `bekräfta ${card.data!.plan}`)
    expect(asked).toMatchObject({ data: { state: 'awaiting' } })
    expect(asked.note).toContain('roll ge <person> ägare')
    await alone.card(cast.owner, 'roll ge <@U0SECOND> ägare')
    expect(await alone.card(cast.secondOwner, `godkänn ${card.data!.plan}`)).toMatchObject({ data: { done: true } })
  })
})
