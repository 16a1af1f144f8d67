import type { FakeSlack } from './fake.ts'
import { brokenLimits } from './limits.ts'
import { type Block, BOT, type FakeMessage } from './state.ts'

export type Args = Record<string, string>
type Result = Record<string, unknown>
/** `team` is the workspace of the token. */
type Method = (fake: FakeSlack, args: Args, team: string) => Result

const TRIGGER_LIFE = 3_000

const fail = (error: string): Result => ({ ok: false, error })
const done = (more: Result = {}): Result => ({ ok: true, ...more })

/** The Web API methods that the product may call; any other is `unknown_method`. */
export const methods: Record<string, Method> = {
  'auth.test': (_, __, team) => done({ team_id: team, user_id: BOT, bot_id: 'B0BOT' }),
  'users.info'(fake, { user }, team) {
    const found = fake.state.users.get(user!)
    return found && isOf(fake, found.team_id, team) ? done({ user: found }) : fail('user_not_found')
  },
  'conversations.open'(fake, { users }, team) {
    const found = fake.state.users.get(users!)
    if (!found || !isOf(fake, found.team_id, team)) return fail('user_not_found')
    return done({ channel: { id: fake.state.direct(users!) } })
  },
  'chat.postMessage'(fake, args) {
    const refused = refuseMessage(fake, args) ?? (isMember(fake, args.channel!) ? undefined : 'not_in_channel')
    if (refused) return fail(refused)
    const message = addMessage(fake, args)
    return done({ channel: message.channel, ts: message.ts, message: { text: message.text } })
  },
  // It "returns only parent messages"; what stands in a thread is given by the thread's own method.
  'conversations.history': ({ state }, args) =>
    historyOf(
      state.messages.filter((m) => m.channel === args.channel && !m.thread),
      args,
    ),
  'conversations.replies'({ state }, args) {
    if (state.deadThreads.has(args.ts!)) return fail('thread_not_found')
    return historyOf(
      state.messages.filter((m) => m.channel === args.channel && m.thread === args.ts),
      args,
    )
  },
  'chat.postEphemeral'(fake, args) {
    const refused = refuseMessage(fake, args) ?? (isMember(fake, args.channel!) ? undefined : 'not_in_channel')
    if (refused) return fail(refused)
    if (!fake.state.channels.get(args.channel!)?.members.has(args.user!)) return fail('user_not_in_channel')
    const posted = addMessage(fake, args, args.user)
    // "Ephemeral messages in threads are only shown if there is already an active thread."
    if (posted.thread && !isActive(fake, posted)) Object.assign(posted, { deleted: true })
    return done({ message_ts: posted.ts })
  },
  'chat.update'(fake, args) {
    const message = fake.state.find(args.channel!, args.ts!)
    if (!message || message.to) return fail(message ? 'cant_update_message' : 'message_not_found')
    const refused = refuseMessage(fake, args)
    if (refused) return fail(refused)
    message.updates += 1
    const metadata = args.metadata ? { metadata: JSON.parse(args.metadata) } : {}
    Object.assign(message, { text: args.text, blocks: blocksOf(args), ...metadata })
    return done({ channel: message.channel, ts: message.ts })
  },
  // https://docs.slack.dev/reference/methods/chat.delete: a bot may delete its own messages, but none that is
  // ephemeral.
  'chat.delete'({ state }, { channel, ts }) {
    const message = state.find(channel!, ts!)
    if (!message || message.to) return fail('message_not_found')
    message.deleted = true
    return done({ channel, ts })
  },
  'views.open'(fake, args) {
    const trigger = fake.state.triggers.get(args.trigger_id!)
    if (!trigger) return fail('invalid_trigger_id')
    if (trigger.used) return fail('exchanged_trigger_id')
    if (Date.now() - trigger.at > TRIGGER_LIFE) return fail('expired_trigger_id')
    const view = JSON.parse(args.view!)
    if (!keepsLimits(fake, view.blocks, 'modal')) return fail('invalid_arguments')
    if (isTooLong(fake, view)) return fail('invalid_arguments')
    if (view.external_id && viewOf(fake, view.external_id)) return fail('duplicate_external_id')
    trigger.used = true
    const id = fake.state.nextId('V')
    fake.state.views.set(id, { view, user: trigger.user, updates: 0 })
    return done({ view: { ...view, id } })
  },
  'views.update'(fake, args) {
    const found = args.view_id ? fake.state.views.get(args.view_id) : viewOf(fake, args.external_id!)
    const view = JSON.parse(args.view!)
    if (!found) return fail('not_found')
    if (!keepsLimits(fake, view.blocks, 'modal')) return fail('invalid_arguments')
    found.view = view
    found.updates += 1
    return done({ view: { ...view, id: args.view_id } })
  },
  'views.publish'(fake, args) {
    const view = JSON.parse(args.view!)
    if (!keepsLimits(fake, view.blocks, 'home')) return fail('invalid_arguments')
    fake.state.homes.set(args.user_id!, view)
    return done({ view: { ...view, id: fake.state.nextId('V') } })
  },
  'files.info'({ state }, { file }) {
    const found = state.files.get(file!)
    return found ? done({ file: { id: found.id, ...found.info } }) : fail('file_not_found')
  },
  'files.getUploadURLExternal'(fake, args) {
    if (!args.filename || !(Number(args.length) > 0)) return fail('missing_argument')
    if ((args.alt_txt ?? '').length > 1_000) return fail('alt_txt_too_large')
    const id = fake.state.nextId('F')
    const pending = { name: args.filename, bytes: Buffer.alloc(0), length: Number(args.length), hidden: !!args.alt_txt }
    fake.state.pending.set(id, pending)
    return done({ file_id: id, upload_url: `${fake.origin}/upload/${id}` })
  },
  'files.completeUploadExternal'(fake, args) {
    if (!isMember(fake, args.channel_id!)) return fail('not_in_channel')
    const thread = args.thread_ts
    // "Never use a reply's ts value; use its parent instead."
    if (thread && fake.state.find(args.channel_id!, thread)?.thread) return fail('invalid_thread_ts')
    // An ephemeral message has no thread.
    if (thread && fake.state.find(args.channel_id!, thread)?.to)
      fake.violations.push('a file below an ephemeral message')
    const files = JSON.parse(args.files!) as { id: string; title?: string }[]
    for (const { id, title } of files) {
      const upload = fake.state.pending.get(id)
      if (!upload) return fail('file_not_found')
      const { hidden, length, name, bytes } = upload
      if (bytes.length !== length) return fail('file_not_found')
      fake.state.pending.delete(id)
      const words = args.initial_comment ? { words: args.initial_comment } : {}
      if (!hidden) fake.state.uploads.push({ channel: args.channel_id!, thread, name, bytes, title, ...words })
    }
    return done({ files })
  },
  'apps.connections.open': (fake) => done({ url: fake.socketUrl() }),
}

