import { checkConnections, countDifferences, takeNightlyCheck } from '../verification/provider/differences.ts'
import type { WorkerParts, WorkState } from './parts.ts'

/** Between these hours in Stockholm nobody waits for the provider. */
const night = { from: 2, to: 5 }

const hourIn = (zone: string, at: Date): number =>
  Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at))

/** Compares the connections with the identity provider, once a night over all processes, and tells of differences. */
export async function checkNightly(
  { service, directory, log, on }: Pick<WorkerParts, 'service' | 'directory' | 'log' | 'on'>,
  state: WorkState,
): Promise<void> {
  const hour = hourIn('Europe/Stockholm', service.clock())
  if (!directory.remote || hour < night.from || hour >= night.to) return
  if (!(await takeNightlyCheck(service))) return
  const checked = await checkConnections(service, directory.look, () => state.stopping)
  const differ = await countDifferences(service)
  log.info({ ...checked, differ }, 'The connections were compared with the identity provider')
  if (differ > 0) on?.({ type: 'connections differ', count: differ })
}
