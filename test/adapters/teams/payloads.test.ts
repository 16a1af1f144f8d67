import { expect, it, vi } from 'vitest'
import { type Activity, activityShape } from '../../../adapters/teams/incoming/activity.ts'
import { keysOf, kindOf, lineOf, placeOf, withId } from '../../../adapters/teams/incoming/read.ts'
import { damaged, isStored, runs } from '../../support/payloads/payloads.ts'
import fc from '../../support/seeded.ts'

vi.setConfig({ testTimeout: 300_000 })

const base = {
  id: '1',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  channelId: 'msteams',
  locale: 'sv-SE',
  from: { id: '29:anna', name: 'Anna', aadObjectId: 'a1' },
  recipient: { id: '28:bot', name: 'Verifiera' },
  conversation: { id: '19:x', tenantId: 't1', conversationType: 'personal' },
  channelData: { tenant: { id: 't1' }, team: { id: '19:team' }, legacy: { replyToId: '2' } },
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
const activities: [string, object][] = [
  [
    'a message',
    {
      ...base,
      type: 'message',
      text: '<at>Verifiera</at> status',
      entities: [{ type: 'mention', text: '<at>Verifiera</at>', mentioned: { id: '28:bot' } }],
    },
  ],
  [
    'a file',
    {
      ...base,
      type: 'message',
      text: 'importera',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'a.csv',
          content: { downloadUrl: 'https://x.sharepoint.com/a' },
        },
      ],
    },
  ],
  [
    'a button',
    {
      ...base,
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '2',
      value: { action: { verb: 'say', data: { say: 'status' } } },
    },
  ],
  ['an installation', { ...base, type: 'installationUpdate', action: 'add' }],
]

it.each(activities)('%s is read as it is, and damaged in any way it is read or refused, never more', (_, activity) => {
  expect(kindOf(activityShape.parse(activity))).toBeDefined()
  fc.assert(
    fc.property(damaged(activity), (payload) => {
      const read = activityShape.safeParse(payload)
      if (!read.success) return
      const received: Activity = withId(read.data)
      if (!kindOf(received)) return
      expect(isStored([received, keysOf(received), placeOf(received), lineOf(received)])).toBe(true)
    }),
    { numRuns: runs(10_000) / activities.length },
  )
})
