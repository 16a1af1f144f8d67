import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Said } from '../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../support/slack/adapter.ts'
import { TEAM } from '../../support/slack/state.ts'

let slack: AdapterUnderTest

beforeAll(async () => {
  slack = await startAdapter(() => ({ card: { kind: 'notice', tone: 'info', title: 'Svar' }, private: true }))
  slack.fake.tiersOn = false
})
afterAll(() => slack.close())

async function hear(id: string): Promise<Said> {
  await slack.people.write(id, 'status')
  await slack.settled()
  return slack.said.at(-1)!
}

describe('a person', () => {
  it.each([
    ['a member', {}, 'member', true],
    [
      'a member whose home is another workspace of the same organisation',
      { team_id: 'T0GRID', enterprise_user: { teams: [TEAM] } },
      'member',
      true,
    ],
    ['a member whose address is not confirmed', { is_email_confirmed: false }, 'member', false],
    ['a guest', { is_restricted: true }, 'guest', false],
    ['a guest of one channel', { is_ultra_restricted: true }, 'guest', false],
    ['somebody of another workspace', { team_id: 'T0OTHER' }, 'stranger', false],
    ['somebody without a workspace', { team_id: undefined }, 'stranger', false],
    ['a stranger', { is_stranger: true }, 'stranger', false],
    ['a bot', { is_bot: true }, 'bot', false],
    ['somebody who has left', { deleted: true }, 'deleted', false],
  ])('%s', async (what, more, standing, hasEmail) => {
    const id = `U${what.replaceAll(' ', '').toUpperCase()}`
    slack.fake.state.addUser(id, 'Anna Alm', more)
    const { who } = await hear(id)
    expect(who).toMatchObject({ platform: 'slack', workspace: TEAM, user: id, standing })
    expect(who.email).toBe(hasEmail ? 'anna@acme.example' : undefined)
  })

  it('is cached for a minute, and read again before what cannot be undone', async () => {
    const anna = slack.fake.state.addUser('U0ANNA', 'Anna Alm')
    const said = await hear('U0ANNA')
    anna.deleted = true
    expect((await hear('U0ANNA')).who.standing).toBe('member')
    expect((await said.readAgain!()).standing).toBe('deleted')
    expect((await hear('U0ANNA')).who.standing).toBe('deleted')
  })

  it.each([
    ['sv-SE', 'sv'],
    ['en-GB', 'en'],
    ['fi-FI', undefined],
  ])('with the locale %s has the language %s', async (locale, language) => {
    slack.fake.state.addUser(`U${locale}`, 'Anna Alm', { locale })
    expect((await hear(`U${locale}`)).language).toBe(language)
  })

  it('whom Slack does not know is a stranger', async () => {
    slack.fake.state.addUser('U0GONE', 'Anna Alm')
    slack.fake.state.users.delete('U0GONE')
    await slack.people.write('U0GONE', 'status')
    await slack.settled()
    expect(slack.said.at(-1)?.who.standing).toBe('stranger')
  })
})
