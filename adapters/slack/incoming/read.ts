import { isShallow, isStorable } from '#bot'
import { entryShape, type Reading, SLASH_COMMANDS } from './entry.ts'
import { readEvent } from './events.ts'
import { readAction, readShortcut, readSubmission, readSuggestion } from './interactions.ts'
import { digest, isObject, type Json, keyOf, text } from './json.ts'

/** Reads a verified request at `now`, in milliseconds. Undefined when it has none of the forms that Slack documents. */
export function readBody(body: unknown, teams: readonly string[], now: number): Reading | undefined {
  if (!isObject(body) || !isShallow(body)) return undefined
  const reading = checked(readerOf(body)?.(body, now))
  const team = reading?.kind === 'keep' ? reading.entry.team : reading?.kind === 'offer' ? reading.team : undefined
  if (team !== undefined && !teams.includes(team)) return { kind: 'ignore', say: 'slack.not_let_in' }
  return reading
}

/** The one place where the shape of what will be kept is checked: what does not fit is refused, and never retried. */
function checked(reading: Reading | undefined): Reading | undefined {
  if (reading?.kind !== 'keep') return reading
  const { success, data } = entryShape.safeParse(reading.entry)
  return success && reading.keys.every(isStorable) ? { ...reading, entry: data } : undefined
}

function readerOf({ command, type }: Json) {
  if (typeof command === 'string') return readCommand
  return typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type] : undefined
}

const readers: Record<string, (body: Json, now: number) => Reading | undefined> = {
  event_callback: readEvent,
  block_actions: readAction,
  block_suggestion: readSuggestion,
  view_submission: readSubmission,
  view_closed: () => ({ kind: 'ignore' }),
  shortcut: readShortcut,
  message_action: readShortcut,
}

function readCommand(body: Json, now: number): Reading | undefined {
  const [team, user, channel] = [text(body.team_id), text(body.user_id), text(body.channel_id)]
  if (!team || !user || !channel) return undefined
  if (!SLASH_COMMANDS.includes(String(body.command))) return { kind: 'ignore', say: 'slack.unknown_command' }
  const line = text(body.text) ?? ''
  const id = keyOf('command', team, user, text(body.trigger_id) ?? digest(body), digest(line))
  const respond = text(body.response_url)
  return {
    kind: 'keep',
    entry: { id, team, user, at: now, kind: 'line', via: 'command', channel, text: line, files: [], respond },
    keys: [id],
  }
}
