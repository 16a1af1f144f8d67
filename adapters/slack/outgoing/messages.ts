import type { Card, ChatHost, MessageRef, Place } from '#bot'
import type { Api } from '../api.ts'
import { WebAPIRateLimitedError } from '../bolt/sdk.ts'
import type { Rendered, RenderOptions } from '../render.ts'
import { createAttacher, PLAIN } from './attach.ts'
import { sendRendered } from './classic.ts'
import { type Destination, readPlace, refOf } from './destination.ts'
import { judge, refusesThread } from './errors.ts'
import { Pacer } from './pacer.ts'
import { type Limit, patiently } from './patience.ts'
import { type Answered, answerMetadata, findLeft, postOnce } from './post-once.ts'
import { sendToResponseUrl } from './response-url.ts'

/** Everything that is written to Slack. */
export interface Messages {
  /** Posts a new message. With `answered` it is posted once, however often that entry is handled. */
  send(where: Destination, card: Card, options: RenderOptions, answered?: Answered): Promise<MessageRef>
  /** Replaces a message. With `answered` it is found again as the answer to that entry. */
  edit(
    where: Destination & { message: string },
    card: Card,
    options: RenderOptions,
    answered?: Answered,
  ): Promise<MessageRef>
  /** A message that an earlier attempt has left for the entry; undefined as well where it cannot be looked for. */
  left(where: Destination, options: RenderOptions, answered: Answered): Promise<MessageRef | undefined>
  /** Removes a message of the bot; a failure is only logged. */
  remove(where: Destination & { message: string }): Promise<void>
  /** Posts a message that only `user` sees, in a channel where both the bot and the user are members. */
  sendEphemeral(where: Destination, user: string, card: Card, options: RenderOptions): Promise<void>
  /** Answers at a response_url, seen by the asker only; `replace` replaces the pressed message. */
  respond(url: string, card: Card, options: RenderOptions, replace: boolean): Promise<void>
  /** The channel id of the conversation between the bot and one person. */
  directChannel(team: string, user: string): Promise<string>
  /** `Chat.post`: background work, at the pace that the workspace allows. */
  post(where: Place, card: Card): Promise<MessageRef>
  stop(): void
}

/** Which of a workspace's clients: for somebody who waits, or for background work. */
type Pace = 'interactive' | 'background'

/** Slack allows about 50 updates a minute in a workspace, over all messages together. */
const UPDATE_GAP = 2_000
/** Slack allows one post a second in a channel. */
const POST_GAP = 1_000
/** Channels whose limit is remembered: it is over in seconds. */
const MAX_LIMITS = 1_000

