import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FileRef, Language, Place, Said } from '#bot'
import { type Activity, isPersonal, tenantOf } from './activity.ts'

/** The activities that the bot reacts to. It ignores all others, such as edits, reactions and typing. */
export type Kind = 'said' | 'pressed' | 'installed' | 'consent'

export function kindOf(activity: Activity): Kind | undefined {
  if (activity.from.id === activity.recipient.id) return undefined
  if (activity.type === 'message') return isSubmit(activity) ? 'pressed' : 'said'
  if (activity.type === 'installationUpdate') return activity.action === 'add' ? 'installed' : undefined
  if (activity.type === 'conversationUpdate') return addsBot(activity) ? 'installed' : undefined
  if (activity.type !== 'invoke') return undefined
  if (activity.name === 'adaptiveCard/action' && pressedLine(activity) !== undefined) return 'pressed'
  return activity.name === 'fileConsent/invoke' ? 'consent' : undefined
}

/**
 * The keys under which the inbox recognises an activity that it already has. Teams reports one installation twice, in
 * two activities, so an installation has a second key: its conversation and the hour.
 */
export function keysOf(activity: Activity, now: Date): string[] {
  const keys = [saidId(activity)]
  if (kindOf(activity) === 'installed')
    keys.push(`teams/${activity.conversation.id}/welcome/${now.toISOString().slice(0, 13)}`)
  return keys
}

/** The id of what was said, for an activity that `withId` returned. */
export const saidId = (activity: Activity): string => `teams/${activity.conversation.id}/${activity.id}`

/** Teams repeats a delivery with the same id. An activity without one gets the hash of its content as its id. */
export function withId(activity: Activity): Activity {
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

/** What was said and where, without who said it. */
export function lineOf(activity: Activity): Pick<Said, 'id' | 'where' | 'text' | 'files' | 'language'> {
  const language = languageOf(activity)
  return {
    id: saidId(activity),
    where: placeOf(activity),
    text: pressedLine(activity) ?? typedLine(activity),
    files: filesOf(activity),
    ...(language && { language }),
  }
}

export function languageOf(activity: Activity): Language | undefined {
  const locale = activity.locale?.toLowerCase() ?? ''
  if (locale.startsWith('sv')) return 'sv'
  return locale.startsWith('en') ? 'en' : undefined
}

/** `Action.Submit`, from clients that do not know `Action.Execute`, arrives as a message with a value. */
const submitted = z.object({ say: z.string().min(1).max(4000) })
const executed = z.object({ action: z.object({ data: submitted }) })

const isSubmit = (activity: Activity): boolean => submitted.safeParse(activity.value).success

function pressedLine(activity: Activity): string | undefined {
  if (activity.type === 'message') return submitted.safeParse(activity.value).data?.say
  return executed.safeParse(activity.value).data?.action.data.say
}

/** The text without mentions of the bot, wherever they stand. */
function typedLine(activity: Activity): string {
  let text = activity.text ?? ''
  for (const { type, mentioned, text: mention } of activity.entities ?? [])
    if (type === 'mention' && mention && mentioned?.id === activity.recipient.id) text = text.replaceAll(mention, ' ')
  return text.trim()
}

const downloadInfo = z.object({ downloadUrl: z.string().max(4096) })

/** Teams gives files to a bot in personal chats only. Other attachments, such as the text as HTML, are not files. */
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
