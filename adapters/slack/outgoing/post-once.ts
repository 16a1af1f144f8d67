import { WebAPIRateLimitedError, type WebClient } from '../bolt/sdk.ts'
import { mayHaveTaken } from './errors.ts'

const EVENT = 'verifiera_answer'
/** An entry older than this, in milliseconds, may have been handled before. */
const FIRST_ATTEMPT = 5_000
/** Slack's clock and ours may differ by some seconds. */
const CLOCK_DIFFERENCE = 60_000

/** Ids of entries whose post failed although Slack may have taken it. They are few, and the oldest are forgotten. */
const doubtful = new Set<string>()
const MAX_DOUBTFUL = 1_000

/** The entry that a message answers: its id, and when it was received, in milliseconds. */
export interface Answered {
  id: string
  at: number
}

interface Conversation {
  channel: string
  thread?: string
}

/** Metadata of a message, which nobody sees. It lets an answer be found again by the entry that it answers. */
export const answerMetadata = ({ id }: Answered) => ({ event_type: EVENT, event_payload: { id } })

/**
 * Posts an answer once. When the connection is lost or Slack fails inside, it may have taken the post, and when the
 * entry is old a process may have answered it before it died; then the answer is looked for before it is posted again.
 * Only the direct conversation with the bot can be read, so elsewhere it may be posted twice.
 */
export async function postOnce(
  client: WebClient,
  where: Conversation,
  answered: Answered,
  now: Date,
  post: () => Promise<{ ts?: string }>,
): Promise<{ ts?: string }> {
  if (isLater(answered, now) || doubtful.has(answered.id)) {
    const found = await findAnswer(client, where, answered).catch(throwIfLimited)
    if (found) return found
  }
  try {
    return await post()
  } catch (error) {
    if (!mayHaveTaken(error)) throw error
    doubtful.add(answered.id)
    if (doubtful.size > MAX_DOUBTFUL) doubtful.delete(doubtful.values().next().value!)
    const found = await findAnswer(client, where, answered)
    if (!found) throw error
    return found
  }
}

const isLater = ({ at }: Answered, now: Date): boolean => now.getTime() - at > FIRST_ATTEMPT

/** The `ts` of what a process has posted for an old entry before it died, where that can be found out. */
export async function findLeft(
  client: WebClient,
  where: Conversation,
  answered: Answered,
  now: Date,
): Promise<string | undefined> {
  if (!isLater(answered, now)) return undefined
  return (await findAnswer(client, where, answered).catch(() => undefined))?.ts
}

/**
 * Where the history cannot be read, an answer that comes twice is better than none. A rate limit only has to be waited
 * out.
 */
function throwIfLimited(error: unknown): undefined {
  if (error instanceof WebAPIRateLimitedError) throw error
}

/** The history of a conversation leaves out what stands in threads, each of which has a history of its own. */
async function findAnswer(
  client: WebClient,
  { channel, thread }: Conversation,
  answered: Answered,
): Promise<{ ts?: string } | undefined> {
  if (!channel.startsWith('D')) return undefined
  const oldest = String((answered.at - CLOCK_DIFFERENCE) / 1_000)
  const newest = { channel, oldest, limit: 50, include_all_metadata: true } as const
  const { messages = [] } = thread
    ? await client.conversations.replies({ ...newest, ts: thread })
    : await client.conversations.history(newest)
  return messages.find(({ metadata }) => {
    return metadata?.event_type === EVENT && (metadata.event_payload as { id?: string } | undefined)?.id === answered.id
  })
}
