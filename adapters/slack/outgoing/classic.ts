import type { Card, Log } from '#bot'
import { slackCode } from '../bolt/sdk.ts'
import { type Rendered, type RenderOptions, render } from '../render.ts'
import { REFUSED_BLOCKS, ResponseRefused } from './response-url.ts'

/**
 * Sends a card, and once more in `classic` blocks if Slack refuses its blocks: newer ones reach workspaces in phases.
 */
export async function sendRendered<T>(
  card: Card,
  options: RenderOptions,
  log: Log,
  send: (rendered: Rendered, classic: boolean) => Promise<T>,
): Promise<T> {
  try {
    return await send(render(card, options), options.classic ?? false)
  } catch (error) {
    const code = error instanceof ResponseRefused ? error.code : (slackCode(error) ?? '')
    if (options.classic || !REFUSED_BLOCKS.includes(code)) throw error
    log.warn({ code }, 'Slack refused the blocks of a card; it is sent in classic ones')
    return send(render(card, { ...options, classic: true }), true)
  }
}
