import { createHash } from 'node:crypto'
import { countLine, planLine } from '../handling/filter-form.ts'
import {
  ACTION_FORM,
  ACTION_HOME,
  type Entry,
  type Line,
  type Reading,
  SHORTCUT_CHOOSE,
  SHORTCUT_IMPORT,
  SLASH_COMMANDS,
  type SlackFile,
} from './entry.ts'

type Json = Record<string, unknown>

const FORM_FIELD = /^filter:/

/** Reads a verified request. `now` in milliseconds. */
export function readBody(body: unknown, teams: readonly string[], now: number): Reading {
  if (!isObject(body)) return { kind: 'malformed' }
  if (body.type === 'url_verification' || body.ssl_check === '1') return { kind: 'check' }
  const read = typeof body.command === 'string' ? readCommand : readers[String(body.type)]
  if (!read) return { kind: 'malformed' }
  const reading = read(body, now)
  if (reading.kind === 'keep' && !teams.includes(reading.entry.team)) return { kind: 'skip', say: 'slack.not_let_in' }
  return reading
}

const readers: Record<string, (body: Json, now: number) => Reading> = {
  event_callback: readEvent,
  block_actions: readAction,
  view_submission: readSubmit,
  view_closed: () => ({ kind: 'skip' }),
  shortcut: readShortcut,
  message_action: readShortcut,
}

function readCommand(body: Json, now: number): Reading {
  const [team, user, channel] = [text(body.team_id), text(body.user_id), text(body.channel_id)]
  if (!team || !user || !channel) return { kind: 'malformed' }
  if (!SLASH_COMMANDS.includes(String(body.command))) return { kind: 'skip', say: 'slack.unknown_command' }
  const line = text(body.text) ?? ''
  const id = keyOf('command', team, user, text(body.trigger_id) ?? hash(body), hash(line))
  const base = { id, team, user, at: now }
  return keep({
    ...base,
    kind: 'line',
    via: 'command',
    channel,
    text: line,
    files: [],
    respond: text(body.response_url),
  })
}

function readEvent(body: Json, now: number): Reading {
  const event = body.event
  if (!isObject(event) || typeof event.type !== 'string') return { kind: 'malformed' }
  const installed = isObject(list(body.authorizations)[0]) ? (list(body.authorizations)[0] as Json) : {}
  const team = text(installed.team_id) ?? text(body.team_id)
  const user = text(event.user)
  if (!team) return { kind: 'malformed' }
  if (!user) return { kind: 'skip' }
  const name = text(body.event_id) ? keyOf('event', text(body.api_app_id) ?? '', String(body.event_id)) : hash(body)
  const channel = text(event.channel)
  if (event.type === 'app_home_opened') {
    if (event.tab === 'messages') return { kind: 'skip' }
    return keep({ id: name, team, user, at: now, kind: 'home', channel })
  }
  if (event.type !== 'message' && event.type !== 'app_mention') return { kind: 'skip' }
  const subtype = event.subtype
  if (event.bot_id || (subtype && subtype !== 'file_share' && subtype !== 'thread_broadcast')) return { kind: 'skip' }
  const ts = text(event.ts)
  if (!channel || !ts) return { kind: 'malformed' }
  const bot = installed.is_bot ? text(installed.user_id) : undefined
  const direct = event.channel_type === 'im'
  const said = text(event.text) ?? ''
  // In a channel the same mention arrives twice, as `message` and as `app_mention`; a `message` without it is not for us.
  if (event.type === 'message' && !direct && !(bot && said.includes(`<@${bot}`))) return { kind: 'skip' }
  const message = keyOf('message', team, channel, ts)
  const entry: Line = {
    id: message,
    team,
    user,
    at: now,
    kind: 'line',
    via: direct ? 'direct' : 'mention',
    channel,
    text: withoutMention(said, bot, direct),
    files: filesOf(event.files),
    thread: text(event.thread_ts) ?? (direct ? undefined : ts),
    external: body.is_ext_shared_channel === true || undefined,
  }
  return keep(entry, [name, message])
}

