import { afterEach, expect, it } from 'vitest'
import { readConfig } from '../../../src/config/config.ts'
import { type AdapterUnderTest, startAdapter } from '../../support/slack/adapter.ts'
import { slackEnvironment } from '../../support/slack/product.ts'
import { TEAM } from '../../support/slack/state.ts'

let slack: AdapterUnderTest
afterEach(() => slack?.close())

const OTHER = 'T0OTHER'
const tokens = { [TEAM]: 'xoxb-fictional', [OTHER]: 'xoxb-other' }
const start = (config: object, installed: [string, string][] = []) =>
  startAdapter(({ text }) => ({ card: { kind: 'notice', tone: 'info', title: text }, private: true }), {
    config,
    tokens: installed,
  })

it('several workspaces are each served with their own token', async () => {
  const config = { teams: [TEAM, OTHER], botToken: undefined, botTokens: tokens }
  slack = await start(config, [[tokens[OTHER]!, OTHER]])
  slack.fake.state.addUser('U0THERE', 'Tora There', { team_id: OTHER })
  slack.fake.state.addUser('U0HERE', 'Hans Here')
  await slack.people.write('U0HERE', 'hjälp')
  const there = slack.people.eventBody(slack.people.messageEvent('U0THERE', 'status'), {
    team_id: OTHER,
    authorizations: [{ team_id: OTHER, user_id: 'U0BOT', is_bot: true }],
  })
  await slack.people.deliver(JSON.stringify(there))
  await slack.settled()
  expect(slack.inbox.failures).toEqual([])
  expect(slack.said.map(({ who, text }) => `${who.workspace} ${who.standing} ${text}`)).toEqual([
    `${TEAM} member hjälp`,
    `${OTHER} member status`,
  ])
  expect(slack.fake.state.messages.map(({ channel, text }) => `${channel} ${text}`)).toEqual([
    'D0HERE hjälp',
    'D0THERE status',
  ])
})

it('a token that is withdrawn in one workspace is told to the operator with the workspace; the other goes on', async () => {
  const config = { teams: [TEAM, OTHER], botToken: undefined, botTokens: tokens }
  slack = await start(config, [[tokens[OTHER]!, OTHER]])
  slack.fake.state.addUser('U0THERE', 'Tora There', { team_id: OTHER })
  slack.fake.state.addUser('U0HERE', 'Hans Here')
  const there = (text: string) => {
    const authorizations = [{ team_id: OTHER, user_id: 'U0BOT', is_bot: true }]
    const body = slack.people.eventBody(slack.people.messageEvent('U0THERE', text), { team_id: OTHER, authorizations })
    return slack.people.deliver(JSON.stringify(body))
  }
  await there('ett')
  await slack.settled()
  slack.fake.tokens.delete(tokens[OTHER]!)
  await there('två')
  await slack.people.write('U0HERE', 'tre')
  await slack.settled()
  expect(slack.inbox.failures).toEqual([])
  expect(slack.fake.state.messages.map(({ text }) => text)).toEqual(['ett', 'tre'])
  expect(slack.logged.join()).toMatch(/refuses to post.*invalid_auth.*T0OTHER/)
})

/** As https://docs.slack.dev/enterprise/organization-ready-apps describes and Slack's own examples show. */
it('installed for a whole organisation, what names the organisation is read as said in the workspace of who said it', async () => {
  slack = await start({})
  slack.fake.state.addUser('U0ORG', 'Orvar Org')
  const grid = { enterprise_id: 'E0GRID', user_id: 'U0BOT', is_bot: true, is_enterprise_install: true }
  const told = (text: string, more: object) => {
    const body = slack.people.eventBody(slack.people.messageEvent('U0ORG', text), { team_id: 'E0GRID', ...more })
    return slack.people.deliver(JSON.stringify(body))
  }
  await told('ett', { context_team_id: TEAM, authorizations: [{ ...grid, team_id: null }] })
  await told('två', { authorizations: [{ ...grid, team_id: 'E0GRID' }] })
  const [user, view] = [
    { id: 'U0ORG', team_id: TEAM },
    { id: 'V0', callback_id: 'filter', state: { values: {} } },
  ]
  await slack.people.interact({
    ...{ type: 'view_submission', team: null, user, trigger_id: '1.2' },
    view: { ...view, team_id: 'E0GRID', app_installed_team_id: 'E0GRID' },
  })
  await slack.settled()
  expect(slack.inbox.failures).toEqual([])
  expect(slack.said.map(({ who }) => `${who.workspace} ${who.standing}`)).toEqual(Array(3).fill(`${TEAM} member`))
})

