import { type types, webApi } from '@slack/bolt'

/** What we use of Slack's other packages, taken from Bolt so that each is installed in one version only. */
export type ContainerBlock = types.ContainerBlock
export type HeaderBlock = types.HeaderBlock
export type InputBlock = types.InputBlock
export type KnownBlock = types.KnownBlock
export type PlainTextElement = types.PlainTextElement
export type RichTextBlock = types.RichTextBlock
export type SectionBlock = types.SectionBlock
export type SlackButton = types.Button
export type SlackSelect = types.StaticSelect
export type SlackFile = NonNullable<webApi.FilesInfoResponse['file']>
export type View = types.View

/** Newer than @slack/types 3.2: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualization extends types.Block {
  type: 'data_visualization'
  title: string
  chart: {
    type: 'line'
    series: { name: string; data: { label: string; value: number }[] }[]
    axis_config: { categories: string[] }
  }
}
export type WebClient = webApi.WebClient
export const { WebClient, WebAPIRateLimitedError } = webApi

/** The error code that Slack answered a call with, such as `invalid_blocks`. Undefined for any other failure. */
export function slackCode(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined
}
