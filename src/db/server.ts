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

/** Statements are kept prepared for the round trip that spares; each is still planned for its own values. */
const planEach = { ...session, plan_cache_mode: 'force_custom_plan' }

/** For `keyed`: planned once, and by keys whatever the statistics say of a table that grows while it is used. */
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