const settings = (more: Record<string, string>) =>
  readConfig({ ...slackEnvironment('https://slack.com/api/'), ...more }).slack
const both = `${TEAM},${OTHER}`

it('the configuration gives each workspace its token, or one to a whole organisation', () => {
  expect(settings({ SLACK_TEAMS: both, SLACK_BOT_TOKEN: `${TEAM}:xoxb-a, ${OTHER}:xoxb-b` })).toMatchObject({
    teams: [TEAM, OTHER],
    botTokens: { [TEAM]: 'xoxb-a', [OTHER]: 'xoxb-b' },
  })
  expect(settings({ SLACK_TEAMS: both, SLACK_BOT_TOKEN: 'E0GRID:xoxb-org' })).toMatchObject({ botToken: 'xoxb-org' })
  expect(settings({ SLACK_TEAMS: TEAM, SLACK_BOT_TOKEN: `${TEAM}:xoxb-a` })).toMatchObject({ botTokens: {} })
})

it.each([
  ['several workspaces with one token', both, 'xoxb-a'],
  ['a workspace without a token', both, `${TEAM}:xoxb-a`],
  ['a token for a workspace that is not let in', TEAM, `${TEAM}:xoxb-a,${OTHER}:xoxb-b`],
  ['tokens of which one names no workspace', both, `${TEAM}:xoxb-a,xoxb-b`],
])('the start refuses %s, without repeating a token', (_, teams, token) => {
  const read = () => settings({ SLACK_TEAMS: teams, SLACK_BOT_TOKEN: token })
  expect(read).toThrow(/^SLACK_BOT_TOKEN: (?!.*xoxb-[ab])/)
})

it.each(['t0acme', 'acme', 'https://acme.slack.com', `${TEAM};${OTHER}`, `${TEAM} ${OTHER}`, 'E0GRID'])(
  'the start refuses %s, which is the id of no workspace',
  (teams) => expect(() => settings({ SLACK_TEAMS: teams })).toThrow(/^SLACK_TEAMS: must be ids of workspaces, T…/),
)

it.each(['xapp-1', 'xoxp-1', `${TEAM}:xoxp-1`, 'xoxe.xoxb-1'])(
  'the start refuses %s, which is no lasting token of a bot',
  (token) => {
    const read = () => settings({ SLACK_BOT_TOKEN: token })
    expect(read).toThrow(/^SLACK_BOT_TOKEN: .*xoxb-…/)
    expect(read).not.toThrow(/-1/)
  },
)

it('a workspace that is named twice is one', () => {
  expect(settings({ SLACK_TEAMS: `${TEAM},${TEAM}` })?.teams).toEqual([TEAM])
})

it.each([
  ['that Slack refuses', tokens, /^SLACK_BOT_TOKEN: Slack refuses it for T0OTHER: invalid_auth/],
  ['of another workspace', { ...tokens, [OTHER]: tokens[TEAM]! }, /belongs to another workspace, T0ACME/],
])('the start refuses a token %s', async (_, botTokens, words) => {
  await expect(start({ teams: [TEAM, OTHER], botToken: undefined, botTokens })).rejects.toThrow(words)
  slack = await start({})
})

it('a scope that is missing in a workspace is told to the operator at the start', async () => {
  slack = await start({})
  slack.fake.scopes = ['chat:write', 'commands']
  await slack.chat.start!()
  expect(slack.logged.join()).toMatch(/lacks scopes.*T0ACME.*files:read/)
})
