import type { Activity } from './gate/activity.ts'

/**
 * The seam: all that we need of Microsoft's packages. Wire JSON goes in and comes out; no type of theirs passes. A
 * successor fills these five methods and is proved by test/adapters/teams/transport/transport.contract.ts.
 */
export interface Transport {
  /** Hands an admitted activity to `receive` once; the status and body to answer. The header is for whoever looks twice. */
  handle(authorization: string, activity: Activity): Promise<Answer>
  /** Posts a message; the id of it. */
  send(to: Conversation, message: Message): Promise<string>
  /** Replaces a message for everybody who sees it. */
  update(to: Conversation, id: string, message: Message): Promise<void>
  /** One member of a conversation, or undefined when there is no such member. */
  getMember(of: Conversation, user: string): Promise<Member | undefined>
  /** The personal chat with a user, opened if need be; the id of the conversation. */
  openPersonal(with_: { serviceUrl: string; tenant: string; user: string }): Promise<string>
}

export type Receive = (activity: Activity) => Promise<Answer | undefined>

/** Undefined status and body mean: taken, nothing to say. */
export interface Answer {
  status: number
  body?: unknown
}

export interface Conversation {
  serviceUrl: string
  id: string
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

/** As the connector states it; all of it may be missing. */
export interface Member {
  id?: string
  name?: string
  aadObjectId?: string
  objectId?: string
  email?: string
  userPrincipalName?: string
  tenantId?: string
  userRole?: string
}

/** A call that the connector (status) or the network (no status) refused. */
export class TransportError extends Error {
  readonly status: number | undefined
  /** Milliseconds the service asked us to wait. */
  readonly wait: number | undefined
  constructor(status: number | undefined, wait?: number, cause?: unknown) {
    super(`the Teams service answered ${status ?? 'nothing'}`, { cause })
    this.name = 'TransportError'
    this.status = status
    this.wait = wait
  }
}
