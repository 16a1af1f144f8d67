import type { Finding } from '../../commands/context.ts'

/** For how many milliseconds an answer over HTTP is waited for. */
export const patience = 8000

export const finding =
  (topic: Finding['topic']) =>
  (state: Finding['state'], code: string, params: Finding['params'] = {}): Finding => ({
    topic,
    state,
    code: `${topic}.${code}`,
    params,
  })
