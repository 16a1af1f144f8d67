import { removeOld } from '../verification/records/retention.ts'
import type { WorkerParts } from './parts.ts'

/** Retention, now and then; several processes may do it at once. */
export async function cleanUp({ service, log }: Pick<WorkerParts, 'service' | 'log'>): Promise<void> {
  await removeOld(service)
  log.info({}, 'Old rows were removed')
}
