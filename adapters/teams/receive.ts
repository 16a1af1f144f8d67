import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FileRef, Language, Place, Said } from '#bot'
import { type Activity, isPersonal, tenantOf } from './gate/activity.ts'

/** What an activity is to us. Everything else (edits, reactions, typing) is no business of the bot. */
export type Kind = 'said' | 'pressed' | 'welcome' | 'consent'

export function kindOf(activity: Activity): Kind | undefined {
  if (activity.from.id === activity.recipient.id) return undefined
  if (activity.type === 'message') return isPress(activity) ? 'pressed' : 'said'
  if (activity.type === 'installationUpdate') return activity.action === 'add' ? 'welcome' : undefined
  if (activity.type === 'conversationUpdate') return addsBot(activity) ? 'welcome' : undefined
  if (activity.type !== 'invoke') return undefined
  if (activity.name === 'adaptiveCard/action' && linePressed(activity) !== undefined) return 'pressed'
  return activity.name === 'fileConsent/invoke' ? 'consent' : undefined
}

/** Every name of a delivery, so that the same one never gets in twice. An installation is told of in two ways. */
export function namesOf(activity: Activity, now: Date): string[] {
  const names = [saidId(activity)]
  if (kindOf(activity) === 'welcome')
    names.push(`teams/${activity.conversation.id}/welcome/${now.toISOString().slice(0, 13)}`)
  return names
}

/** The name of a message; `named` has seen to it that there is an id. */
export const saidId = (activity: Activity): string => `teams/${activity.conversation.id}/${activity.id}`

/** Teams repeats a delivery with the same id; one without gets its content for a name. */
export function named(activity: Activity): Activity {
  const id = activity.id ?? createHash('sha256').update(JSON.stringify(activity)).digest('base64url')
  return { ...activity, id }
}

export function placeOf(activity: Activity): Place {
  const { conversation, channelData, serviceUrl } = activity
  const place: Place = {
    chat: 'teams',
    workspace: tenantOf(activity),
    channel: conversation.id,
    private: isPersonal(activity),
    more: { serviceUrl, user: activity.from.id, language: languageOf(activity) ?? 'sv' },
  }
  const message = kindOf(activity) === 'pressed' ? (activity.replyToId ?? channelData?.legacy?.replyToId) : undefined
  if (message) place.message = message
  if (conversation.tenantId?.toLowerCase() !== place.workspace) place.external = true
  return place
}

/** What was said, without who said it. */
export function wordsOf(activity: Activity): Pick<Said, 'id' | 'where' | 'text' | 'files' | 'language'> {
  const language = languageOf(activity)
  return {
    id: saidId(activity),
    where: placeOf(activity),
    text: linePressed(activity) ?? typed(activity),
    files: filesOf(activity),
    ...(language && { language }),
  }
}

export function languageOf(activity: Activity): Language | undefined {
  const locale = activity.locale?.toLowerCase() ?? ''
  if (locale.startsWith('sv')) return 'sv'
  return locale.startsWith('en') ? 'en' : undefined
}

const submitted = z.object({ say: z.string().min(1).max(4000) })
const executed = z.object({ action: z.object({ data: submitted }) })

const isPress = (activity: Activity): boolean => submitted.safeParse(activity.value).success

function linePressed(activity: Activity): string | undefined {
  if (activity.type === 'message') return submitted.safeParse(activity.value).data?.say
  return executed.safeParse(activity.value).data?.action.data.say
}

/** The text without the bot's own name, wherever it stands. */
function typed(activity: Activity): string {
  let text = activity.text ?? ''
  for (const { type, mentioned, text: mention } of activity.entities ?? [])
    if (type === 'mention' && mention && mentioned?.id === activity.recipient.id) text = text.replaceAll(mention, ' ')
  return text.trim()
}

const downloadInfo = z.object({ downloadUrl: z.string().max(4096) })

/** Files come in personal chats only; the HTML copy of a message and the like are none. */
function filesOf(activity: Activity): FileRef[] {
  if (activity.type !== 'message' || !isPersonal(activity)) return []
  return (activity.attachments ?? []).flatMap(({ contentType, name, content }) => {
    const info = downloadInfo.safeParse(content)
    if (contentType !== 'application/vnd.microsoft.teams.file.download.info' || !info.success) return []
    return [{ name: name ?? '', ref: { downloadUrl: info.data.downloadUrl } }]
  })
}

const addsBot = (activity: Activity): boolean =>
  activity.membersAdded?.some((member) => member.id === activity.recipient.id) ?? false
