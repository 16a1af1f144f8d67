import type { Card, ChatHost, MessageRef, Place } from '#bot'
import { say } from '#text'
import type { Api } from '../api.ts'
import { slackCode, WebAPIRateLimitedError, type WebClient } from '../blocks/sdk.ts'
import { uploadFiles } from '../files.ts'
import { type Rendered, type RenderOptions, render } from '../render.ts'
import { Pacer } from './pacer.ts'
import { answerMark, type Mark, postOnce } from './post-once.ts'

/** Everything that is written to Slack. */
export interface Out {
  /** Posts a new message; the place in return names it. `mark` names what it answers, so that it is not posted twice. */
  send(where: Spot, card: Card, options: RenderOptions, mark?: Mark): Promise<MessageRef>
  edit(where: Spot & { message: string }, card: Card, options: RenderOptions): Promise<MessageRef>
  /** Only `user` sees it, in a channel that the bot and the user are in. */
  whisper(where: Spot, user: string, card: Card, options: RenderOptions): Promise<void>
  /** Answers through a response_url, to the asker only; `replace` takes the place of the pressed message. */
  respond(url: string, card: Card, options: RenderOptions, replace: boolean): Promise<void>
  /** The conversation between the bot and one person. */
  direct(user: string): Promise<string>
  /** `Chat.post`: background work, at the workspace's pace. */
  post(where: Place, card: Card): Promise<MessageRef>
  stop(): void
}

export interface Spot {
  workspace: string
  channel: string
  thread?: string
  private: boolean
  external?: boolean
}

/** Slack allows some fifty updates a minute and workspace, over all sends together. */
const UPDATE_GAP = 2_000
const POST_GAP = 1_000
const RESPOND_TIMEOUT = 2_500
const REFUSED_BLOCKS = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']
/** The place is not there, or not for us. */
export const GONE = ['message_not_found', 'channel_not_found', 'cant_update_message', 'is_archived', 'not_in_channel']
const QUIET = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const

export function openOut(api: Api, host: ChatHost, gap = UPDATE_GAP): Out {
  const directs = new Map<string, string>()
  const updates = new Pacer<MessageRef>(gap, retryAfter)
  const posts = new Pacer<MessageRef>(POST_GAP, retryAfter)

  async function direct(user: string): Promise<string> {
    const known = directs.get(user)
    if (known) return known
    const channel = (await api.quick.conversations.open({ users: user })).channel?.id
    if (!channel) throw new Error('Slack opened no conversation')
    directs.set(user, channel)
    return channel
  }

  async function post(where: Place, card: Card): Promise<MessageRef> {
    const { asker, thread, language } = (where.more ?? {}) as Partial<More>
    const options: RenderOptions = { language: language === 'en' ? 'en' : 'sv', asker, external: where.external }
    const spot: Spot = { ...where, thread }
    const { message } = where
    if (!message) {
      const key = `${where.channel}:${crypto.randomUUID()}`
      return posts.push(where.workspace, { key, send: () => send(api.calm, spot, card, options) })
    }
    const key = `${where.channel}:${message}`
    const frame = { key, send: () => edit(api.calm, { ...spot, message }, card, options).catch(goneIsGone) }
    return updates.push(where.workspace, frame)
  }

  return {
    send: (where, card, options, mark) => send(api.quick, where, card, options, mark),
    edit: (where, card, options) => edit(api.quick, where, card, options),
    async whisper(where, user, card, options) {
      await withClassic(card, options, host, (rendered) =>
        api.quick.chat.postEphemeral({ channel: where.channel, user, thread_ts: where.thread, ...rendered, ...QUIET }),
      )
    },
    async respond(url, card, options, replace) {
      await withClassic(card, options, host, (rendered) => {
        const type = { response_type: 'ephemeral', replace_original: replace }
        return answerAt(api, url, { ...rendered, ...QUIET, ...type })
      })
    },
    direct,
    post,
    stop() {
      updates.stop()
      posts.stop()
    },
  }

  async function send(
    client: WebClient,
    where: Spot,
    card: Card,
    options: RenderOptions,
    mark?: Mark,
  ): Promise<MessageRef> {
    const { channel, thread: thread_ts } = where
    const metadata = mark ? { metadata: answerMark(mark) } : {}
    const put = (rendered: Rendered) =>
      client.chat.postMessage({ channel, thread_ts, ...rendered, ...QUIET, ...metadata })
    const post = () => withClassic(card, options, host, put)
    const { ts } = await (mark ? postOnce(client, channel, mark, host.clock(), post) : post())
    const message = String(ts)
    await attach(channel, thread_ts ?? message, card, options)
    return refOf(where, message, options)
  }

  async function edit(
    client: WebClient,
    where: Spot & { message: string },
    card: Card,
    options: RenderOptions,
  ): Promise<MessageRef> {
    const { channel, message } = where
    await withClassic(card, options, host, (rendered) => client.chat.update({ channel, ts: message, ...rendered }))
    await attach(channel, where.thread ?? message, card, options)
    return refOf(where, message, options)
  }

  /** The card stands already: a file that cannot follow is said to be missing, for failing would post the card again. */
  async function attach(channel: string, thread: string, card: Card, options: RenderOptions): Promise<void> {
    if (!card.files?.length) return
    try {
      await uploadFiles(api.calm, channel, thread, card.files)
    } catch (error) {
      host.log.error({ reason: String((error as Error).message) }, 'A file could not be put into Slack')
      const text = say(options.language, 'slack.file_failed')
      await api.calm.chat.postMessage({ channel, thread_ts: thread, text, ...QUIET }).catch(() => {})
    }
  }
}

