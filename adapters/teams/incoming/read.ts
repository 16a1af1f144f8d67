import { createHash } from 'node:crypto'
import { z } from 'zod'
import { completed, type FileRef, type Language, type Place, type Said } from '#bot'
import { MINE, STAYS, TYPED } from '../cards/actions.ts'
import { type Activity, isPersonal, tenantOf } from './activity.ts'
import { hasAttachedElsewhere, writtenText } from './html.ts'

/** The activities that the bot reacts to. It ignores all others, such as reactions and typing. */
export type Kind = 'said' | 'edited' | 'pressed' | 'installed' | 'consent'

export function kindOf(activity: Activity): Kind | undefined {
  if (activity.from.id === activity.recipient.id) return undefined
  if (activity.type === 'message') return isSubmit(activity) ? 'pressed' : 'said'
  if (activity.type === 'messageUpdate') return isEdit(activity) ? 'edited' : undefined
  if (activity.type === 'installationUpdate') return activity.action === 'add' ? 'installed' : undefined
  if (activity.type === 'conversationUpdate') return addsBot(activity) ? 'installed' : undefined
  if (activity.type !== 'invoke') return undefined
  if (activity.name === 'adaptiveCard/action' && pressedLine(activity) !== undefined) return 'pressed'
  return activity.name === 'fileConsent/invoke' ? 'consent' : undefined
}

/**
 * The keys under which the inbox recognises an activity that it already has. A question whether a file may be saved has
 * a key of its own, so that it is decided once, however often its buttons are pressed.
 */
export function keysOf(activity: Activity): string[] {
  const keys = [saidId(activity)]
  const file = kindOf(activity) === 'consent' ? offeredFile(activity) : undefined
  if (file) keys.push(`teams/${activity.conversation.id}/consent/${file}`)
  return keys
}

/**
 * The id of what was said, for an activity that `withId` returned. An edit has the id of the edited message; what tells
 * it apart is its time.
 */
export const saidId = (activity: Activity): string => {
  const id = `teams/${activity.conversation.id}/${activity.id}`
  return kindOf(activity) === 'edited' ? `${id}/edit/${activity.timestamp ?? digest(activity)}` : id
}

/** Teams repeats a delivery with the same id. An activity without one gets the hash of its content as its id. */
export function withId(activity: Activity): Activity {
  return { ...activity, id: activity.id ?? digest(activity) }
}

const digest = (activity: Activity): string => createHash('sha256').update(JSON.stringify(activity)).digest('base64url')

export function placeOf(activity: Activity): Place {
  const { conversation, serviceUrl } = activity
  const place: Place = {
    chat: 'teams',
    workspace: tenantOf(activity),
    channel: conversation.id,
    private: isPersonal(activity),
    more: {
      serviceUrl,
      user: activity.from.id,
      language: languageOf(activity) ?? 'sv',
      ...(isMine(activity) && { [MINE]: true }),
    },
  }
  const message = pressedMessage(activity)
  if (message && !pressedData(activity)?.[STAYS]) place.message = message
  if (conversation.tenantId && conversation.tenantId.toLowerCase() !== place.workspace) place.external = true
  return place
}

/** Whether nobody else sees what was said: the card that was pressed, or a message that is for the bot alone. */
const isMine = (activity: Activity): boolean =>
  !isPersonal(activity) && (activity.recipient.isTargeted === true || pressedData(activity)?.[MINE] === true)

/** The message with the pressed button. Some clients name none, in the form of an id that no message has. */
function pressedMessage(activity: Activity): string | undefined {
  const kind = kindOf(activity)
  if (kind !== 'pressed' && kind !== 'consent') return undefined
  const ids = [activity.replyToId, activity.channelData?.legacy?.replyToId]
  return ids.find((id) => id && id !== '0' && id !== '-1') ?? undefined
}

/** What was said and where, without who said it. */
export function lineOf(activity: Activity): Omit<Said, 'who'> {
  const language = languageOf(activity)
  return {
    id: saidId(activity),
    where: placeOf(activity),
    text: pressedLine(activity) ?? typedLine(activity),
    files: filesOf(activity),
    ...(language && { language }),
    ...(kindOf(activity) === 'edited' && { edited: true }),
  }
}

