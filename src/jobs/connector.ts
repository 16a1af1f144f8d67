import type { DirectoryAnswer } from '../directory/directory.ts'
import { under } from '../trace/reference.ts'
import {
  markConnected,
  postponeConnect,
  recordConnectError,
  takeConnection,
  takeUnconnected,
  type Unconnected,
} from '../verification/connections/connections.ts'
import {
  type Disconnect,
  postponeDisconnect,
  recordDisconnected,
  refuseDisconnect,
  takeDisconnects,
  waitToDisconnect,
} from '../verification/connections/disconnects.ts'
import type { Health } from './health.ts'
import type { WorkerParts, WorkState } from './parts.ts'
import { createAlarm } from './waits.ts'

export type ConnectorParts = Pick<WorkerParts, 'service' | 'directory' | 'log' | 'on'>

/** Seconds between the tries; the last one repeats. */
const waits = [60, 300, 900, 3600, 6 * 3600]
const waitAfter = (attempts: number): number => waits[Math.min(attempts, waits.length) - 1] as number
const longestWait = waits.at(-1) as number

const atOnce = 20

/** Seconds of a pause that the provider asks for, of which nobody is told. */
const patience = 300

/** Makes and removes connections at the identity provider, as the rules have recorded them. */
export function createConnector(parts: ConnectorParts & { state: WorkState; health: Health }) {
  const alarm = createAlarm()
  return {
    wake: alarm.ring,
    async run(): Promise<void> {
      while (!parts.state.stopping) {
        try {
          const tried = (await connectDue(parts)) + (await disconnectDue(parts))
          if (tried === 0) await alarm.sleep(1)
        } catch (error) {
          await parts.health.failed(error)
        }
      }
    },
  }
}

/** Connects people who have verified their address. Returns how many were tried. */
async function connectDue(parts: ConnectorParts): Promise<number> {
  const people = await takeUnconnected(parts.service.db, atOnce)
  for (const person of people) await connect(parts, person)
  return people.length
}

/** The same for one person, who has just verified and is waiting. */
export async function connectOne(parts: ConnectorParts, personId: number): Promise<void> {
  for (const person of await takeConnection(parts.service.db, personId)) await connect(parts, person)
}

async function connect({ service, directory, log, on }: ConnectorParts, person: Unconnected): Promise<void> {
  const { attempts, again, emailKey: _, ...known } = person
  const answer = await directory.connect(known)
  on?.({ type: 'connected', personId: person.id, ok: answer.ok })
  if (answer.ok) return markConnected(service, { ...person, userId: answer.userId ?? null }, 'link')
  if (answer.wait !== undefined && answer.wait <= patience) {
    return postponeConnect(service.db, person.id, answer.wait)
  }
  log.warn({ person: person.id, error: answer.error }, 'The identity provider refused')
  const wait = answer.wait ?? (answer.retry ? waitAfter(attempts) : again ? null : longestWait)
  await recordConnectError(service, person, answer, wait)
}

/** Removes connections whose removal was confirmed. Returns how many were tried. */
async function disconnectDue(parts: ConnectorParts): Promise<number> {
  const due = await takeDisconnects(parts.service.db, atOnce)
  for (const one of due) {
    await under(one.reference, async () => conclude(parts, one, await parts.directory.disconnect(one)))
  }
  return due.length
}

async function conclude({ service, log, on }: ConnectorParts, due: Disconnect, answer: DirectoryAnswer): Promise<void> {
  const { id, personId, requester, code } = due
  on?.({ type: 'disconnected', personId, ok: answer.ok })
  if (answer.ok) return recordDisconnected(service, due)
  if (answer.wait !== undefined && answer.wait <= patience) return waitToDisconnect(service.db, id, answer.wait)
  log.warn({ person: personId, error: answer.error }, 'The identity provider refused to remove a connection')
  if (answer.retry) return postponeDisconnect(service.db, id, answer, answer.wait ?? waitAfter(due.attempts))
  const tell = () =>
    requester !== null &&
    on?.({ type: 'disconnect refused', personId, requester, code: code ?? '', reason: answer.reason })
  // What no longer belongs to anybody's connection cannot stay connected: it is tried for as long as it takes.
  if (personId === null || requester === null) {
    await postponeDisconnect(service.db, id, answer, longestWait)
    if (due.attempts === 1) tell()
    return
  }
  await refuseDisconnect(service, due, answer)
  tell()
}