function readAction(body: Json, now: number): Reading {
  const action = list(body.actions)[0]
  const who = person(body)
  if (!who || !isObject(action)) return { kind: 'malformed' }
  const trigger = text(body.trigger_id) ?? hash(body)
  const base = { ...who, id: keyOf('action', who.team, who.user, trigger, hash(action)), at: now }
  if (action.action_id === ACTION_FORM) return keep({ ...base, kind: 'open', trigger })
  if (action.action_id === ACTION_HOME) return keep({ ...base, kind: 'home' })
  const view = isObject(body.view) ? body.view : undefined
  if (view && FORM_FIELD.test(String(action.action_id))) {
    return keep({ ...base, kind: 'count', view: String(view.id), text: countLine(view.state) })
  }
  const value = text(action.value)
  if (!value) return { kind: 'skip' }
  const container = isObject(body.container) ? body.container : {}
  const message = isObject(body.message) ? body.message : {}
  const channel = text(isObject(body.channel) ? body.channel.id : undefined) ?? text(container.channel_id)
  return keep({
    ...base,
    kind: 'press',
    channel,
    text: value,
    message: text(container.message_ts) ?? text(message.ts),
    ephemeral: container.is_ephemeral === true,
    thread: text(container.thread_ts) ?? text(message.thread_ts),
    block: text(action.block_id) ?? '',
    respond: text(body.response_url),
  })
}

function readSubmit(body: Json, now: number): Reading {
  const who = person(body)
  if (!who || !isObject(body.view)) return { kind: 'malformed' }
  const { view } = body
  const id = keyOf('view', who.team, who.user, String(view.id), text(body.trigger_id) ?? text(view.hash) ?? hash(view))
  return keep({ ...who, id, at: now, kind: 'line', via: 'form', text: planLine(view.state), files: [] })
}

function readShortcut(body: Json, now: number): Reading {
  const who = person(body)
  if (!who) return { kind: 'malformed' }
  const trigger = text(body.trigger_id) ?? hash(body)
  const base = { ...who, id: keyOf('shortcut', who.team, who.user, trigger), at: now }
  if (body.callback_id === SHORTCUT_CHOOSE) return keep({ ...base, kind: 'open', trigger })
  if (body.callback_id !== SHORTCUT_IMPORT || !isObject(body.message)) return { kind: 'skip' }
  const channel = isObject(body.channel) ? text(body.channel.id) : undefined
  const files = filesOf(body.message.files)
  const respond = text(body.response_url)
  return keep({ ...base, kind: 'line', via: 'shortcut', channel, text: 'importera', files, respond })
}

function keep(entry: Entry, keys = [entry.id]): Reading {
  return { kind: 'keep', entry, keys }
}

/** Team and user of an interaction; on a Grid install the team is null and the user names it. */
function person(body: Json): { team: string; user: string } | undefined {
  const user = isObject(body.user) ? body.user : {}
  const view = isObject(body.view) ? body.view : {}
  const team =
    text(view.app_installed_team_id) ?? text(isObject(body.team) ? body.team.id : undefined) ?? text(user.team_id)
  const id = text(user.id)
  return team && id ? { team, user: id } : undefined
}

function filesOf(value: unknown): SlackFile[] {
  return list(value)
    .filter(isObject)
    .filter((file) => text(file.id))
    .map((file) => ({
      id: String(file.id),
      name: text(file.name) ?? text(file.title) ?? String(file.id),
      size: typeof file.size === 'number' ? file.size : undefined,
    }))
}

/** What is left to say. Without knowing our own id, a mention of us is what a line in a channel begins with. */
function withoutMention(said: string, bot: string | undefined, direct: boolean): string {
  if (bot) return said.replaceAll(new RegExp(`<@${bot}(\\|[^>]*)?>`, 'g'), ' ').trim()
  return direct ? said : said.replace(/^\s*<@[^>]+>/, '').trim()
}

const keyOf = (...parts: string[]) => parts.join(':')
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
