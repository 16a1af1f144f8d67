import type { ChatHost, Webhook } from '#bot'
import { say } from '#text'
import type { Receive, Transport } from './api.ts'
import type { Cloud } from './cloud.ts'
import { admit } from './gate/admission.ts'
import { signingKeys } from './gate/keys.ts'
import { isRefusal, type Refusal, readToken } from './gate/token.ts'
import { readJson, respond } from './incoming/http.ts'
import type { PendingInvokes } from './incoming/pending-invokes.ts'
import { keysOf, kindOf, languageOf, saidId, withId } from './incoming/read.ts'
import { textOutcome } from './reply.ts'

/**
 * Stores an activity in the inbox before it is acknowledged, so that a crash loses nothing. A press then waits for its
 * outcome, because Teams shows the response to whoever pressed.
 */
export function receiveActivities(host: ChatHost, pending: PendingInvokes): Receive {
  return async (received) => {
    const activity = withId(received)
    const kind = kindOf(activity)
    const isInvoke = activity.type === 'invoke'
    if (!kind) return isInvoke ? { status: 501 } : undefined
    const outcome = isInvoke && kind === 'pressed' ? pending.wait(saidId(activity)) : undefined
    await host.inbox.put('teams', keysOf(activity), activity)
    if (!outcome) return isInvoke ? { status: 200 } : undefined
    const working = textOutcome(say(languageOf(activity) ?? 'sv', 'teams.working'))
    return { status: 200, body: (await outcome) ?? working }
  }
}

interface HttpParts {
  cloud: Cloud
  host: ChatHost
  openTransport(): Promise<Transport>
  /** Milliseconds from any start, never backwards. */
  now(): number
}

/** The webhook: only requests from Teams, for this bot, in the configured tenants get to the transport. */
export function receiveHttp({ cloud, host, openTransport, now }: HttpParts): Webhook {
  const keys = signingKeys(cloud.metadataUrl, host.clock, host.log)
  const report = refusalLog(host.log, now)
  return {
    path: '/api/messages',
    async handle(request, response) {
      try {
        if (request.method !== 'POST') return respond(request, response, 405)
        const claims = await readToken(request.headers.authorization, cloud, keys, host.clock())
        if (isRefusal(claims)) return refuse(claims)
        const activity = admit(claims, await readJson(request), cloud)
        if (isRefusal(activity)) return refuse(activity)
        const transport = await openTransport()
        const { status, body } = await transport.handle(activity)
        respond(request, response, status, body)
      } catch (error) {
        host.log.error({ error: String(error) }, 'a Teams message could not be received')
        respond(request, response, 500)
      }

      function refuse(refusal: Refusal): void {
        report(refusal)
        respond(request, response, refusal.status)
      }
    },
  }
}

/** Logs each reason at most once a minute: enough to notice a wrong setting, and no flood while somebody attacks. */
function refusalLog(log: ChatHost['log'], now: () => number): (refusal: Refusal) => void {
  const loggedAt = new Map<string, number>()
  return ({ status, reason }) => {
    const kind = reason.split(':', 1)[0]!
    const before = loggedAt.get(kind)
    if (before !== undefined && now() - before < 60_000) return
    loggedAt.set(kind, now())
    log.warn({ status, reason }, 'a Teams request was refused; more of the kind are not logged for a minute')
  }
}