export function openMessages(api: Api, host: ChatHost): Messages {
  const directChannels = new Map<string, string>()
  const updates = new Pacer<MessageRef>(UPDATE_GAP, retryAfter)
  const posts = new Pacer<MessageRef>(POST_GAP, retryAfter)
  const limits = new Map<string, Limit>()
  const attach = createAttacher(api, host)

  function limitOf({ workspace, channel }: Destination): Limit {
    const key = `${workspace}/${channel}`
    const limit = limits.get(key) ?? { freeAt: 0, gap: POST_GAP }
    limits.delete(key)
    limits.set(key, limit)
    if (limits.size > MAX_LIMITS) limits.delete(limits.keys().next().value!)
    return limit
  }

  async function directChannel(team: string, user: string): Promise<string> {
    const key = `${team}/${user}`
    const known = directChannels.get(key)
    if (known) return known
    const { conversations } = api.of(team).interactive
    const channel = (await patiently(() => conversations.open({ users: user }))).channel?.id
    if (!channel) throw new Error('Slack opened no conversation')
    directChannels.set(key, channel)
    return channel
  }

  async function post(where: Place, card: Card): Promise<MessageRef> {
    const { destination, options } = readPlace(where)
    const { message } = where
    if (!message) {
      const put = async () => {
        const channel = where.channel || (await directChannel(where.workspace, String(where.more?.user)))
        // Nobody tries again what nobody asked for, so it is looked for at once if Slack may have taken it.
        const answered = { id: crypto.randomUUID(), at: host.clock().getTime() }
        return besideThread({ ...destination, channel }, (there) => send('background', there, card, options, answered))
      }
      return posts.push(where.workspace, { key: crypto.randomUUID(), send: () => put().catch(throwGone) })
    }
    const key = `${where.channel}:${message}`
    const update = () => edit('background', { ...destination, message }, card, options).catch(throwGone)
    return updates.push(where.workspace, { key, send: update })
  }

  async function send(
    pace: Pace,
    where: Destination,
    card: Card,
    options: RenderOptions,
    answered?: Answered,
  ): Promise<MessageRef> {
    const client = api.of(where.workspace)[pace]
    const { channel, thread: thread_ts } = where
    const metadata = answered ? { metadata: answerMetadata(answered) } : {}
    let isClassic = false
    const put = (rendered: Rendered, classic: boolean) => {
      isClassic = classic
      return client.chat.postMessage({ channel, thread_ts, ...rendered, ...PLAIN, ...metadata })
    }
    const post = () => sendRendered(card, options, host.log, put)
    const { ts } = await (answered ? postOnce(client, where, answered, host.clock(), post) : post())
    const message = String(ts)
    await attach({ ...where, message }, card, options, isClassic)
    return refOf(where, message, options)
  }

  async function edit(
    pace: Pace,
    where: Destination & { message: string },
    card: Card,
    options: RenderOptions,
    answered?: Answered,
  ): Promise<MessageRef> {
    const client = api.of(where.workspace)[pace]
    const { channel, message } = where
    const metadata = answered ? { metadata: answerMetadata(answered) } : {}
    let isClassic = false
    const put = (rendered: Rendered, classic: boolean) => {
      isClassic = classic
      return client.chat.update({ channel, ts: message, ...rendered, ...metadata })
    }
    await sendRendered(card, options, host.log, put)
    // A card that follows its send is written again and again, and never with a picture.
    await attach(where, card, options, isClassic && pace === 'interactive')
    return refOf(where, message, options)
  }

  return {
    send: (where, card, options, answered) =>
      patiently(
        () => besideThread(where, (there) => send('interactive', there, card, options, answered)),
        limitOf(where),
      ),
    edit: (where, card, options, answered) => patiently(() => edit('interactive', where, card, options, answered)),
    async left(where, options, answered) {
      const ts = await findLeft(api.of(where.workspace).interactive, where, answered, host.clock())
      return ts ? refOf(where, ts, options) : undefined
    },
    async remove({ workspace, channel, message }) {
      try {
        await patiently(() => api.of(workspace).interactive.chat.delete({ channel, ts: message }))
      } catch (error) {
        host.log.info({ reason: (error as Error).message }, 'A message could not be removed from Slack')
      }
    },
    async sendEphemeral(where, user, card, options) {
      const { chat } = api.of(where.workspace).interactive
      const put = ({ channel, thread: thread_ts }: Destination) =>
        sendRendered(card, options, host.log, (rendered) =>
          chat.postEphemeral({ channel, user, thread_ts, ...rendered, ...PLAIN }),
        )
      await patiently(() => besideThread(where, put))
    },
    async respond(url, card, options, replace) {
      const type = { response_type: 'ephemeral', replace_original: replace }
      const put = (rendered: Rendered) => sendToResponseUrl(api, url, { ...rendered, ...PLAIN, ...type })
      await sendRendered(card, options, host.log, put)
    },
    directChannel,
    post,
    stop() {
      updates.stop()
      posts.stop()
    },
  }
}

/** Writes in the thread, or beside it if it has been deleted or locked: an answer that stands beside it is seen. */
async function besideThread<T>(where: Destination, write: (where: Destination) => Promise<T>): Promise<T> {
  try {
    return await write(where)
  } catch (error) {
    if (!where.thread || !refusesThread(error)) throw error
    return write({ ...where, thread: undefined })
  }
}

const retryAfter = (error: unknown): number | undefined =>
  error instanceof WebAPIRateLimitedError ? error.retryAfter : undefined

/** Rejects with the code `gone` when the message can never be written, so that its follower stops. */
function throwGone(error: unknown): never {
  const { verdict, code } = judge(error)
  if (verdict === 'again') throw error
  throw Object.assign(new Error(`Slack refuses the message for good: ${code}`), { code: 'gone' })
}
