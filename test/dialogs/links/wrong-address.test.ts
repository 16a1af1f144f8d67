import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Who } from '#bot'
import { beta, cast, type Installation, inSlack, protectedWords, startInstallation } from '../../rights/installation.ts'
import { until } from '../../support/until.ts'

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.stop())

/** Says a line, and returns the titles of the cards that were posted to others because of it, by the reader. */
async function heard(act: () => Promise<unknown>, atLeast: number) {
  const before = installation.posts.length
  await act()
  const posts = await until(
    () => installation.posts.slice(before),
    (all) => all.length >= atLeast,
  )
  // Whoever should not hear it would hear it in the same moment.
  await new Promise((done) => setTimeout(done, 300))
  expect(installation.posts.length - before).toBe(posts.length)
  return Object.fromEntries(posts.map(({ where, card }) => [String(where.channel).replace('D-', ''), card]))
}

/** Owners and admins write once, so that there is a place to reach them. */
async function everybodyIsThere() {
  for (const who of [cast.owner, cast.secondOwner, cast.admin, cast.acme, cast.beta])
    await installation.card(who, 'hjälp')
}

describe('an employee whose address is wrong', () => {
  beforeAll(everybodyIsThere)

  it('tells the admins of the own company, who get a button for the person; those of others hear nothing', async () => {
    const cards = await heard(async () => {
      const answer = await installation.card(cast.linked, 'anmäl fel adress')
      expect(answer.title).toBe('Tack, nu får HR veta det')
      expect(JSON.stringify(answer)).not.toMatch(/acmesson|@|A1\b/i)
    }, 4)
    expect(Object.keys(cards).sort()).toEqual(['U0ACME', 'U0ADMIN', 'U0OWNER', 'U0SECOND'])
    expect(cards.U0ACME!.title).toBe('Anna Almgren (slack) säger att adressen till Anna Acmesson1 är fel')
    expect(JSON.stringify(cards.U0ACME)).not.toContain('@')
    const [button] = cards.U0ACME!.buttons!
    expect(button).toMatchObject({ say: 'status A1 företag=100' })
    expect((await installation.card(cast.acme, 'status A1 företag=100')).kind).toBe('person')
  })

  it('is answered alike when the record is not known, and each admin is shown only the own namesakes', async () => {
    const stranger = inSlack('U0NAMESAKE', 'nytt@hemma.example', 'Bodil Betasson3')
    const cards = await heard(async () => {
      const answer = await installation.card(stranger, 'anmäl fel adress')
      expect(answer.title).toBe('Tack, nu får HR veta det')
    }, 5)
    expect(JSON.stringify(cards.U0BETA!.buttons)).toContain('status B3 företag=9207')
    expect(cards.U0ACME!.buttons).toEqual([])
    expect(JSON.stringify({ ...cards.U0ACME, title: '' })).not.toMatch(beta)
  })

  it('is asked back by an intent, with a button that says the line', async () => {
    const card = await installation.card(cast.unlinked, 'jag har fel mejladress')
    expect(card.buttons).toContainEqual(expect.objectContaining({ say: 'anmäl fel adress' }))
  })

  it('is refused after three times a day, in words that tell nothing', async () => {
    for (let i = 0; i < 2; i++) await installation.card(cast.linked, 'anmäl fel adress')
    const card = await installation.card(cast.linked, 'anmäl fel adress')
    expect(card.data?.refused).toBe('too_often')
  })

  it('leaves an entry in the history of the person', async () => {
    expect(JSON.stringify(await installation.card(cast.acme, 'historik A1 företag=100'))).toContain(
      'anmälde fel adress',
    )
  })

  it('as an admin is told how to change it, and nobody else hears of it', async () => {
    const before = installation.posts.length
    expect((await installation.card(cast.admin, 'report wrong address')).title).toBe('Du kan byta adressen själv')
    await new Promise((done) => setTimeout(done, 300))
    expect(installation.posts.length).toBe(before)
  })
})

describe('whoever has the letter', () => {
  beforeAll(everybodyIsThere)
  const linkOf = async (who: Who, number: string, address: string) => {
    await installation.card(who, `verifiera ${number}`)
    await installation.settled()
    return installation.linkTo(address)
  }
  const report = (token: string) => installation.app.page.reportWrong(token, '192.0.2.7')

  it('tells the same admins from the page, without a name of their own', async () => {
    const token = await linkOf(cast.acme, 'A4', 'anna4@acme.example')
    const cards = await heard(() => report(token), 4)
    expect(Object.keys(cards).sort()).toEqual(['U0ACME', 'U0ADMIN', 'U0OWNER', 'U0SECOND'])
    expect(cards.U0ACME!.title).toBe('Den som fick mejlet till Anna Acmesson4 säger att adressen är fel')
    // The link still works: nothing was changed.
    expect((await installation.app.page.open(token)).state).toBe('live')
  })

  it('of a protected person is heard by owners alone', async () => {
    const token = await linkOf(cast.owner, 'S1', 'hemlig1@gomd.example')
    const cards = await heard(() => report(token), 2)
    expect(Object.keys(cards).sort()).toEqual(['U0OWNER', 'U0SECOND'])
    expect(cards.U0OWNER!.title).toMatch(protectedWords)
  })

  it('is heard three times a day of one person, and never of an unknown link', async () => {
    const token = await installation.linkTo('anna4@acme.example')
    for (let i = 0; i < 2; i++) await heard(() => report(token), 4)
    const before = installation.posts.length
    expect(await report(token)).toBe(true)
    expect(await report('U'.repeat(43))).toBe(true)
    await new Promise((done) => setTimeout(done, 300))
    expect(installation.posts.length).toBe(before)
  })
})
