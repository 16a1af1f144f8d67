/** A SCIM server that others wrote, on 127.0.0.1. */
export interface Provider {
  readonly url: string
  readonly token: string
  stop(): Promise<void>
}
