import { z } from 'zod'
import type { Log } from '#bot'
import { say } from '#text'
import type { Activity } from './activity.ts'
import { upload } from './files.ts'
import { languageAt, type Outlet, ownerOf } from './outlet.ts'
import { placeOf } from './receive.ts'
import type { Shelf } from './shelf.ts'

const shape = z.object({
  action: z.string(),
  context: z.object({ file: z.string() }),
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
  outlet: Outlet
  shelf: Shelf
  log: Log
  serviceHosts: ReadonlySet<string>
}

/** Hands over a file once its asker has agreed: into their OneDrive, then a card that opens it. */
export async function handOver(activity: Activity, { outlet, shelf, log, serviceHosts }: Exports): Promise<void> {
  const { data } = shape.safeParse(activity.value)
  if (data?.action !== 'accept' || !data.uploadInfo) return
  const where = placeOf(activity)
  const language = languageAt(where)
  const file = shelf.take(data.context.file, ownerOf(where))
  if (!file) return outlet.line(where, say(language, 'teams.file_gone'))
  const { uploadUrl, contentUrl, name, uniqueId, fileType } = data.uploadInfo
  try {
    await upload(uploadUrl, file.bytes, serviceHosts)
  } catch (error) {
    log.warn({ error: String(error) }, 'a file could not be handed over in Teams')
    return outlet.line(where, say(language, 'teams.file_not_saved', { name: file.name }))
  }
  const contentType = 'application/vnd.microsoft.teams.card.file.info'
  const attachment = { contentType, contentUrl, name, content: { uniqueId, fileType } }
  await outlet.message(where, {
    type: 'message',
    summary: say(language, 'teams.file_here', { name }),
    attachments: [attachment],
  })
}
