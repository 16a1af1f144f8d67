/** What was looked at, in the order of the card. */
export type SetupTopic =
  | 'database'
  | 'mail'
  | 'sender'
  | 'mailbox'
  | 'slack'
  | 'teams'
  | 'provider'
  | 'public'
  | 'clock'

/** `off`: not configured. `unsure`: cannot be told from here. The texts are `setup.<code>`. */
export interface SetupFinding {
  topic: SetupTopic
  state: 'fine' | 'wrong' | 'unsure' | 'off'
  code: string
  params: Record<string, string | number>
}

/** For how many milliseconds an answer over HTTP is waited for. */
export const patience = 8000

export const finding =
  (topic: SetupTopic) =>
  (state: SetupFinding['state'], code: string, params: SetupFinding['params'] = {}): SetupFinding => ({
    topic,
    state,
    code: `${topic}.${code}`,
    params,
  })
