import { readAddress } from './address.ts'
import { createClient, type Nesting } from './client.ts'
import type { Database } from './database.ts'

const session = {
  application_name: 'verifiera',
  synchronous_commit: 'on',
  TimeZone: 'UTC',
  // A process that was frozen inside a transaction must not keep its locks from the others.
  idle_in_transaction_session_timeout: 30_000,
}

/** A prepared statement saves a round trip; it is planned anew for its values each time. */
const planEach = { ...session, plan_cache_mode: 'force_custom_plan' }

/** For `keyed`: a statement is planned once and finds its rows by keys, whatever the statistics of a growing table suggest. */
const planOnce = {
  ...session,
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
}

/** PostgreSQL over the network. */
export function openServer(url: string, { max = 10, nesting }: { max?: number; nesting?: Nesting } = {}): Database {
  const address = readAddress(url)
  const each = createClient({ address, session: planEach, most: max, nesting })
  const once = createClient({ address, session: planOnce, most: Math.min(max, 4), nesting })
  return {
    db: each.db,
    keyed: once.db,
    kind: 'server',
    close: async () => void (await Promise.all([each.close(), once.close()])),
  }
}
