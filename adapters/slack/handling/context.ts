import type { Card, ChatHost, Place, Reply, Said } from '#bot'
import { say } from '#text'
import type { Api } from '../api.ts'
import type { Entry } from '../incoming/entry.ts'
import type { Out } from '../outgoing/messages.ts'
import type { Known, People } from '../people.ts'

export type AnswerTo = (said: Said) => Promise<Reply>

/** What the work of every kind of entry needs. */
export interface Handling {
  api: Api
  host: ChatHost
  people: People
  out: Out
  answer: AnswerTo
}

/** What was said, as the bot understands it; the person can be read again past the cache. */
export function saidOf(handling: Handling, entry: Entry, known: Known, text: string, where: Place): Said {
  return {
    id: `slack:${entry.id}`,
    who: known.who,
    where,
    text,
    files: [],
    ...(known.language && { language: known.language }),
    readAgain: async () => (await handling.people.read(entry.team, entry.user, true)).who,
  }
}

export const languageOf = (known: Known) => known.language ?? 'sv'

/** A line of the platform's own, as a card. */
export const notice = (known: Known, key: 'slack.form_late') => ({
  kind: 'notice' as const,
  tone: 'warning' as const,
  title: say(languageOf(known), key),
})

/** `status` of an admin counts people; of anybody else it says their own state. */
export const isCount = (card: Card): boolean => typeof card.data?.total === 'number'
