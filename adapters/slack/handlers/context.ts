import type { Card, ChatHost, Language, Place, Reply, Said } from '#bot'
import type { Api } from '../api.ts'
import type { FormOutcomes } from '../forms/outcomes.ts'
import type { Entry } from '../incoming/entry.ts'
import type { Messages } from '../outgoing/messages.ts'
import type { People, Person } from '../people.ts'

/** What the handlers of all kinds of entries need. */
export interface HandlerContext {
  api: Api
  host: ChatHost
  people: People
  messages: Messages
  /** Where Slack waits for what becomes of a submitted form. */
  outcomes: FormOutcomes
  answer(said: Said): Promise<Reply>
}

/** The entry as the bot understands it: its command line, who said it, and where. */
export function saidOf(context: HandlerContext, entry: Entry, person: Person, text: string, where: Place): Said {
  return {
    id: `slack:${entry.id}`,
    who: person.who,
    where,
    text,
    files: [],
    ...(person.language && { language: person.language }),
    readAgain: async () => (await context.people.read(entry.team, entry.user, true)).who,
  }
}

/** The bot's answer to a command line that the person did not type, as if typed in the direct conversation. */
export async function askPrivately(context: HandlerContext, entry: Entry, person: Person, line: string): Promise<Card> {
  const known = 'channel' in entry ? entry.channel : undefined
  const channel = known ?? (await context.messages.directChannel(entry.team, entry.user))
  const where: Place = { chat: 'slack', workspace: entry.team, channel, private: true }
  return (await context.answer(saidOf(context, entry, person, line, where))).card
}

export const languageOf = (person: Person): Language => person.language ?? 'sv'

/** Whether a card counts people. `status` does so for an admin, and tells anybody else their own state. */
export const isCount = (card: Card): boolean => typeof card.data?.total === 'number'
