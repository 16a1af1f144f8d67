import { createHash } from 'node:crypto'
import type { Card, CardFile, Chart, ChatHost } from '#bot'
import { say } from '#text'
import type { Api } from '../api.ts'
import { LIMIT } from '../blocks/blocks.ts'
import { chartWords } from '../blocks/chart.ts'
import { clean, cut, escapeText } from '../blocks/text.ts'
import { uploadFiles } from '../files.ts'
import { CHARTS, type RenderOptions } from '../render.ts'
import type { Destination } from './destination.ts'
import { patiently } from './patience.ts'

/** No previews of links, and no mrkdwn in the text. */
export const PLAIN = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const
/** Messages of which it is remembered which charts hang below them. */
const MAX_REMEMBERED = 1_000

type Message = Destination & { message: string }

/**
 * Puts into the thread of a posted card what a message cannot hold: its files and, where the workspace has taken only
 * classic blocks, its charts as pictures. Never rejects: the card would be posted again.
 */
export function createAttacher(api: Api, host: ChatHost) {
  /** What was drawn below each message: a card that is written again with the same numbers needs no second picture. */
  const drawn = new Map<string, string>()

  async function attachFiles(where: Message, card: Card, { language }: RenderOptions): Promise<void> {
    const { channel, workspace } = where
    const [client, thread] = [api.of(workspace).background, threadOf(where)]
    try {
      await patiently(() => uploadFiles(client, channel, thread, card.files!))
    } catch (error) {
      host.log.error({ reason: (error as Error).message }, 'A file could not be uploaded to Slack')
      const text = say(language, 'slack.file_failed')
      await client.chat.postMessage({ channel, thread_ts: thread, text, ...PLAIN }).catch(() => {})
    }
  }

  /** The card says all numbers itself, so that nobody need be told of a picture that is missing. */
  async function attachCharts(where: Message, charts: Chart[], { language }: RenderOptions): Promise<void> {
    const client = api.of(where.workspace).background
    const key = `${where.workspace}/${where.channel}/${where.message}`
    const shown = createHash('sha256').update(JSON.stringify(charts)).digest('base64')
    if (drawn.get(key) === shown) return
    try {
      const pictures: Pick<CardFile, 'name' | 'bytes'>[] = []
      for (const one of charts) {
        pictures.push({ name: nameOf(one), bytes: (await host.draw!(one, language)).bytes })
      }
      const words = charts.map((one) => chartWords(one, language)).join('\n')
      const comment = escapeText(cut(clean(words), LIMIT.text))
      await patiently(() => uploadFiles(client, where.channel, threadOf(where), pictures, comment))
      drawn.delete(key)
      drawn.set(key, shown)
      if (drawn.size > MAX_REMEMBERED) drawn.delete(drawn.keys().next().value!)
    } catch (error) {
      host.log.warn({ reason: (error as Error).message }, 'A chart could not be shown as a picture in Slack')
    }
  }

  return async (where: Message, card: Card, options: RenderOptions, isClassic: boolean): Promise<void> => {
    if (card.files?.length) await attachFiles(where, card, options)
    const charts = (card.charts ?? []).filter(hasNumbers).slice(0, CHARTS)
    if (isClassic && host.draw && charts.length > 0) await attachCharts(where, charts, options)
  }
}

const threadOf = ({ thread, message }: Message): string => thread ?? message

const hasNumbers = (chart: Chart): boolean => (chart.kind === 'stacked' ? chart.rows : chart.days).length > 0

/** A name that every system can keep. */
const nameOf = ({ title }: Chart): string =>
  `${
    title
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .slice(0, 60)
      .trim() || 'diagram'
  }.png`
