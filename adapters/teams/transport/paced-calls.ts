import { type Message, type Transport, TransportError } from '../api.ts'
import { isService } from '../gate/hosts.ts'

export type Calls = Omit<Transport, 'handle'>

/** How time passes; handed in, so that tests need not wait. */
export interface Time {
  /** Milliseconds from any start, never backwards. */
  now(): number
  wait(milliseconds: number): Promise<void>
  /** From 0 to 1. */
  random(): number
}

const attempts = 5
const longestWait = 30_000
const pause = 2000
const busy = new Set([412, 429, 502, 504])

/**
 * The way out: the host is checked again before any token is attached, the service's wish to wait is honoured, and one
 * message is replaced at most every two seconds, by the newest of what was asked meanwhile.
 */
export function pacedCalls(open: () => Promise<Transport>, hosts: ReadonlySet<string>, time: Time): Calls {
  const lanes = new Map<string, Slot>()

  async function call<T>(serviceUrl: string, request: (transport: Transport) => Promise<T>): Promise<T> {
    if (!isService(serviceUrl, hosts))
      throw new TransportError(undefined, undefined, 'a service that is not on the list')
    const transport = await open()
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request(transport)
      } catch (error) {
        if (attempt === attempts || !(error instanceof TransportError) || !busy.has(error.status ?? 0)) throw error
        const backOff = 500 * 2 ** (attempt - 1)
        await time.wait(Math.min(longestWait, Math.max(error.wait ?? 0, backOff) * (1 + time.random() / 2)))
      }
    }
  }

  return {
    send: (to, message) => call(to.serviceUrl, (transport) => transport.send(to, message)),
    getMember: (of, user) => call(of.serviceUrl, (transport) => transport.getMember(of, user)),
    openPersonal: (with_) => call(with_.serviceUrl, (transport) => transport.openPersonal(with_)),
    update(to, id, message) {
      const lane = laneOf(lanes, `${to.id}\n${id}`, time.now())
      lane.newest = message
      lane.queued ??= lane.last.then(async () => {
        await time.wait(lane.freeAt - time.now())
        const newest = lane.newest as Message
        lane.queued = undefined
        lane.freeAt = time.now() + pause
        const done = call(to.serviceUrl, (transport) => transport.update(to, id, newest))
        lane.last = done.catch(() => undefined)
        return done
      })
      return lane.queued
    },
  }
}

/** One message's replacements, in order. */
interface Slot {
  freeAt: number
  last: Promise<unknown>
  queued?: Promise<void> | undefined
  newest?: Message
}

function laneOf(lanes: Map<string, Slot>, key: string, now: number): Slot {
  let lane = lanes.get(key)
  if (lane) return lane
  if (lanes.size >= 1000) for (const [old, { queued, freeAt }] of lanes) if (!queued && freeAt < now) lanes.delete(old)
  lane = { freeAt: 0, last: Promise.resolve() }
  lanes.set(key, lane)
  return lane
}

export const realTime: Time = {
  now: () => performance.now(),
  wait: (milliseconds) =>
    milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve(),
  random: Math.random,
}
