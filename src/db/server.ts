import { readAddress } from './address.ts'
import type { Database } from './database.ts'
import { limits } from './limits.ts'
import { createClient } from './pool/client.ts'
import type { Nesting } from './pool/nesting.ts'
import type { DatabaseWatch } from './pool/watch.ts'

/**
 * What a role, a database or a server may have set otherwise, and our statements rely on: how values are written and
 * read, what a transaction sees, where tables are. Whether sessions may write is left to whoever has set it: hosts
 * forbid it while a disk is full, and the start and `/readyz` say so.
 */
const meaning = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: 1,
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  // The migrations name it.
  search_path: 'public',
}

const session = {
  synchronous_commit: 'on',
  ...meaning,
  // The default is from the days of spinning disks, and has the planner scan tables where a thousand rows are looked
  // up.
  random_page_cost: 1.1,
  // Compiling a statement takes a second where its cost is overestimated, as that of `planOnce` is by design.
  jit: 'off',
  ...limits,
}

/** A prepared statement saves a round trip; it is planned anew for its values each time. */
const planEach = { ...session, plan_cache_mode: 'force_custom_plan' }

/** For `keyed`: a statement is planned once, and by keys, whatever the statistics of a growing table suggest. */
const planOnce = {
  ...session,
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
}

/** PostgreSQL over the network. */
export function openServer(
  url: string,
  { max = 10, nesting, watch }: { max?: number; nesting?: Nesting; watch?: DatabaseWatch } = {},
): Database {
  let last: { code: string; at: number } | undefined
  const onLoss = (code: string) => {
    last = { code, at: Date.now() }
  }
  const common = { address: readAddress(url), nesting, onLoss, watch }
  const each = createClient({ ...common, session: planEach, most: max })
  const once = createClient({ ...common, pool: 'key', session: planOnce, most: Math.min(max, 4) })
  const probe = createClient({ ...common, pool: 'probe', session, most: 1 })
  return {
    db: each.db,
    keyed: once.db,
    probe: probe.db,
    trouble: () => last,
    kind: 'server',
    close: async () => void (await Promise.all([each.close(), once.close(), probe.close()])),
  }
}
