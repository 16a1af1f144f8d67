import { slackCode, WebAPIRateLimitedError, type WebClient } from './kit.ts'

const EVENT = 'verifiera_answer'
/** How far back a lost post is looked for, in seconds. */
const BACK = 120

/** Goes along with an answer, unseen, so that it can be found again. */
export const answerMark = (id: string) => ({ event_type: EVENT, event_payload: { id } })

/**
 * A post that may have arrived although the connection says otherwise is never repeated blindly: in the direct
 * conversation, the only one we may read, it is looked for first. Its timestamp, or undefined when it is not there.
 */
export async function findPosted(
  client: WebClient,
  channel: string,
  id: string,
  now: Date,
): Promise<string | undefined> {
  if (!channel.startsWith('D')) return undefined
  const oldest = String(now.getTime() / 1_000 - BACK)
  const { messages = [] } = await client.conversations.history({
    channel,
    oldest,
    limit: 50,
    include_all_metadata: true,
  })
  return messages.find((message) => {
    const { event_type, event_payload } = message.metadata ?? {}
    return event_type === EVENT && (event_payload as { id?: string } | undefined)?.id === id
  })?.ts
}

/** Neither a plain refusal nor a rate limit: Slack may have done what was asked. */
export const isUnclear = (error: unknown): boolean =>
  slackCode(error) === undefined && !(error instanceof WebAPIRateLimitedError)
