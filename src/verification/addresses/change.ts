import { inArray, type SQL, sql } from 'drizzle-orm'
import { type Db, idList } from '../../db/open.ts'
import { accountLinkCodes } from '../../db/schema/index.ts'
import { forgetVerification } from '../connections/connections.ts'
import type { Context } from '../context.ts'
import { queueMovedNotices } from '../delivery/other-letters.ts'
import { revokeLinks } from '../links/links.ts'

/** A new address for a person who exists. `moved` is false when only the spelling changes. */
export interface AddressChange {
  personId: number
  email: string | null
  emailKey: string | null
  moved: boolean
}

type Setter = Pick<Context, 'actor' | 'clock'>

/**
 * Stores new addresses, and undoes everything that rested on the old ones: the verification, links, codes, and what the
 * mail server and the identity provider said. An old address that was mailed or verified gets a notice. No other
 * function changes the address of a person who exists. The caller has checked that the actor may do this and that the
 * addresses are free.
 */
export async function changeAddresses(tx: Db, ctx: Setter, changes: readonly AddressChange[]): Promise<void> {
  if (changes.length === 0) return
  const moved = changes.filter((change) => change.moved).map(({ personId }) => personId)
  await queueMovedNotices(tx, ctx, moved)
  await tx.execute(
    sql`update people p set email = c.email, email_key = c."emailKey", updated_at = ${now(ctx)},
        (email_set_by, email_set_at) = (select ${storedBy(ctx, sql`c."emailKey"`)} where c.moved
          union all select p.email_set_by, p.email_set_at where not c.moved)
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        as c("personId" bigint, email text, "emailKey" text, moved boolean)
      where p.id = c."personId"`,
  )
  if (moved.length === 0) return
  await forgetVerification(tx, ctx, moved)
  await revokeLinks(tx, moved)
  await tx.delete(accountLinkCodes).where(inArray(accountLinkCodes.personId, idList(moved)))
}

/**
 * The values of `email_set_by` and `email_set_at` for an address that the actor stores, also with a new person. A code
 * that is mailed there does not tell the actor from another human (access/four-eyes.ts). Another spelling of an address
 * leaves it with whoever stored it first.
 */
export const storedBy = (ctx: Setter, emailKey: SQL): SQL =>
  sql`case when ${emailKey} is not null then ${ctx.actor.id}::bigint end,
    case when ${emailKey} is not null then ${now(ctx)} end`

const now = ({ clock }: Setter) => sql`${clock().toISOString()}::timestamptz`
