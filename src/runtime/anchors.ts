import { appendFile } from 'node:fs/promises'

/** Where the newest entry of the audit is kept outside the database, besides the log. */
export interface AnchorPlaces {
  auditAnchorFile?: string
  auditAnchorUrl?: string
}

const patience = 10_000

/**
 * Adds an anchor to the file, and posts it to the address as JSON: `{"at":"2026-03-10T09:00:00.000Z","head":"4711-…"}`.
 * Undefined where neither is configured. One place that fails does not keep the other from getting it.
 * @throws AggregateError of what failed
 */
export function anchorKeeper({ auditAnchorFile: file, auditAnchorUrl: url }: AnchorPlaces, now: () => Date) {
  if (!file && !url) return undefined
  return async (head: string): Promise<void> => {
    const at = now().toISOString()
    const kept = await Promise.allSettled([
      file ? appendFile(file, `${at} ${head}\n`) : undefined,
      url ? post(url, JSON.stringify({ at, head })) : undefined,
    ])
    const failed = kept.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    if (failed.length > 0) throw new AggregateError(failed)
  }
}

async function post(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(patience)
  const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`The address answers ${response.status}`)
}
