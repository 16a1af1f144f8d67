import { z } from 'zod'

const id = z.string().min(1).max(1024)
/** Text that is too long is cut, and what is not text is left out: neither is a reason to leave somebody unanswered. */
const short = (most: number) =>
  z
    .string()
    .transform((text) => text.slice(0, most))
    .nullish()
    .catch(undefined)
const words = short(1024)
/** The first items of a list that have the expected shape. */
const some = <T extends z.ZodType>(item: T, most: number) =>
  z
    .array(z.unknown())
    .transform((given) => given.slice(0, most).flatMap((one) => item.safeParse(one).data ?? []) as z.infer<T>[])
    .nullish()
    .catch(undefined)

const attachment = z.object({
  contentType: z.string().max(256),
  name: words,
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
  text: short(100_000),
  value: z.unknown().optional(),
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
