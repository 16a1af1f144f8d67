import { slackCode, WebAPIRateLimitedError } from '../bolt/sdk.ts'
import { ResponseRefused } from './response-url.ts'

/**
 * What an error of Slack means for an answer. `again`: the same may succeed later. `another way`: never here, but
 * perhaps in another place or as a new message. `operator`: nowhere, until somebody changes a setting.
 */
export type Verdict = 'again' | 'another way' | 'operator'

interface Rule {
  verdict: Verdict
  /** For the operator, in the log: what to do about it. */
  remedy?: string
}

const elsewhere = (remedy?: string): Rule => ({ verdict: 'another way', remedy })
const setting = (remedy: string): Rule => ({ verdict: 'operator', remedy })
const later: Rule = { verdict: 'again' }

const REINSTALL = 'The token is no longer valid: install the app again and set SLACK_BOT_TOKEN.'
const POSTING = 'The channel lets only some people post; the answer goes elsewhere.'
const NETWORK = 'Slack takes no calls from this network: ask the administrator of the workspace to allow its address.'
const OURS = 'Slack does not take the message as it is: please report this, with the code.'

/** A message that Slack will not take, wherever it is written. */
const wrong = [
  ...['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long', 'no_text', 'block_mismatch'],
  ...['invalid_arguments', 'invalid_arg_name', 'invalid_array_arg', 'invalid_charset', 'invalid_form_data'],
  ...['invalid_post_type', 'missing_post_type', 'invalid_metadata_format', 'invalid_metadata_schema'],
  ...['metadata_too_large', 'metadata_must_be_sent_from_app', 'markdown_text_conflict', 'team_not_found'],
  // Of forms, the home page and the direct conversation.
  ...['view_too_large', 'push_limit_reached', 'duplicate_external_id', 'not_implemented', 'invalid_users'],
  ...['invalid_user_combination', 'users_list_not_supplied', 'method_not_supported_for_channel_type'],
]

/** The thread has been deleted or locked, or the channel has none; beside it there may be room. */
const threads = [
  ...['thread_not_found', 'cannot_reply_to_message', 'message_not_found', 'invalid_thread_ts'],
  ...['restricted_action_thread_locked', 'restricted_action_non_threadable_channel'],
]

/**
 * Slack's errors, from the error tables of https://docs.slack.dev/reference/methods/chat.postMessage, chat.update,
 * chat.postEphemeral, conversations.open, users.info, views.open, views.update and views.publish. One that is not
 * listed is tried again: those pages say that there are others while the service is down.
 */
const rules: Record<string, Rule> = {
  ...Object.fromEntries(wrong.map((code) => [code, elsewhere(OURS)])),

  internal_error: later,
  fatal_error: later,
  service_unavailable: later,
  request_timeout: later,
  ratelimited: later,
  rate_limited: later,
  team_added_to_org: later,
  message_limit_exceeded: later,
  external_channel_migrating: later,
  streaming_state_conflict: later,
  update_failed: later,

  message_not_found: elsewhere(),
  cant_update_message: elsewhere(),
  edit_window_closed: elsewhere(),
  channel_not_found: elsewhere(),
  not_in_channel: elsewhere(),
  user_not_in_channel: elsewhere(),
  is_archived: elsewhere(),
  is_inactive: elsewhere(),
  thread_not_found: elsewhere(),
  invalid_thread_ts: elsewhere(),
  cannot_reply_to_message: elsewhere(),
  restricted_action: elsewhere(POSTING),
  restricted_action_read_only_channel: elsewhere(POSTING),
  restricted_action_thread_only_channel: elsewhere(POSTING),
  restricted_action_non_threadable_channel: elsewhere(POSTING),
  restricted_action_thread_locked: elsewhere(POSTING),
  posting_to_channel_denied: elsewhere(POSTING),
  messages_tab_disabled: elsewhere(
    'People cannot get direct messages from the app: turn on "Messages Tab" under App Home in the settings of the app.',
  ),
  cannot_dm_bot: elsewhere(),
  user_disabled: elsewhere(),
  user_not_found: elsewhere(),
  user_not_visible: elsewhere(),
  users_not_found: elsewhere(),

  account_inactive: setting('The bot user or its workspace has been removed: install the app again.'),
  not_enabled: setting(
    'This is switched off: turn on "Home Tab" and "Messages Tab" under App Home, or ask the administrator of the workspace.',
  ),
  invalid_auth: setting(REINSTALL),
  not_authed: setting(REINSTALL),
  token_revoked: setting(REINSTALL),
  token_expired: setting(REINSTALL),
  missing_scope: setting('The app lacks a scope: update it from manifest/slack.json and install it again.'),
  no_permission: setting('The app lacks a scope: update it from manifest/slack.json and install it again.'),
  access_denied: setting('The workspace denies the app access: ask its administrator.'),
  ekm_access_denied: setting('The workspace has suspended access through its key management.'),
  accesslimited: setting(NETWORK),
  enterprise_is_restricted: setting('The organisation does not let the app write: ask its administrator.'),
  two_factor_setup_required: setting('The workspace wants two-factor authentication: ask its administrator.'),
  not_allowed_token_type: setting('SLACK_BOT_TOKEN must be a token of the bot, which begins with xoxb-.'),
  deprecated_endpoint: setting('Slack has ended this call: update Verifiera.'),
  method_deprecated: setting('Slack has ended this call: update Verifiera.'),
  org_login_required: setting('The workspace is being moved to an organisation: wait, then install the app again.'),
  team_access_not_granted: setting('The app is not installed in this workspace: install it there.'),
}

/** Slack's code of a refusal. Undefined for a failure of the network, after which Slack may have done it. */
const codeOfRefusal = (error: unknown): string | undefined =>
  error instanceof ResponseRefused ? error.code : slackCode(error)

export function judge(error: unknown): Rule & { code?: string } {
  const code = codeOfRefusal(error)
  if (error instanceof ResponseRefused) return { ...elsewhere(), code }
  return { ...(code && Object.hasOwn(rules, code) ? rules[code]! : later), code }
}

/** Whether Slack refuses a message only because of the thread that it is for. */
export const refusesThread = (error: unknown): boolean => threads.includes(codeOfRefusal(error) ?? '')

/** Whether Slack may have taken a post in spite of the error. */
export const mayHaveTaken = (error: unknown): boolean => {
  const code = codeOfRefusal(error)
  if (code === undefined) return !(error instanceof WebAPIRateLimitedError)
  return ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(code)
}
