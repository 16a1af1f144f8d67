import type { ChatHost, MessageRef, Reply, Said } from '#bot'
import { say } from '#text'
import { TransportError } from './api.ts'
import type { Cloud } from './cloud.ts'
import { type Activity, activityShape } from './incoming/activity.ts'
import type { PendingInvokes } from './incoming/pending-invokes.ts'
import { kindOf, lineOf } from './incoming/read.ts'
import { handOverFile } from './outgoing/file-consent.ts'
import type { FileOffers } from './outgoing/file-offers.ts'
import type { Messages } from './outgoing/messages.ts'
import { postOnce } from './outgoing/post-once.ts'
import type { People } from './people.ts'
import { sendReply } from './reply.ts'

export interface WorkParts {
  cloud: Cloud
  host: ChatHost
  people: People
  messages: Messages
  offers: FileOffers
  pending: PendingInvokes
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
      if (!(error instanceof TransportError) || !permanent.has(error.status ?? 0)) throw error
      const details = { status: error.status, conversation: activity.conversation.id }
      host.log.warn(details, 'Teams does not accept the answer')
    }
  }
}

/** With these statuses the service refuses a message for good; trying again would change nothing. */
const permanent = new Set([400, 403, 404, 413])

async function work(activity: Activity, posted: Map<string, MessageRef>, parts: WorkParts): Promise<void> {
  const { cloud, host, people, messages, offers, pending } = parts
  const kind = kindOf(activity)
  if (!kind) return
  const line = lineOf(activity)
  const who = await people.read(activity)
  const saidWith = (text: string): Said => ({ ...line, text, who, readAgain: () => people.read(activity, true) })
  if (kind === 'consent') {
    const repeat = (text: string) => parts.answer(saidWith(text))
    return handOverFile(activity, { messages, offers, log: host.log, serviceHosts: cloud.serviceHosts, repeat })
  }
  const isInstalled = kind === 'installed'
  const said = saidWith(
    isInstalled ? say(line.language ?? 'sv', 'teams.welcome_line') : await people.nameMentions(activity, line.text),
  )
  const { more = [], ...first } = await parts.answer({ ...said, several: true })
  for (const [at, reply] of [first, ...more].entries()) {
    await sendReply({ ...said, pressed: kind === 'pressed' }, reply, {
      messages: postOnce(messages, posted, at ? `${said.id}:${at}` : said.id),
      host,
      installUrl: cloud.installUrl,
      settle: (outcome) => pending.settle(said.id, outcome),
    })
  }
}
