import { buttonInputs } from '#bot'
import { countLine, FIELD_PREFIX, fieldsOf, LISTED, planLine } from '../forms/filter-line.ts'
import { INPUT_BLOCK, inputLine, isInputForm } from '../forms/input.ts'
import {
  ACTION_FORM,
  ACTION_HOME,
  type Entry,
  IMPORT_LINE,
  INPUT_PREFIX,
  type Reading,
  SHORTCUT_CHOOSE,
  SHORTCUT_IMPORT,
} from './entry.ts'
import { filesIn, filesOf } from './events.ts'
import { digest, isObject, type Json, keyOf, list, object, text, threadOf, workspaceOf } from './json.ts'

/** A pressed button or chosen row, or a changed field of the filter form. */
export function readAction(body: Json, now: number): Reading | undefined {
  const action = list(body.actions)[0]
  const who = readActor(body)
  if (!who || !isObject(action)) return undefined
  const trigger = text(body.trigger_id) ?? digest(body)
  const base = { ...who, id: keyOf('action', who.team, who.user, trigger, digest(action)), at: now }
  if (action.action_id === ACTION_FORM) return keep({ ...base, kind: 'open', trigger })
  if (action.action_id === ACTION_HOME) return keep({ ...base, kind: 'home' })
  if (isObject(body.view) && text(action.action_id)?.startsWith(FIELD_PREFIX)) {
    return keep({ ...base, kind: 'count', view: text(body.view.id) ?? '', text: countLine(body.view.state) })
  }
  const line = text(action.value) ?? text(object(action.selected_option).value)
  if (!line) return { kind: 'ignore' }
  const [, named] = text(action.action_id)?.startsWith(INPUT_PREFIX) ? String(action.action_id).split(':') : []
  const input = buttonInputs.find((one) => one === named)
  if (input) return keep({ ...base, kind: 'open', trigger, begun: { text: line, title: titleOf(action), input } })
  const [container, message] = [object(body.container), object(body.message)]
  const ts = text(container.message_ts) ?? text(message.ts)
  return keep({
    ...base,
    kind: 'press',
    channel: text(object(body.channel).id) ?? text(container.channel_id),
    text: line,
    message: ts,
    ephemeral: container.is_ephemeral === true,
    thread: threadOf(container.thread_ts ?? message.thread_ts, ts),
    block: text(action.block_id) ?? '',
    respond: text(body.response_url),
  })
}

/** The label of the pressed button (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload). */
const titleOf = (action: Json): string => text(object(action.text).text) ?? ''

/** What a list of the filter form may offer for what is typed in it. */
export function readSuggestion(body: Json): Reading | undefined {
  const who = readActor(body)
  const of = LISTED.find(({ key }) => FIELD_PREFIX + key === body.action_id)?.of
  if (!who) return undefined
  return of ? { kind: 'offer', ...who, of, typed: text(body.value) ?? '' } : { kind: 'ignore' }
}

/** A submitted form: the command line that it composes. */
export function readSubmission(body: Json, now: number): Reading | undefined {
  const who = readActor(body)
  if (!who || !isObject(body.view)) return undefined
  const { view } = body
  const submission = text(body.trigger_id) ?? text(view.hash) ?? digest(view)
  const id = keyOf('view', who.team, who.user, text(view.id) ?? '', submission)
  const [line, fields] = isInputForm(view)
    ? [inputLine(view), [INPUT_BLOCK]]
    : [planLine(view.state), fieldsOf(view.state)]
  return keep({ ...who, id, at: now, kind: 'line', via: 'form', text: line, files: [], fields })
}

export function readShortcut(body: Json, now: number): Reading | undefined {
  const who = readActor(body)
  if (!who) return undefined
  const trigger = text(body.trigger_id) ?? digest(body)
  const base = { ...who, id: keyOf('shortcut', who.team, who.user, trigger), at: now }
  if (body.callback_id === SHORTCUT_CHOOSE) return keep({ ...base, kind: 'open', trigger })
  if (body.callback_id !== SHORTCUT_IMPORT || !isObject(body.message)) return { kind: 'ignore' }
  const channel = text(object(body.channel).id)
  const files = filesOf(filesIn(body.message))
  const respond = text(body.response_url)
  return keep({ ...base, kind: 'line', via: 'shortcut', channel, text: IMPORT_LINE, files, respond })
}

const keep = (entry: Entry): Reading => ({ kind: 'keep', entry, keys: [entry.id] })

/** Who did it. Where the app is installed for a whole organisation the team is null, and the user names theirs. */
function readActor(body: Json): { team: string; user: string } | undefined {
  const user = object(body.user)
  const team = workspaceOf(object(body.view).app_installed_team_id, object(body.team).id, user.team_id)
  const id = text(user.id)
  return team && id ? { team, user: id } : undefined
}
