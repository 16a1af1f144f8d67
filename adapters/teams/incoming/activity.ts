import { z } from 'zod'

const id = z.string().min(1).max(1024)
const words = z.string().max(1024).nullish()

const attachment = z.object({
  contentType: z.string().max(256),
  name: z.string().max(1024).nullish(),
  content: z.unknown().optional(),
})

const entity = z.object({
  type: z.string().max(256),
  text: words,
  mentioned: z.object({ id: words }).nullish(),
})

/** The fields of a Bot Framework activity that we read; all others are dropped before it is stored. */
export const activityShape = z.object({
  type: z.string().min(1).max(64),
  id: id.nullish(),
  name: words,
  action: words,
  locale: words,
  timestamp: words,
  serviceUrl: id,
  channelId: z.literal('msteams'),
  replyToId: words,
  from: z.object({ id, name: words, aadObjectId: words }),
  recipient: z.object({ id, name: words }),
  conversation: z.object({
    id,
    tenantId: words,
    conversationType: words,
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: words }).nullish(),
      team: z.object({ id: words }).nullish(),
      legacy: z.object({ replyToId: words }).nullish(),
    })
    .nullish(),
  text: z.string().max(100_000).nullish(),
  value: z.unknown().optional(),
  attachments: z.array(attachment).max(50).nullish(),
  entities: z.array(entity).max(200).nullish(),
  membersAdded: z.array(z.object({ id })).max(1000).nullish(),
})

export type Activity = z.infer<typeof activityShape>

/** The tenant that the activity belongs to; the gate admits none without one. */
export const tenantOf = (activity: Activity): string => (activity.channelData?.tenant?.id ?? '').toLowerCase()

/** Whether only one person and the bot are in the conversation. */
export function isPersonal({ conversation }: Activity): boolean {
  if (conversation.conversationType) return conversation.conversationType === 'personal'
  return !conversation.isGroup && !conversation.id.startsWith('19:')
}
