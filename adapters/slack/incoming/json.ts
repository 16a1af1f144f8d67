import { createHash } from 'node:crypto'

/** Slack's JSON, any field of which may be absent or of another type than documented. */
export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const object = (value: unknown): Json => (isObject(value) ? value : {})
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
/** A string with at least one character. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * The thread that a message stands in. A message which began a thread names itself in `thread_ts`; it stands in none,
 * nor does a new message: what only one person sees is shown in a thread only if others have replied there already.
 */
export const threadOf = (thread: unknown, message: string | undefined): string | undefined =>
  thread === message ? undefined : text(thread)

/**
 * The workspace among the ids that a request names, in the order in which they count. Where the app is installed for a
 * whole organisation, some of them are the organisation's, `E…`, which has no people of its own:
 * https://docs.slack.dev/enterprise/organization-ready-apps
 */
export function workspaceOf(...ids: unknown[]): string | undefined {
  const named = ids.flatMap((id) => text(id) ?? [])
  return named.find((id) => !id.startsWith('E')) ?? named[0]
}

/** An idempotency key from parts that Slack repeats when it sends a request again. */
export const keyOf = (...parts: string[]): string => parts.join(':')
/** Stands in a key for what Slack gave no id. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
