import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { accountLinkCodes } from '../../db/schema/index.ts'
import { forgetVerification } from '../connections/connections.ts'
import type { Service } from '../context.ts'
import { revokeLinks } from '../links/links.ts'

/** An address for somebody who is there already. `moved`: it is another one, not the same spelt otherwise. */
export interface AddressChange {
  personId: number
  email: string | null
  emailKey: string | null
  moved: boolean
}

/**
 * The only way to give an address to a person who is there: stores it, and undoes what rested on the old one. Nothing that
 * went to the old address proves anything of the new one: not the verification, not a link, not a code under way, not what
 * a mail server or the identity provider said. Who may change what, and whether an address is free, the caller has asked.
 */
export async function changeAddresses(
  tx: Db,
  service: Pick<Service, 'clock'>,
  changes: readonly AddressChange[],
): Promise<void> {
  if (changes.length === 0) return
  const now = service.clock()
  await tx.execute(
    sql`update people p set email = c.email, email_key = c."emailKey", updated_at = ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c("personId" bigint, email text, "emailKey" text)
      where p.id = c."personId"`,
  )
  const moved = changes.filter((change) => change.moved).map(({ personId }) => personId)
  if (moved.length === 0) return
  await forgetVerification(tx, moved)
  await revokeLinks(tx, moved)
  await tx.delete(accountLinkCodes).where(sql`${accountLinkCodes.personId} in ${listOf(moved)}`)
}

/** Any number of ids as one parameter. */
const listOf = (ids: readonly number[]) =>
  sql`(select value::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
