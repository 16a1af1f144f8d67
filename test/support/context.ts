import { randomBytes } from 'node:crypto'
import type { Db } from '../../src/db/open.ts'
import { identities } from '../../src/db/schema/index.ts'
import type { Actor, Context, Service } from '../../src/verification/context.ts'

/** A service on `db` with a clock that stands still until it is moved. */
export function testService(db: Db, now = new Date('2026-03-10T09:00:00Z')): Service & { now: Date } {
  const service = {
    db,
    now,
    clock: () => service.now,
    random: (count: number) => new Uint8Array(randomBytes(count)),
    keys: [{ id: 'k1', secret: new Uint8Array(randomBytes(32)) }],
    rules: { linkDays: 5, resendAfter: 24 * 3_600_000, fourEyesAbove: 500, mailRate: 0, owners: [] },
    dns: { txt: async () => [] },
  }
  return service
}

let users = 0

/** Somebody who acts, with an identity of their own in the database. */
export async function actAs(
  service: Service,
  role: Actor['role'] = 'owner',
  companies: Actor['companies'] = 'all',
): Promise<Context> {
  const who = { platform: 'local', workspace: 'local', user: `${role}-${users++}` }
  const [row] = await service.db
    .insert(identities)
    .values({ ...who, seenAt: service.clock() })
    .returning({ id: identities.id })
  const actor: Actor = {
    ...who,
    id: row!.id,
    name: null,
    role,
    companies,
    personId: null,
    tied: false,
    operator: false,
  }
  // The clock of `service` is kept, so that moving it moves this one too.
  return { ...service, clock: () => service.clock(), actor }
}
