import {
  recordConnectError,
  recordConnected,
  takeUnconnected,
  type Unconnected,
} from '../verification/connections/connections.ts'
import type { WorkerParts } from './parts.ts'

/** Seconds until the next try; the last one repeats. */
const waits = [60, 300, 900, 3600, 6 * 3600]

/** Connects people who have verified their address (S3). Returns how many were tried. */
export async function connectVerified(
  parts: Pick<WorkerParts, 'service' | 'directory' | 'log' | 'on'>,
): Promise<number> {
  const people = await takeUnconnected(parts.service.db, 20)
  for (const person of people) await connect(parts, person)
  return people.length
}

async function connect(
  { service, directory, log, on }: Pick<WorkerParts, 'service' | 'directory' | 'log' | 'on'>,
  person: Unconnected,
): Promise<void> {
  const { attempts, ...known } = person
  const answer = await directory.connect(known)
  on?.({ type: 'connected', personId: person.id, ok: answer.ok })
  if (answer.ok) return recordConnected(service, person)
  log.warn({ person: person.id, error: answer.error }, 'The identity provider refused')
  const wait = answer.retry ? waits[Math.min(attempts, waits.length) - 1] : waits.at(-1)
  await recordConnectError(service.db, person.id, answer.error, wait as number)
}
