import { removeOld } from '../verification/records/retention.ts'
import type { WorkerParts, WorkState } from './parts.ts'

/** Removes what retention no longer keeps. Several processes may do this at once. */
export async function cleanUp({ service, log }: Pick<WorkerParts, 'service' | 'log'>, state: WorkState): Promise<void> {
  await removeOld(service, () => state.stopping)
  log.info({}, 'Old rows were removed')
}
