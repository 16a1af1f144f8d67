import { z } from 'zod'
import type { CardFile, Log, Reply } from '#bot'
import { say } from '#text'
import { upload } from '../files.ts'
import type { Activity } from '../incoming/activity.ts'
import { placeOf } from '../incoming/read.ts'
import type { FileOffers } from './file-offers.ts'
import { languageAt, type Messages, ownerOf } from './messages.ts'

const consent = z.object({
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

export interface ConsentParts {
  messages: Messages
  offers: FileOffers
  log: Log
  serviceHosts: ReadonlySet<string>
  /** Says a line again in the name of whoever consented. */
  repeat(line: string): Promise<Reply>
}

/** Saves an offered file in the OneDrive of whoever consented, and posts a card that opens it. */
export async function handOverFile(activity: Activity, parts: ConsentParts): Promise<void> {
  const { messages, log, serviceHosts } = parts
  const { data } = consent.safeParse(activity.value)
  if (data?.action !== 'accept' || !data.uploadInfo) return
  const where = placeOf(activity)
  const language = languageAt(where)
  const file = parts.offers.take(data.context.file, ownerOf(where)) ?? (await makeAgain(data.context, parts))
  if (!file) return messages.line(where, say(language, 'teams.file_gone'))
  const { uploadUrl, contentUrl, name, uniqueId, fileType } = data.uploadInfo
  try {
    await upload(uploadUrl, file.bytes, serviceHosts)
  } catch (error) {
    log.warn({ error: String(error) }, 'a file could not be saved in OneDrive')
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

/**
 * Makes a file again that this process does not hold: another process offered it, or an hour has passed. The line is
 * said like any other, so the permissions are checked again.
 */
async function makeAgain(
  { name, say: line }: { name: string; say: string },
  { repeat }: ConsentParts,
): Promise<CardFile | undefined> {
  if (!line) return undefined
  const { card } = await repeat(line)
  return card.files?.find((file) => file.name === name)
}
