import type { Api } from '../api.ts'

const TIMEOUT = 2_500
/** Slack does not know a block of the message, or the message is too long. */
export const REFUSED_BLOCKS = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']

/**
 * Slack's refusal of a message to a response_url: it has expired, has been used five times, or the blocks are wrong.
 */
export class ResponseRefused extends Error {
  readonly code: string

  constructor(code: string) {
    super(`Slack refused a message to a response_url: ${code}`)
    this.name = 'ResponseRefused'
    this.code = code
  }
}

/** @throws ResponseRefused, or the network's own error, after which Slack may have taken the message */
export async function sendToResponseUrl(api: Api, url: string, message: object): Promise<void> {
  const response = await api.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(TIMEOUT),
  })
  const body = await response.text()
  const refused = REFUSED_BLOCKS.find((code) => body.includes(code))
  if (refused) throw new ResponseRefused(refused)
  if (!response.ok || body.includes('"ok":false')) throw new ResponseRefused(`status ${response.status}`)
}
