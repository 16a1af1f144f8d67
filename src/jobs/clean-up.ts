import { removeOld } from '../verification/records/retention.ts'
import type { WorkerParts } from './parts.ts'

/** Removes what retention no longer keeps. Several processes may do this at once. */
export async function cleanUp({ service, log }: Pick<WorkerParts, 'service' | 'log'>): Promise<void> {
  await removeOld(service)
  log.info({}, 'Old rows were removed')
}
