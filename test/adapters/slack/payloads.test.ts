import { expect, it } from 'vitest'
import { entryShape } from '../../../adapters/slack/incoming/entry.ts'
import { readBody } from '../../../adapters/slack/incoming/read.ts'
import { damaged, isStored, runs } from '../../support/payloads/payloads.ts'
import fc from '../../support/seeded.ts'

const event = (inner: object) => ({
  type: 'event_callback',
  api_app_id: 'A0',
  team_id: 'T0',
  event_id: 'Ev0',
  authorizations: [{ team_id: 'T0', user_id: 'U0BOT', is_bot: true }],
  event: inner,
})
const by = { user: { id: 'U0ANNA', team_id: 'T0' }, team: { id: 'T0' }, trigger_id: '1.2' }

/** Requests as Slack documents them: https://docs.slack.dev/reference/interaction-payloads */
const bodies: [string, object][] = [
  [
    'a command',
    {
      command: '/verifiera',
      team_id: 'T0',
      user_id: 'U0ANNA',
      channel_id: 'C0',
      text: 'status',
      trigger_id: '1.2',
      response_url: 'https://hooks.slack.com/x',
    },
  ],
  [
    'a message',
    event({
      type: 'message',
      channel_type: 'im',
      user: 'U0ANNA',
      channel: 'D0',
      ts: '1.1',
      text: 'status <@U0BOT>',
      files: [{ id: 'F0', name: 'a.csv', size: 3 }],
    }),
  ],
  [
    'a mention',
    event({ type: 'app_mention', user: 'U0ANNA', channel: 'C0', ts: '1.1', text: '<@U0BOT> status', thread_ts: '1.0' }),
  ],
  ['the home page', event({ type: 'app_home_opened', tab: 'home', user: 'U0ANNA', channel: 'D0' })],
  [
    'a button',
    {
      type: 'block_actions',
      ...by,
      actions: [{ action_id: 'say:1', block_id: 'b', value: 'utskick K7QM' }],
      container: { channel_id: 'C0', message_ts: '1.1', is_ephemeral: true },
      channel: { id: 'C0' },
      message: { ts: '1.1' },
      response_url: 'https://hooks.slack.com/x',
    },
  ],
  [
    'a field of the form',
    {
      type: 'block_actions',
      ...by,
      actions: [{ action_id: 'filter:company', block_id: 'b' }],
      view: { id: 'V0', app_installed_team_id: 'T0', state: { values: { a: { b: { type: 'x' } } } } },
    },
  ],
  [
    'the form',
    {
      type: 'view_submission',
      ...by,
      view: { id: 'V0', hash: '1', state: { values: { a: { b: { selected_option: { value: 'x' } } } } } },
    },
  ],
  [
    'a shortcut',
    {
      type: 'message_action',
      callback_id: 'import_file',
      ...by,
      channel: { id: 'C0' },
      message: { files: [{ id: 'F0', name: 'a.csv' }] },
      response_url: 'https://hooks.slack.com/x',
    },
  ],
]

it.each(bodies)('%s is read as it is, and damaged in any way it is read or refused, never more', (_, body) => {
  expect(readBody(body, ['T0'], 1)?.kind).toBe('keep')
  fc.assert(
    fc.property(damaged(body), (payload) => {
      const reading = readBody(payload, ['T0'], 1)
      if (reading?.kind !== 'keep') return
      expect(entryShape.safeParse(reading.entry).success).toBe(true)
      expect(isStored([reading.entry, reading.keys])).toBe(true)
    }),
    { numRuns: runs(10_000) / bodies.length },
  )
})
