import { z } from 'zod'
import type { Activity } from './incoming/activity.ts'

/**
 * All that the adapter needs of Microsoft's packages, without any of their types. A replacement for the packages
 * implements this interface and must pass test/adapters/teams/transport/transport.contract.ts.
 */
export interface Transport {
  /** Gives an admitted activity to `receive` once, and returns the HTTP response that it leads to. */
  handle(activity: Activity): Promise<HttpAnswer>
  /** Posts a message and returns its id; undefined if the service named none, so that it cannot be replaced later. */
  send(to: Conversation, message: Message): Promise<string | undefined>
  /**
   * Posts a message that one member of a conversation of several sees, for a day. Absent if the packages cannot.
   * https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
   */
  sendTo?(to: Conversation, user: string, message: Message): Promise<void>
  /** Replaces a message for everybody who sees it. */
  update(to: Conversation, id: string, message: Message): Promise<void>
  /** A member of a conversation, or undefined if there is no such member. */
  getMember(of: Conversation, user: string): Promise<Member | undefined>
  /** Opens the personal chat with a user, if it is not open yet, and returns the id of the conversation. */
  openPersonal(chat: PersonalChat): Promise<string>
}

/** What the transport calls for each activity; undefined means 200 without a body. */
export type Receive = (activity: Activity) => Promise<HttpAnswer | undefined>

export interface HttpAnswer {
  status: number
  body?: unknown
}

export interface Conversation {
  serviceUrl: string
  id: string
}

export interface PersonalChat {
  serviceUrl: string
  tenant: string
  user: string
}

export interface Message {
  type: 'message'
  text?: string
  textFormat?: 'plain'
  /** Shown in notifications. */
  summary?: string
  attachments?: Attachment[]
}

export interface Attachment {
  contentType: string
  content: unknown
  contentUrl?: string
  name?: string
}

const text = z.string().optional().catch(undefined)
/** A member as the connector describes them; any field may be missing, and one that is not text counts as missing. */
export const memberShape = z.object({
  id: text,
  name: text,
  aadObjectId: text,
  objectId: text,
  email: text,
  userPrincipalName: text,
  tenantId: text,
  userRole: text,
})

export type Member = z.infer<typeof memberShape>

/**
 * Whether the service refuses a call for good, so that trying it again would change nothing. Of its refusals these may
 * pass: a token that has ended, a time-out, two changes at once, and too many calls.
 */
const isFinal = (status = 0): boolean =>
  status === 501 || (status >= 400 && status < 500 && ![401, 408, 409, 412, 425, 429].includes(status))

/** A call that failed: with the status that the service answered, or without one if it did not answer. */
export class TransportError extends Error {
  readonly status: number | undefined
  /** Milliseconds that the service asked us to wait. */
  readonly wait: number | undefined
  /** What was called, for the log. */
  step: keyof Transport | undefined
  constructor(status: number | undefined, wait?: number, cause?: unknown) {
    super(`the Teams service answered ${status ?? 'nothing'}`, { cause })
    this.name = 'TransportError'
    this.status = status
    this.wait = wait
  }

  /** `gone` tells `Chat.post` that the message can never be updated. */
  get code(): 'gone' | undefined {
    return isFinal(this.status) ? 'gone' : undefined
  }

  /** The same wait in seconds, for the inbox. */
  get retryAfter(): number | undefined {
    return this.wait === undefined ? undefined : this.wait / 1000
  }
}

/** Whether the service refused what a message holds: too large, or something that it does not know. */
export const isContentRefused = (error: unknown): boolean =>
  isRefused(error) && [400, 413, 415, 422].includes(error.status ?? 0)

/** Whether the service refused a call for good. */
export const isRefused = (error: unknown): error is TransportError =>
  error instanceof TransportError && error.code === 'gone'
