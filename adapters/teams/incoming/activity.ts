import { z } from 'zod'
import { isShallow, isStorable, storable } from '#bot'

/** An id that Teams has made. One that cannot be stored is not theirs. */
const id = z.string().min(1).max(1024).refine(isStorable)
const idOrNone = z.string().max(1024).refine(isStorable).nullish()
/** Text that is too long is cut, and what is not text is left out: neither is a reason to leave somebody unanswered. */
const short = (most: number) =>
  z
    .string()
    .transform((text) => storable(text.slice(0, most)))
    .nullish()
    .catch(undefined)
/** What people have written. */
const words = short(1024)
/** Read further where it is used. */
const anything = z
  .unknown()
  .refine((value) => isShallow(value))
  .transform(cleaned)
  .optional()
/** The first items of a list that have the expected shape. */
const some = <T extends z.ZodType>(item: T, most: number) =>
  z
    .array(z.unknown())
    .transform((given) => given.slice(0, most).flatMap((one) => item.safeParse(one).data ?? []) as z.infer<T>[])
    .nullish()
    .catch(undefined)

/** JSON with every text in it as it can be stored. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storable(key), cleaned(each)]))
}

const attachment = z.object({
  contentType: z.string().max(256).refine(isStorable),
  id: words,
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
  name: words,
  action: words,
  locale: words,
  timestamp: words,
  serviceUrl: id,
  channelId: z.literal('msteams'),
  replyToId: idOrNone,
  from: z.object({ id, name: words, aadObjectId: idOrNone }),
  recipient: z.object({ id, name: words, isTargeted: z.boolean().nullish().catch(undefined) }),
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
      eventType: words,
    })
    .nullish(),
  text: short(100_000),
  value: anything,
  attachments: some(attachment, 50),
  entities: some(entity, 200),
  membersAdded: some(z.object({ id }), 1000),
})

export type Activity = z.infer<typeof activityShape>

/** The tenant that the activity belongs to; the gate admits none without one. */
export const tenantOf = (activity: Activity): string => (activity.channelData?.tenant?.id ?? '').toLowerCase()

/** Whether only one person and the bot are in the conversation. */
export function isPersonal({ conversation }: Activity): boolean {
  if (conversation.conversationType) return conversation.conversationType === 'personal'
  return !conversation.isGroup && !conversation.id.startsWith('19:')
}
