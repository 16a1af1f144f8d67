import { type types, webApi } from '@slack/bolt'

/** The parts of Slack's own packages that we use, through Bolt, so that there is one version of each. */
export type KnownBlock = types.KnownBlock
export type HeaderBlock = types.HeaderBlock
export type PlainTextElement = types.PlainTextElement
export type RichTextBlock = types.RichTextBlock
export type SectionBlock = types.SectionBlock
export type SlackButton = types.Button
export type View = types.View
export type WebClient = webApi.WebClient
export const { WebClient, WebAPIPlatformError, WebAPIRateLimitedError } = webApi

/** The code Slack answered with (`invalid_blocks`, `user_not_found`), when it was Slack that refused. */
export function slackCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined
}
