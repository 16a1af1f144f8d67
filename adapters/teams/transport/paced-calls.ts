import { type Message, type Transport, TransportError } from '../api.ts'
import { hasTargetedMessages } from '../cloud.ts'
import { isServiceUrl } from '../gate/hosts.ts'

export type PacedCalls = Required<Omit<Transport, 'handle'>>

/** How time passes; handed in, so that tests need not wait. */
export interface Time {
  /** Milliseconds from any start, never backwards. */
  now(): number
  wait(milliseconds: number): Promise<void>
  /** From 0 to 1. */
  random(): number
}

const attempts = 5
/** All waits of a call together; longer ones are left to whoever called, so that nobody waits behind this one. */
const longestWait = 10_000
/** Teams takes 60 messages and updates in 30 seconds from a bot in a conversation. */
const updateInterval = 2000
const retryable = new Set([412, 429, 502, 504])
/** What a service answers that has no messages for one member alone. */
const notImplemented = 501

/**
 * Calls to the Teams service. The host is checked before a token is attached, busy answers are retried as late as the
 * service asks, and a message is updated at most every two seconds, with the newest of the updates that came meanwhile.
 */
export function pacedCalls(open: () => Promise<Transport>, hosts: ReadonlySet<string>, time: Time): PacedCalls {
  const throttles = new Map<string, Throttle>()

  async function call<T>(
    step: keyof PacedCalls,
    serviceUrl: string,
    request: (transport: Transport) => Promise<T>,
  ): Promise<T> {
    if (!isServiceUrl(serviceUrl, hosts))
      throw new TransportError(undefined, undefined, 'a service that is not on the list')
    const transport = await open()
    let waited = 0
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request(transport)
      } catch (error) {
        if (error instanceof TransportError) error.step = step
        if (attempt === attempts || !(error instanceof TransportError) || !retryable.has(error.status ?? 0)) throw error
        const { wait = 0 } = error
        const pause = Math.max(wait, 500 * 2 ** (attempt - 1))
        waited += pause
        if (waited > longestWait) throw error
        await time.wait(pause * (1 + time.random() / 2))
      }
    }
  }

  return {
    send: (to, message) => call('send', to.serviceUrl, (transport) => transport.send(to, message)),
    sendTo: (to, user, message) =>
      call('sendTo', to.serviceUrl, async (transport) => {
        if (!transport.sendTo || !hasTargetedMessages(to.serviceUrl)) throw new TransportError(notImplemented)
        await transport.sendTo(to, user, message)
      }),
    getMember: (of, user) => call('getMember', of.serviceUrl, (transport) => transport.getMember(of, user)),
    openPersonal: (chat) => call('openPersonal', chat.serviceUrl, (transport) => transport.openPersonal(chat)),
    update(to, id, message) {
      const throttle = throttleOf(throttles, `${to.id}\n${id}`, time.now())
      throttle.newest = message
      throttle.scheduled ??= throttle.last.then(async () => {
        await time.wait(throttle.freeAt - time.now())
        const newest = throttle.newest as Message
        throttle.scheduled = undefined
        throttle.freeAt = time.now() + updateInterval
        const done = call('update', to.serviceUrl, (transport) => transport.update(to, id, newest))
        throttle.last = done.catch((error: { wait?: number }) => {
          throttle.freeAt = Math.max(throttle.freeAt, time.now() + (error.wait ?? 0))
        })
        return done
      })
      return throttle.scheduled
    },
  }
}

/** Spaces the updates of one message. */
interface Throttle {
  /** When the next update may go. */
  freeAt: number
  /** The latest update that was sent. */
  last: Promise<unknown>
  /** The update that waits for its turn; it will send `newest`. */
  scheduled?: Promise<void> | undefined
  newest?: Message
}

function throttleOf(throttles: Map<string, Throttle>, key: string, now: number): Throttle {
  const found = throttles.get(key)
  if (found) return found
  if (throttles.size >= 1000)
    for (const [old, { scheduled, freeAt }] of throttles) if (!scheduled && freeAt < now) throttles.delete(old)
  const throttle: Throttle = { freeAt: 0, last: Promise.resolve() }
  throttles.set(key, throttle)
  return throttle
}

export const realTime: Time = {
  now: () => performance.now(),
  wait: (milliseconds) =>
    milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve(),
  random: Math.random,
}
