import { slackCode, WebAPIRateLimitedError, type WebClient } from '../blocks/sdk.ts'

const EVENT = 'verifiera_answer'
/** Younger answers are first tries: their message was worked on at once. */
const FIRST_TRY = 5_000

/** Which message an answer is to, and when that was said, in milliseconds. */
export interface Mark {
  id: string
  at: number
}

/** Goes along with an answer, unseen, so that it can be found again. */
export const answerMark = ({ id }: Mark) => ({ event_type: EVENT, event_payload: { id } })

/**
 * Posts an answer, but never blindly twice: after a lost connection, or long after the message, when somebody else may
 * have answered and died, it is looked for first. Only the direct conversation may be read; elsewhere it is posted.
 */
export async function postOnce(
  client: WebClient,
  channel: string,
  mark: Mark,
  now: Date,
  post: () => Promise<{ ts?: string }>,
): Promise<{ ts?: string }> {
  if (now.getTime() - mark.at > FIRST_TRY) {
    const found = await findPosted(client, channel, mark).catch(() => undefined)
    if (found) return found
  }
  try {
    return await post()
  } catch (error) {
    const found = isUnclear(error) ? await findPosted(client, channel, mark) : undefined
    if (!found) throw error
    return found
  }
}

async function findPosted(client: WebClient, channel: string, mark: Mark): Promise<{ ts?: string } | undefined> {
  if (!channel.startsWith('D')) return undefined
  // Slack's clock and ours may differ by some seconds.
  const oldest = String(mark.at / 1_000 - 60)
  const { messages = [] } = await client.conversations.history({
    channel,
    oldest,
    limit: 50,
    include_all_metadata: true,
  })
  return messages.find(({ metadata }) => {
    return metadata?.event_type === EVENT && (metadata.event_payload as { id?: string } | undefined)?.id === mark.id
  })
}

/** Neither a plain refusal nor a rate limit: Slack may have done what was asked. */
const isUnclear = (error: unknown): boolean =>
  slackCode(error) === undefined && !(error instanceof WebAPIRateLimitedError)
