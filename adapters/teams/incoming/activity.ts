import { z } from 'zod'
import { isShallow, isStorable, storable } from '#bot'

/** An id that Teams has made. One that cannot be stored is not theirs. */
const id = z.string().min(1).max(1024).refine(isStorable)
const idOrNone = z.string().max(1024).refine(isStorable).nullish()
/** What people have written. */
const words = z.string().max(1024).transform(storable).nullish()
/** Read further where it is used. */
const anything = z
  .unknown()
  .refine((value) => isShallow(value))
  .transform(cleaned)
  .optional()

/** JSON with every text in it as it can be stored. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storable(key), cleaned(each)]))
}

const attachment = z.object({
  contentType: z.string().max(256).refine(isStorable),
  name: words,
  content: anything,
})

const entity = z.object({
  type: z.string().max(256).refine(isStorable),
  text: words,
  mentioned: z.object({ id: idOrNone }).nullish(),
})

/** The fields of a Bot Framework activity that we read; all others are dropped before it is stored. */
export const activityShape = z.object({
  type: z.string().min(1).max(64).refine(isStorable),
  id: id.nullish(),
  name: idOrNone,
  action: idOrNone,
  locale: idOrNone,
  timestamp: idOrNone,
  serviceUrl: id,
  channelId: z.literal('msteams'),
  replyToId: idOrNone,
  from: z.object({ id, name: words, aadObjectId: idOrNone }),
  recipient: z.object({ id, name: words }),
  conversation: z.object({
    id,
    tenantId: idOrNone,
    conversationType: idOrNone,
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: idOrNone }).nullish(),
      team: z.object({ id: idOrNone }).nullish(),
      legacy: z.object({ replyToId: idOrNone }).nullish(),
    })
    .nullish(),
  text: z.string().max(100_000).transform(storable).nullish(),
  value: anything,
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
