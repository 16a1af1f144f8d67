import { z } from 'zod'
import type { Card, CardFile, Log, Place, Reply } from '#bot'
import { say } from '#text'
import { isRefused, type Message } from '../api.ts'
import { upload } from '../files.ts'
import type { Activity } from '../incoming/activity.ts'
import { placeOf } from '../incoming/read.ts'
import { type FileOffers, ownerOf } from './file-offers.ts'
import { below, languageAt, type Messages } from './messages.ts'

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

/**
 * Saves an offered file in the OneDrive of whoever consented, and shows what became of it where the question stood: a
 * card that opens the file, or why there is none. The inbox keeps one decision for each question (`keysOf`).
 */
export async function handOverFile(activity: Activity, parts: ConsentParts): Promise<void> {
  const { data } = consent.safeParse(activity.value)
  if (!data) return
  const where = placeOf(activity)
  const language = languageAt(where)
  const failure = (key: 'teams.file_declined' | 'teams.file_gone' | 'teams.file_not_saved') => {
    const { name, say: line } = data.context
    const buttons = line ? [{ label: say(language, 'teams.file_again'), say: line }] : undefined
    const card: Card = { kind: 'notice', tone: 'info', title: say(language, key, { name }), buttons }
    return instead(where, (place) => parts.messages.card(place, card))
  }
  if (data.action !== 'accept') return failure('teams.file_declined')
  const file = parts.offers.take(data.context.file, ownerOf(where)) ?? (await makeAgain(data.context, parts))
  if (!file) return failure('teams.file_gone')
  try {
    await upload(data.uploadInfo?.uploadUrl ?? '', file.bytes, parts.serviceHosts)
  } catch (error) {
    parts.log.warn({ error: String(error) }, 'a file could not be saved in OneDrive')
    return failure('teams.file_not_saved')
  }
  const { contentUrl, name, uniqueId, fileType } = data.uploadInfo!
  const contentType = 'application/vnd.microsoft.teams.card.file.info'
  const saved: Message = {
    type: 'message',
    summary: say(language, 'teams.file_here', { name }),
    attachments: [{ contentType, contentUrl, name, content: { uniqueId, fileType } }],
  }
  return instead(where, (place) => parts.messages.message(place, saved))
}

/** Shows something in the place of a message, or below if the service does not let that message be replaced. */
async function instead(where: Place, show: (where: Place) => Promise<unknown>): Promise<void> {
  try {
    await show(where)
  } catch (error) {
    if (!where.message || !isRefused(error)) throw error
    await show(below(where))
  }
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
