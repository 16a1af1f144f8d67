import { inArray, sql } from 'drizzle-orm'
import { type Db, idList } from '../../db/open.ts'
import { accountLinkCodes } from '../../db/schema/index.ts'
import { forgetVerification } from '../connections/connections.ts'
import type { Service } from '../context.ts'
import { queueMovedNotices } from '../delivery/other-letters.ts'
import { revokeLinks } from '../links/links.ts'

/** A new address for a person who exists. `moved` is false when only the spelling changes. */
export interface AddressChange {
  personId: number
  email: string | null
  emailKey: string | null
  moved: boolean
}

/**
 * Stores new addresses, and undoes everything that rested on the old ones: the verification, links, codes, and what the
 * mail server and the identity provider said. An old address that was mailed or verified gets a notice. No other function changes the address of a person who exists. The caller
 * has checked that the actor may do this and that the addresses are free.
 */
export async function changeAddresses(
  tx: Db,
  service: Pick<Service, 'clock'>,
  changes: readonly AddressChange[],
): Promise<void> {
  if (changes.length === 0) return
  const now = service.clock()
  const moved = changes.filter((change) => change.moved).map(({ personId }) => personId)
  await queueMovedNotices(tx, service, moved)
  await tx.execute(
    sql`update people p set email = c.email, email_key = c."emailKey", updated_at = ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c("personId" bigint, email text, "emailKey" text)
      where p.id = c."personId"`,
  )
  if (moved.length === 0) return
  await forgetVerification(tx, service, moved)
  await revokeLinks(tx, moved)
  await tx.delete(accountLinkCodes).where(inArray(accountLinkCodes.personId, idList(moved)))
}
