import { readHead } from '../verification/audit-chain.ts'
import type { WorkerParts } from './parts.ts'

/**
 * Puts the newest entry of the audit where nobody can change it who can change the database: into the log, and wherever
 * `keepAnchor` leads. `historik kontrollera <anchor>` compares the audit with it.
 */
export async function anchorAudit({
  service,
  log,
  keepAnchor,
}: Pick<WorkerParts, 'service' | 'log' | 'keepAnchor'>): Promise<void> {
  const head = await readHead(service.db)
  if (!head) return
  log.info({ head }, 'Audit head')
  await keepAnchor?.(head)
}
