import { type SQL, sql } from 'drizzle-orm'
import { type Db, idList, isThere } from '../../db/open.ts'
import type { Context, Service } from '../context.ts'

/** Whether a removal of a person's account is open, as a condition; also one that was made due by an erasure. */
export const hasOpenRemoval = (personId: SQL): SQL<boolean> =>
  isThere(sql`from disconnects r, people q, companies k where q.id = ${personId} and k.id = q.company_id
    and r.number = q.number and r.company_number = k.number and r.done_at is null and r.refused_at is null`)

/** Who asked for a removal and is told when the provider refuses it. */
export interface AskedBy {
  ctx: Context
  code: string
}

/**
 * Makes the removal at the provider due for those of these people whom it may know: they are connected, or it was asked
 * to connect them, whatever became of the answer. For an erasure or another address; nobody is told unless `by` is
 * given.
 */
export async function withdraw(
  tx: Db,
  { clock }: Pick<Service, 'clock'>,
  personIds: readonly number[],
  by?: AskedBy,
): Promise<void> {
  await tx.execute(
    sql`insert into disconnects (person_id, company_number, number, user_id, code, requester, requested_at, next_at)
      select p.id, c.number, p.number, p.provider_user_id, ${by?.code ?? null}::text, ${by?.ctx.actor.id ?? null}::bigint,
        ${clock().toISOString()}::timestamptz, clock_timestamp()
      from people p join companies c on c.id = p.company_id
      where p.id in ${idList(personIds)}
        and (p.connected_at is not null or p.connect_asked_at is not null or p.connect_attempts > 0)
        and not ${hasOpenRemoval(sql`p.id`)}`,
  )
}

/**
 * `withdraw` for an account that the provider was asked to connect for somebody who was erased or got another address
 * while it answered.
 */
export async function withdrawAccount(
  tx: Db,
  { clock }: Pick<Service, 'clock'>,
  { id, companyNumber, number }: { id: number; companyNumber: string; number: string },
  userId: string | null,
): Promise<void> {
  await tx.execute(
    sql`insert into disconnects (person_id, company_number, number, user_id, requested_at, next_at)
      select (select id from people where id = ${id}), ${companyNumber}, ${number}, ${userId}::text,
        ${clock().toISOString()}::timestamptz, clock_timestamp()
      where not exists (select 1 from people where id = ${id} and connected_at is not null)
        and not ${hasOpenRemoval(sql`${id}`)}`,
  )
}
