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

/**
 * Slack's errors, from the error tables of https://docs.slack.dev/reference/methods/chat.postMessage, chat.update,
 * chat.postEphemeral and conversations.open. One that is not listed is tried again.
 */
const rules: Record<string, Rule> = {
  internal_error: later,
  fatal_error: later,
  service_unavailable: later,
  request_timeout: later,
  ratelimited: later,
  rate_limited: later,
  team_added_to_org: later,

  message_not_found: elsewhere(),
  cant_update_message: elsewhere(),
  edit_window_closed: elsewhere(),
  channel_not_found: elsewhere(),
  not_in_channel: elsewhere(),
  user_not_in_channel: elsewhere(),
  is_archived: elsewhere(),
  is_inactive: elsewhere(),
  thread_not_found: elsewhere(),
  cannot_reply_to_message: elsewhere(),
  restricted_action: elsewhere(POSTING),
  restricted_action_read_only_channel: elsewhere(POSTING),
  restricted_action_thread_only_channel: elsewhere(POSTING),
  restricted_action_non_threadable_channel: elsewhere(POSTING),
  restricted_action_thread_locked: elsewhere(POSTING),
  messages_tab_disabled: elsewhere(
    'People cannot get direct messages from the app: turn on "Messages Tab" under App Home in the settings of the app.',
  ),
  cannot_dm_bot: elsewhere(),
  user_disabled: elsewhere(),
  user_not_found: elsewhere(),
  user_not_visible: elsewhere(),
  users_not_found: elsewhere(),

  account_inactive: setting('The bot user or its workspace has been removed: install the app again.'),
  not_enabled: setting('The workspace has switched this off for the app: ask its administrator.'),
  invalid_auth: setting(REINSTALL),
  not_authed: setting(REINSTALL),
  token_revoked: setting(REINSTALL),
  token_expired: setting(REINSTALL),
  missing_scope: setting('The app lacks a scope: update it from manifest/slack.json and install it again.'),
  no_permission: setting('The app lacks a scope: update it from manifest/slack.json and install it again.'),
  access_denied: setting('The workspace denies the app access: ask its administrator.'),
  ekm_access_denied: setting('The workspace has suspended access through its key management.'),
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

/** Whether Slack may have taken a post in spite of the error. */
export const mayHaveTaken = (error: unknown): boolean => {
  const code = codeOfRefusal(error)
  if (code === undefined) return !(error instanceof WebAPIRateLimitedError)
  return ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(code)
}

/** In seconds. Longer waits are left to the inbox, so that nobody else's message waits behind this one. */
const LONGEST_WAIT = 30

/** Calls Slack and, as often as Slack limits the rate, waits as long as `Retry-After` says and calls it again. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; ) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error
      waited += error.retryAfter
      if (waited > LONGEST_WAIT) throw error
      await new Promise((later) => setTimeout(later, error.retryAfter * 1_000))
    }
  }
}
