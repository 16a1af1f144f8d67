import type { Line, Reading, SharedFile } from './entry.ts'
import { digest, isObject, type Json, keyOf, list, object, text } from './json.ts'

const IGNORED: Reading = { kind: 'ignore' }

/** An event of the Events API: a message to the bot, a mention of it, or its home page opened. */
export function readEvent(body: Json, now: number): Reading | undefined {
  const { event } = body
  if (!isObject(event) || typeof event.type !== 'string') return undefined
  const installation = object(list(body.authorizations)[0])
  const team = text(installation.team_id) ?? text(body.team_id)
  if (!team) return undefined
  const user = text(event.user)
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
  return { kind: 'keep', entry: { ...delivery, kind: 'home', channel: text(event.channel) }, keys: [delivery.id] }
}

function readMessage(event: Json, delivery: Delivery, bot: string | undefined, external: boolean): Reading | undefined {
  if (event.bot_id || (event.subtype && !['file_share', 'thread_broadcast'].some((kind) => kind === event.subtype)))
    return IGNORED
  const [channel, ts] = [text(event.channel), text(event.ts)]
  if (!channel || !ts) return undefined
  const direct = event.channel_type === 'im'
  const said = text(event.text) ?? ''
  if (event.type === 'message' && !direct && !(bot && said.includes(`<@${bot}`))) return IGNORED
  // A mention in a channel arrives twice under two event ids, as `message` and as `app_mention`; the timestamp is the
  // same.
  const id = keyOf('message', delivery.team, channel, ts)
  const entry: Line = {
    ...delivery,
    id,
    kind: 'line',
    via: direct ? 'direct' : 'mention',
    channel,
    text: withoutMention(said, bot, direct),
    files: filesOf(event.files),
    thread: text(event.thread_ts) ?? (direct ? undefined : ts),
    external: external || undefined,
  }
  return { kind: 'keep', entry, keys: [delivery.id, id] }
}

/**
 * The text without the mention of the bot. When Slack does not name the bot, a leading mention in a channel is the
 * bot's.
 */
function withoutMention(said: string, bot: string | undefined, direct: boolean): string {
  if (bot) return said.replace(/<@([^>|]+)(?:\|[^>]*)?>/g, (all, id) => (id === bot ? ' ' : all)).trim()
  return direct ? said : said.replace(/^\s*<@[^>]+>/, '').trim()
}

/** The files of a message. Their addresses are left out: they are read from Slack when a file is fetched. */
export function filesOf(value: unknown): SharedFile[] {
  return list(value)
    .filter(isObject)
    .flatMap((file) => {
      const id = text(file.id)
      const size = typeof file.size === 'number' ? file.size : undefined
      return id ? [{ id, name: text(file.name) ?? text(file.title) ?? id, size }] : []
    })
}
