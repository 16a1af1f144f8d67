import { z } from 'zod'
import type { CardFile, Log, Reply } from '#bot'
import { say } from '#text'
import { upload } from '../files.ts'
import type { Activity } from '../gate/activity.ts'
import { placeOf } from '../receive.ts'
import type { FileOffers } from './file-offers.ts'
import { languageAt, type Messages, ownerOf } from './messages.ts'

const shape = z.object({
  action: z.string(),
  context: z.object({ file: z.string(), name: z.string(), say: z.string() }),
  uploadInfo: z
    .object({
      uploadUrl: z.string(),
      contentUrl: z.string(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .optional(),
})

export interface Exports {
  messages: Messages
  offers: FileOffers
  log: Log
  serviceHosts: ReadonlySet<string>
  /** Says a line anew in the name of whoever pressed: what a file was made from, when this process no longer holds it. */
  again(line: string): Promise<Reply>
}

/** Hands over a file once its asker has agreed: into their OneDrive, then a card that opens it. */
export async function handOver(activity: Activity, parts: Exports): Promise<void> {
  const { messages, log, serviceHosts } = parts
  const { data } = shape.safeParse(activity.value)
  if (data?.action !== 'accept' || !data.uploadInfo) return
  const where = placeOf(activity)
  const language = languageAt(where)
  const file = parts.offers.take(data.context.file, ownerOf(where)) ?? (await madeAgain(data.context, parts))
  if (!file) return messages.line(where, say(language, 'teams.file_gone'))
  const { uploadUrl, contentUrl, name, uniqueId, fileType } = data.uploadInfo
  try {
    await upload(uploadUrl, file.bytes, serviceHosts)
  } catch (error) {
    log.warn({ error: String(error) }, 'a file could not be handed over in Teams')
    return messages.line(where, say(language, 'teams.file_not_saved', { name: file.name }))
  }
  const contentType = 'application/vnd.microsoft.teams.card.file.info'
  const attachment = { contentType, contentUrl, name, content: { uniqueId, fileType } }
  await messages.message(where, {
    type: 'message',
    summary: say(language, 'teams.file_here', { name }),
    attachments: [attachment],
  })
}

/** Another process may hold it, or an hour has passed. Authority is checked again, as for anything that is said. */
async function madeAgain(
  { name, say }: { name: string; say: string },
  { again }: Exports,
): Promise<CardFile | undefined> {
  if (!say) return undefined
  const { card } = await again(say)
  return card.files?.find((file) => file.name === name)
}
