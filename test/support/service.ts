import { createHash } from 'node:crypto'
import type { Database } from '../../src/db/open.ts'
import { identities } from '../../src/db/schema/index.ts'
import { keepIdentity, type Who } from '../../src/verification/access/identities.ts'
import { confirmPlan } from '../../src/verification/confirm.ts'
import type { Actor, Context, Service } from '../../src/verification/context.ts'
import { createRandom } from '../../src/verification/random.ts'

const random = createRandom()

/**
 * A service on a database. Unless a `clock` is given, its time is the field `now`, which tests set. Its key is the same
 * in every process.
 */
export function testService(
  { db, keyed }: Pick<Database, 'db' | 'keyed'>,
  { now = new Date('2026-03-10T09:00:00Z'), ...given }: Partial<Service> & { now?: Date } = {},
): Service & { now: Date } {
  const service: Service & { now: Date } = {
    db,
    keyed,
    now,
    clock: () => service.now,
    random,
    keys: [{ id: 'k1', secret: createHash('sha256').update('a key for tests').digest() }],
    rules: { linkDays: 5, resendAfter: 24 * 3_600_000, fourEyesAbove: 500, mailRate: 0, owners: [] },
    dns: { txt: async () => [] },
    ...given,
  }
  return service
}

let users = 0

/** The context of a new actor with an identity of their own in the database. */
export async function actAs(
  service: Service,
  role: Actor['role'] = 'owner',
  companies: Actor['companies'] = 'all',
): Promise<Context> {
  const who = { platform: 'local' as const, workspace: 'local', user: `${role}-${users++}` }
  const [row] = await service.db
    .insert(identities)
    .values({ ...who, seenAt: service.clock() })
    .returning({ id: identities.id })
  const known = { name: null, personId: null, linked: false, operator: false }
  const actor: Actor = { ...who, ...known, id: row!.id, role, companies }
  // Reads the clock of `service` each time, so that moving that clock moves this one.
  return { ...service, clock: () => service.clock(), actor }
}

/** The same, in the hands of somebody who has the rights that are stored for them. */
export async function inHandsOf(ctx: Context, who: Who): Promise<Context> {
  const { id } = await keepIdentity(ctx.db, who, ctx.clock())
  return { ...ctx, actor: { ...ctx.actor, ...who, id } }
}

/** Confirms a planned import and returns the outcomes of its rows. */
export async function applyImport(ctx: Context, code: string) {
  const done = await confirmPlan(ctx, code)
  if (done.of !== 'import' || done.outcome === 'awaiting') throw new Error(`${code} is no import that was applied`)
  return { code: done.plan.code, ...done.outcome }
}
