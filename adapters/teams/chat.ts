import type { Chat, ChatHost, MessageRef, Reply, Said } from '#bot'
import { say } from '#text'
import { type Answer, type Transport, TransportError } from './api.ts'
import { download } from './files.ts'
import { type Activity, activityShape } from './gate/activity.ts'
import { admit } from './gate/gate.ts'
import { readJson, respond } from './gate/http.ts'
import { signingKeys } from './gate/keys.ts'
import { isRefusal, type Refusal, readToken } from './gate/token.ts'
import { handOver } from './outgoing/file-consent.ts'
import { createFileOffers } from './outgoing/file-offers.ts'
import { createMessages, onceEach } from './outgoing/messages.ts'
import { createPendingInvokes } from './outgoing/pending-invokes.ts'
import { readPeople } from './people.ts'
import { kindOf, languageOf, named, namesOf, saidId, wordsOf } from './receive.ts'
import { deliver, type Give, textAnswer } from './reply.ts'
import { settle, type TeamsConfig } from './transport/cloud.ts'
import { pacedCalls, realTime, type Time } from './transport/paced-calls.ts'

export type { TeamsConfig } from './transport/cloud.ts'

/** Teams' own limit is five seconds; the rest is for the way there and back. */
const patience = 3500

/**
 * Microsoft Teams, behind a gate of our own. Nothing is done before the inbox holds the message; the work is done when
 * the application hands it back to `work`.
 * @throws Error when the configuration would leave the gate open
 */
export function teamsChat(config: TeamsConfig, host: ChatHost, time: Time = realTime): Chat {
  const cloud = settle(config)
  const keys = signingKeys(cloud.metadataUrl, host.clock, host.log)
  const pending = createPendingInvokes(patience)
  const offers = createFileOffers(time.now)
  let transport: Promise<Transport> | undefined
  let answer: ((said: Said) => Promise<Reply>) | undefined

  /** The packages take seconds to load: only when Teams is on, and not before they are needed. */
  const open = () => {
    transport ??= import('./transport/teams-ai.ts').then((module) => module.teamsTransport(cloud, received))
    return transport
  }
  const calls = pacedCalls(open, cloud.serviceHosts, time)
  const people = readPeople(calls, time.now)
  const messages = createMessages(calls, offers)
  const posted = new Map<string, MessageRef>()

  /** Kept first, then acknowledged; a press waits a moment for its answer. */
  async function received(wire: Activity): Promise<Answer | undefined> {
    const activity = named(wire)
    const kind = kindOf(activity)
    const invoked = activity.type === 'invoke'
    if (!kind) return invoked ? { status: 501 } : undefined
    const outcome = invoked && kind === 'pressed' ? pending.take(saidId(activity)) : undefined
    await host.inbox.put('teams', namesOf(activity, host.clock()), activity)
    if (!outcome) return invoked ? { status: 200 } : undefined
    const working = textAnswer(say(languageOf(activity) ?? 'sv', 'teams.working'))
    return { status: 200, body: (await outcome) ?? working }
  }

  async function workOff(activity: Activity): Promise<void> {
    const kind = kindOf(activity)
    const speak = answer
    if (!speak) throw new Error('nobody answers yet')
    if (!kind) return
    const words = wordsOf(activity)
    const who = await people.read(activity)
    const readAgain = () => people.read(activity, true)
    const telling = (text: string): Said => ({ ...words, text, who, readAgain })
    if (kind === 'consent') {
      const again = (line: string) => speak(telling(line))
      return handOver(activity, { messages, offers, log: host.log, serviceHosts: cloud.serviceHosts, again })
    }
    const welcome = say(words.language ?? 'sv', 'teams.welcome_line')
    const said = telling(kind === 'welcome' ? welcome : await people.name(activity, words.text))
    const give: Give = (outcome) => pending.give(said.id, outcome)
    const parts = { messages: onceEach(messages, posted, said.id), host, installUrl: cloud.installUrl }
    await deliver({ ...said, pressed: kind === 'pressed' }, await speak(said), give, parts)
  }

  /** Told of once a minute and reason: enough to see a wrong setting, whoever knocks how often. */
  const reported = new Map<string, number>()
  function report(status: number, reason: string): void {
    const kind = reason.split(':', 1)[0]!
    const at = reported.get(kind)
    if (at !== undefined && time.now() - at < 60_000) return
    reported.set(kind, time.now())
    host.log.warn({ status, reason }, 'a Teams request was turned away; more of the kind are not logged for a minute')
  }

  return {
    name: 'teams',
    onSaid: (given) => {
      answer = given
    },
    post: (where, card) => messages.card(where, card),
    fetchFile: (file) => download(String(file.ref.downloadUrl), cloud.serviceHosts),
    start: async () => {
      await open()
    },
    async work(body) {
      const activity = activityShape.parse(body)
      await workOff(activity).catch((error: unknown) => {
        if (!(error instanceof TransportError) || !final.has(error.status ?? 0)) throw error
        host.log.warn(
          { status: error.status, conversation: activity.conversation.id },
          'Teams does not take the answer',
        )
      })
    },
    webhook: {
      path: '/api/messages',
      async handle(request, response) {
        try {
          if (request.method !== 'POST') return respond(request, response, 405)
          const header = request.headers.authorization
          const claims = await readToken(header, cloud, keys, host.clock())
          if (isRefusal(claims)) return turnAway(claims)
          const activity = admit(claims, await readJson(request), cloud)
          if (isRefusal(activity)) return turnAway(activity)
          const { status, body } = await (await open()).handle(header ?? '', activity)
          respond(request, response, status, body)
        } catch (error) {
          host.log.error({ error: String(error) }, 'a Teams message could not be taken in')
          respond(request, response, 500)
        }

        function turnAway({ status, reason }: Refusal): void {
          report(status, reason)
          respond(request, response, status)
        }
      },
    },
  }
}

/** The service has understood and will never take it: trying again would change nothing. */
const final = new Set([400, 403, 404, 413])