const retryAfter = (error: unknown): number | undefined =>
  error instanceof WebAPIRateLimitedError ? error.retryAfter : undefined

interface More {
  asker?: string
  thread?: string
  language: RenderOptions['language']
}

function refOf(where: Spot, message: string, options: RenderOptions): MessageRef {
  const more: More = { language: options.language }
  if (options.asker) more.asker = options.asker
  if (where.thread) more.thread = where.thread
  const { workspace, channel, private: isPrivate } = where
  const external = where.external ? { external: true } : {}
  return { chat: 'slack', workspace, channel, message, private: isPrivate, ...external, more: { ...more } }
}

/** Newer blocks reach workspaces in phases: refused once, the card is said in the blocks that everybody has. */
async function withClassic<T>(
  card: Card,
  options: RenderOptions,
  host: ChatHost,
  put: (rendered: Rendered) => Promise<T>,
): Promise<T> {
  try {
    return await put(render(card, options))
  } catch (error) {
    const code = error instanceof AnswerRefused ? error.code : (slackCode(error) ?? '')
    if (options.classic || !REFUSED_BLOCKS.includes(code)) throw error
    host.log.warn({ code }, 'Slack refused the blocks of a card; said in classic ones')
    return put(render(card, { ...options, classic: true }))
  }
}

/** Nobody will ever see more of this message: who follows it may stop. */
function goneIsGone(error: unknown): never {
  const code = slackCode(error) ?? ''
  if (!GONE.includes(code)) throw error
  throw Object.assign(new Error(`The message cannot be updated: ${code}`), { code: 'gone' })
}

/** A response_url that no longer takes an answer, or refuses this one. */
export class AnswerRefused extends Error {
  readonly code: string

  constructor(code: string) {
    super(`Slack refused an answer: ${code}`)
    this.name = 'AnswerRefused'
    this.code = code
  }
}

async function answerAt(api: Api, url: string, message: object): Promise<void> {
  const response = await api.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(RESPOND_TIMEOUT),
  })
  const body = await response.text()
  const refused = REFUSED_BLOCKS.find((code) => body.includes(code))
  if (refused) throw new AnswerRefused(refused)
  if (!response.ok || body.includes('"ok":false')) throw new AnswerRefused(`status ${response.status}`)
}