function historyOf(messages: FakeMessage[], { oldest = '0', limit = '100', include_all_metadata: isFull }: Args) {
  const said = messages.filter((m) => !m.to && !m.deleted && Number(m.ts) >= Number(oldest))
  const newest = said.toReversed().slice(0, Number(limit))
  return done({
    messages: newest.map(({ ts, text, metadata }) => ({ ts, text, ...(isFull === 'true' && { metadata }) })),
  })
}

function blocksOf(args: Args) {
  return args.blocks ? JSON.parse(args.blocks) : []
}

function refuseMessage(fake: FakeSlack, args: Args): string | undefined {
  if (!fake.state.channels.has(args.channel!)) return 'channel_not_found'
  if (!args.text) fake.violations.push('a message without text for notifications')
  if (args.blocks && !keepsLimits(fake, blocksOf(args), 'message')) return 'invalid_blocks'
  if (args.thread_ts && fake.state.deadThreads.has(args.thread_ts)) return 'thread_not_found'
  return undefined
}

/**
 * Whether Slack would take the blocks. Sending others is a violation, except for blocks that the workspace does not
 * know yet.
 */
export function keepsLimits(fake: FakeSlack, blocks: unknown, surface: 'message' | 'modal' | 'home'): boolean {
  const broken = brokenLimits(blocks, surface, fake.classicOnly)
  fake.violations.push(...broken.filter((what) => !what.startsWith('unknown block')))
  return broken.length === 0
}

function addMessage(fake: FakeSlack, args: Args, to?: string): FakeMessage {
  if (args.unfurl_links !== 'false') fake.violations.push('a message that unfurls links')
  const message: FakeMessage = {
    channel: args.channel!,
    ts: fake.state.nextTs(),
    text: args.text ?? '',
    blocks: blocksOf(args),
    updates: 0,
    ...(args.thread_ts && { thread: args.thread_ts }),
    ...(to && { to }),
    ...(args.metadata && { metadata: JSON.parse(args.metadata) }),
  }
  fake.state.messages.push(message)
  return message
}

/** The limits of a modal itself (https://docs.slack.dev/reference/views/modal-views). */
function isTooLong(fake: FakeSlack, { title, submit, close, callback_id = '', private_metadata = '' }: Block): boolean {
  const short = [title, submit, close].every((words) => !words || words.text.length <= 24)
  const isInside = short && callback_id.length <= 255 && private_metadata.length <= 3000
  if (!isInside) fake.violations.push('a modal over its limits')
  return !isInside
}

/** An open view by its external id (https://docs.slack.dev/reference/methods/views.update). */
const viewOf = ({ state }: FakeSlack, id: string) =>
  [...state.views.values()].find(({ view }) => view.external_id === id)

/** Whether a token of one workspace reaches users of another: not if the app is installed there by itself. */
const isOf = ({ tokens }: FakeSlack, theirs: string, team: string) =>
  theirs === team || ![...tokens.values()].includes(theirs)

/** Whether anybody has replied in the thread of a message. */
const isActive = ({ state }: FakeSlack, { channel, thread }: FakeMessage) =>
  state.messages.some((m) => m.channel === channel && m.thread === thread && !m.to) || state.threads.has(thread!)

function isMember(fake: FakeSlack, channel: string): boolean {
  return fake.state.channels.get(channel)?.members.has(BOT) ?? false
}
