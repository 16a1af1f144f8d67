import type { Card, ChatHost, MessageRef, Place, Reply, Said, Who } from '#bot'
import { say } from '#text'
import { isRefused } from './api.ts'
import type { Cloud } from './cloud.ts'
import { type Activity, activityShape, isPersonal } from './incoming/activity.ts'
import type { PendingInvokes } from './incoming/pending-invokes.ts'
import { kindOf, lineOf, wantedFile } from './incoming/read.ts'
import { handOverFile } from './outgoing/file-consent.ts'
import type { FileOffers } from './outgoing/file-offers.ts'
import { showFile } from './outgoing/file-text.ts'
import { below, languageAt, type Messages } from './outgoing/messages.ts'
import { postOnce } from './outgoing/post-once.ts'
import { createProgress } from './outgoing/progress.ts'
import type { People } from './people.ts'
import { sendReply, textOutcome } from './reply.ts'
import type { Welcomes } from './welcomes.ts'

export interface WorkParts {
  cloud: Cloud
  host: ChatHost
  people: People
  messages: Messages
  offers: FileOffers
  pending: PendingInvokes
  welcomes: Welcomes
  answer(said: Said): Promise<Reply>
}

/** Works off the activities that the inbox stored. Rejects when one should be tried again. */
export function createWork(parts: WorkParts): (body: unknown) => Promise<void> {
  const { host } = parts
  const posted = new Map<string, MessageRef>()
  return async (body) => {
    const activity = activityShape.parse(body)
    try {
      await work(activity, posted, parts)
    } catch (error) {
      if (!isRefused(error)) throw error
      const details = { step: error.step, status: error.status, conversation: activity.conversation.id }
      host.log.warn(details, 'Teams does not accept the answer')
    }
  }
}

async function work(activity: Activity, posted: Map<string, MessageRef>, parts: WorkParts): Promise<void> {
  const { cloud, host, pending, offers } = parts
  const kind = kindOf(activity)
  if (!kind) return
  const line = lineOf(activity)
  const messages = postOnce(parts.messages, posted, line.id)
  const settle = (outcome: object) => pending.settle(line.id, outcome)
  if (kind === 'installed' && !parts.welcomes.isDue(activity)) return
  if (kind === 'installed' && !isPersonal(activity))
    return void (await messages.card(line.where, teamWelcome(line.where)))

  const speaker = await identify(activity, parts)
  if (!speaker) return answerUnknown(line.where, messages, settle)
  const saidWith = (text: string): Said => ({ ...line, ...speaker, text })
  if (kind === 'consent') {
    const repeat = (text: string) => parts.answer(saidWith(text))
    return handOverFile(activity, { messages, offers, log: host.log, serviceHosts: cloud.serviceHosts, repeat })
  }
  const said = saidWith(await textOf(activity, parts))
  const progress = createProgress(parts.messages, said.where)
  const { more = [], ...reply } = await parts.answer({ ...said, several: true, meanwhile: progress.show })
  const wanted = wantedFile(activity)
  const file = wanted && reply.card.files?.find(({ name }) => name === wanted)
  if (file && said.where.private) {
    settle(textOutcome(say(languageAt(said.where), 'teams.answer_below')))
    return showFile(file, below(said.where), messages)
  }
  const asked = { ...said, pressed: kind === 'pressed' }
  const { installUrl } = cloud
  await sendReply(asked, reply, { messages, host, installUrl, settle }, await progress.message())
  for (const [at, next] of more.entries())
    await sendReply(asked, next, {
      messages: postOnce(parts.messages, posted, `${said.id}:${at + 1}`),
      host,
      installUrl,
      settle,
    })
}

/**
 * Who sent the activity; undefined if Teams does not tell. Somebody whom it does not tell any more has no rights.
 */
async function identify(activity: Activity, { people, host }: WorkParts): Promise<Required<Speaker> | undefined> {
  try {
    const who = await people.read(activity)
    const asStranger = (error: unknown): Who => {
      if (!isRefused(error)) throw error
      return { ...who, standing: 'stranger' }
    }
    return { who, readAgain: () => people.read(activity, true).catch(asStranger) }
  } catch (error) {
    if (!isRefused(error)) throw error
    host.log.warn({ step: error.step, status: error.status }, 'Teams does not tell who somebody is')
    return undefined
  }
}

type Speaker = Pick<Said, 'who' | 'readAgain'>

/** What was said. Whoever has installed the bot is answered as if they had asked for help. */
async function textOf(activity: Activity, { people }: WorkParts): Promise<string> {
  const { text, language } = lineOf(activity)
  if (kindOf(activity) === 'installed') return say(language ?? 'sv', 'teams.welcome_line')
  return people.nameMentions(activity, text)
}

/** Nobody is answered whom Teams does not name; they are told so, and what helps. */
async function answerUnknown(where: Place, messages: Messages, settle: (outcome: object) => boolean): Promise<void> {
  const text = say(languageAt(where), 'teams.who_are_you')
  if (!settle(textOutcome(text))) await messages.line(below(where), text)
}

/**
 * What the bot says in a team or group that it is added to: what it is, how to address it, and where names are shown.
 */
function teamWelcome(where: Place): Card {
  const language = languageAt(where)
  return {
    kind: 'notice',
    tone: 'info',
    title: say(language, 'teams.welcome_team.title'),
    text: say(language, 'teams.welcome_team.text'),
  }
}
