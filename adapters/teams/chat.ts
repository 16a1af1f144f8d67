import type { Chat, ChatHost, Reply, Said } from '#bot'
import type { Receive, Transport } from './api.ts'
import { checkCloud } from './check.ts'
import { type Cloud, resolveCloud, type TeamsConfig } from './cloud.ts'
import { download, FileError } from './files.ts'
import { createPendingInvokes } from './incoming/pending-invokes.ts'
import { createFileOffers } from './outgoing/file-offers.ts'
import { createMessages } from './outgoing/messages.ts'
import { readPeople } from './people.ts'
import { receiveActivities, receiveHttp } from './receive.ts'
import { pacedCalls, realTime, type Time } from './transport/paced-calls.ts'
import { createWelcomes } from './welcomes.ts'
import { createWork } from './work.ts'

/** How long a press waits for its outcome. Teams' limit is five seconds; the rest is for the way there and back. */
const patience = 3500

/**
 * Microsoft Teams as a chat: requests pass the gate into the inbox, the work answers them, and cards go out as Adaptive
 * Cards.
 * @throws Error when the configuration would let requests in unchecked
 */
export function teamsChat(config: TeamsConfig, host: ChatHost, time: Time = realTime): Chat {
  const cloud = resolveCloud(config)
  const pending = createPendingInvokes(patience)
  const offers = createFileOffers(time.now)
  let transport: Promise<Transport> | undefined
  let answer: (said: Said) => Promise<Reply> = () => Promise.reject(new Error('Nobody answers yet'))

  /** Loads Microsoft's packages, which takes seconds, when they are first needed. */
  const openTransport = () => {
    transport ??= loadTransport(cloud, receiveActivities(host, pending))
    return transport
  }
  const calls = pacedCalls(openTransport, cloud.serviceHosts, time)
  const messages = createMessages(calls, offers, cloud.defaultServiceUrl)
  const people = readPeople(calls, time.now)
  const welcomes = createWelcomes(time.now)

  return {
    name: 'teams',
    onSaid(given) {
      answer = given
    },
    post: (where, card) => messages.card(where, card),
    async fetchFile({ ref }) {
      if (ref.pasted) throw new FileError('pasted')
      if (ref.elsewhere) throw new FileError('elsewhere')
      return download(String(ref.downloadUrl), cloud.serviceHosts)
    },
    start: async () => void (await openTransport()),
    check: () => checkCloud(cloud),
    work: createWork({ cloud, host, people, messages, offers, pending, welcomes, answer: (said) => answer(said) }),
    webhook: receiveHttp({ cloud, host, openTransport, now: time.now }),
  }
}

/** Loads the packages that the configuration chooses, and only them. */
async function loadTransport(cloud: Cloud, receive: Receive): Promise<Transport> {
  if (cloud.transport === 'teams.apps') {
    const { teamsAppsTransport } = await import('./transport/teams-apps.ts')
    return teamsAppsTransport(cloud, receive)
  }
  const { teamsTransport } = await import('./transport/teams-ai.ts')
  return teamsTransport(cloud, receive)
}
