import type { Line, Reading, SharedFile } from './entry.ts'
import { digest, isObject, type Json, keyOf, list, object, text, threadOf, workspaceOf } from './json.ts'

/** `<https://acme.slack.com/files/U0ANNA/F0FILE/name.csv|name.csv>`, as people paste it. */
const FILE_ADDRESS = /<https:\/\/[a-z0-9.-]+\.slack\.com\/files\/[A-Z0-9-]+\/(F[A-Z0-9]+)[^<>]*>/g

const IGNORED: Reading = { kind: 'ignore' }
/** The subtypes of messages that somebody has written; `/me status` is one, too. */
const SPOKEN = ['file_share', 'thread_broadcast', 'me_message']

/** An event of the Events API: a message to the bot, a mention of it, or its home page opened. */
export function readEvent(body: Json, now: number): Reading | undefined {
  const { event } = body
  if (!isObject(event) || typeof event.type !== 'string') return undefined
  const installation = object(list(body.authorizations)[0])
  const team = workspaceOf(installation.team_id, body.context_team_id, body.team_id, event.team)
  if (!team) return undefined
  const isChange = event.subtype === 'message_changed'
  const user = isChange ? text(object(event.message).user) : text(event.user)
  if (!user) return IGNORED
  const eventId = text(body.event_id)
  const delivery = {
    id: eventId ? keyOf('event', text(body.api_app_id) ?? '', eventId) : digest(body),
    team,
    user,
    at: now,
  }
  if (event.type === 'app_home_opened') return readHome(event, delivery)
  if (event.type !== 'message' && event.type !== 'app_mention') return IGNORED
  const bot = installation.is_bot ? text(installation.user_id) : undefined
  return readMessage(event, delivery, bot, body.is_ext_shared_channel === true)
}

interface Delivery {
  id: string
  team: string
  user: string
  at: number
}

function readHome(event: Json, delivery: Delivery): Reading {
  if (event.tab === 'messages') return IGNORED
  return {
    kind: 'keep',
    entry: { ...delivery, kind: 'home', channel: text(event.channel), opened: true },
    keys: [delivery.id],
  }
}

function readMessage(event: Json, delivery: Delivery, bot: string | undefined, external: boolean): Reading | undefined {
  if (event.subtype === 'message_changed') return readChange(event, delivery, bot, external)
  if (event.bot_id || (event.subtype && !SPOKEN.some((kind) => kind === event.subtype))) return IGNORED
  const [channel, ts] = [text(event.channel), text(event.ts)]
  if (!channel || !ts) return undefined
  const direct = event.channel_type === 'im'
  const said = text(event.text) ?? ''
  if (event.type === 'message' && !direct && !(bot && said.includes(`<@${bot}`))) return IGNORED
  // A mention in a channel arrives twice under two event ids, as `message` and as `app_mention`; the timestamp is the
  // same.
  // An edit brings the mention anew, with the same timestamp.
  const edit = text(object(event.edited).ts)
  const id = edit ? keyOf('edit', delivery.team, channel, ts, edit) : keyOf('message', delivery.team, channel, ts)
  const entry: Line = {
    ...delivery,
    id,
    ...(edit && { edited: true }),
    kind: 'line',
    via: direct ? 'direct' : 'mention',
    channel,
    text: withoutMention(said, bot, direct).replaceAll(FILE_ADDRESS, ' ').trim(),
    files: filesOf(filesIn(event), said),
    thread: threadOf(event.thread_ts, ts),
    external: external || undefined,
  }
  return { kind: 'keep', entry, keys: [delivery.id, id] }
}

/**
 * A direct message that somebody has edited (https://docs.slack.dev/reference/events/message/message_changed). Slack
 * also reports other changes so, such as the preview of a link, in which the text stays the same.
 */
function readChange(event: Json, delivery: Delivery, bot: string | undefined, external: boolean): Reading | undefined {
  const [now, before] = [object(event.message), object(event.previous_message)]
  const isEdit = delivery.user !== bot && isObject(now.edited) && now.text !== before.text
  if (!isEdit || event.channel_type !== 'im') return IGNORED
  const { channel, channel_type } = event
  return readMessage({ ...now, type: 'message', channel, channel_type }, delivery, bot, external)
}

/**
 * The text without the mention of the bot. When Slack does not name the bot, a leading mention in a channel is the
 * bot's.
 */
function withoutMention(said: string, bot: string | undefined, direct: boolean): string {
  if (bot) return said.replace(/<@([^>|]+)(?:\|[^>]*)?>/g, (all, id) => (id === bot ? ' ' : all)).trim()
  return direct ? said : said.replace(/^\s*<@[^>]+>/, '').trim()
}

/** Somebody's own files, and those of a message that they share with the bot, which stand in its copy. */
export const filesIn = ({ files, attachments }: Json): unknown[] => [
  ...list(files),
  ...list(attachments).flatMap((copy) => list(object(copy).files)),
]

/**
 * The files of a message, or those whose addresses it names. Only their ids count: everything else is read from Slack
 * when a file is fetched. A mention may give nothing but the id, which then stands for the name.
 */
export function filesOf(value: unknown, said = ''): SharedFile[] {
  const shared = list(value)
    .filter(isObject)
    .flatMap((file) => {
      const id = text(file.id)
      const size = typeof file.size === 'number' ? file.size : undefined
      return id ? [{ id, name: text(file.name) ?? text(file.title) ?? id, size }] : []
    })
  const named = [...said.matchAll(FILE_ADDRESS)].map(([, id]) => ({ id: id!, name: id! }))
  return [...shared, ...named.filter(({ id }) => !shared.some((file) => file.id === id))]
}