export function languageOf(activity: Activity): Language | undefined {
  const locale = activity.locale?.toLowerCase() ?? ''
  if (locale.startsWith('sv')) return 'sv'
  return locale.startsWith('en') ? 'en' : undefined
}

/** `Action.Submit`, from clients that do not know `Action.Execute`, arrives as a message with a value. */
const submitted = z.object({
  say: z.string().min(1).max(4000),
  /** What was typed after the beginning of a line. */
  [TYPED]: z.string().max(1024).optional().catch(undefined),
  /** The name of a file of the answer, which is wanted as text. */
  file: z.string().max(1024).optional().catch(undefined),
  [MINE]: z.literal(true).optional().catch(undefined),
  [STAYS]: z.literal(true).optional().catch(undefined),
})
/**
 * Only what somebody has pressed is a press: clients send a card's action by themselves, too, to have it refreshed.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/up-to-date-views
 */
const byHand = z
  .unknown()
  .refine((trigger) => trigger !== 'automatic')
  .optional()
const executed = z.object({ action: z.object({ data: submitted }), trigger: byHand })

const isSubmit = (activity: Activity): boolean => submitted.safeParse(activity.value).success

function pressedData(activity: Activity) {
  if (activity.type === 'message') return submitted.safeParse(activity.value).data
  return executed.safeParse(activity.value).data?.action.data
}

function pressedLine(activity: Activity): string | undefined {
  const pressed = pressedData(activity)
  return pressed?.[TYPED] === undefined ? pressed?.say : completed(pressed.say, pressed[TYPED])
}

/** The name of the file that a pressed button asks to see as text. */
export const wantedFile = (activity: Activity): string | undefined => pressedData(activity)?.file

const offered = z.object({ context: z.object({ file: z.string().min(1).max(1024) }) })
const offeredFile = (activity: Activity): string | undefined => offered.safeParse(activity.value).data?.context.file

/** What was written, without the messages that it quotes and without mentions of the bot, wherever they stand. */
function typedLine(activity: Activity): string {
  let text = writtenText(activity)
  for (const { text: mention } of mentionsOfBot(activity)) if (mention) text = text.replaceAll(mention, ' ')
  return text.trim()
}

const mentionsOfBot = ({ entities, recipient }: Activity) =>
  (entities ?? []).filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)

/**
 * Whether somebody has edited what they wrote to the bot, by
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#receive-edit-message-activity
 * A message that is undeleted is the old one; in a channel one without a mention is not for the bot.
 */
const isEdit = (activity: Activity): boolean =>
  activity.channelData?.eventType?.toLowerCase() === 'editmessage' &&
  (isPersonal(activity) || mentionsOfBot(activity).length > 0)

const downloadInfo = z.object({ downloadUrl: z.string().max(4096) })

/**
 * Teams gives files to a bot in personal chats only. Other attachments, such as the text as HTML, are not files. A
 * picture that was pasted into the text is only named, and so is a file in a channel or group, so that whoever sent it
 * hears that it was not read:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#process-inline-images
 */
function filesOf(activity: Activity): FileRef[] {
  if (activity.type !== 'message') return []
  if (!isPersonal(activity)) return hasAttachedElsewhere(activity) ? [{ name: '', ref: { elsewhere: true } }] : []
  return (activity.attachments ?? []).flatMap(({ contentType, name, content }): FileRef[] => {
    if (contentType.startsWith('image/')) return [{ name: name ?? '', ref: { pasted: true } }]
    const info = downloadInfo.safeParse(content)
    if (contentType !== 'application/vnd.microsoft.teams.file.download.info' || !info.success) return []
    return [{ name: name ?? '', ref: { downloadUrl: info.data.downloadUrl } }]
  })
}

const addsBot = (activity: Activity): boolean =>
  activity.membersAdded?.some((member) => member.id === activity.recipient.id) ?? false
