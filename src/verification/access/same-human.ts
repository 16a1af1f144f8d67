import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities, people } from '../../db/schema/index.ts'

/**
 * Whether two chat identities must be taken for one human (verification/README.md, four eyes): linked to one record,
 * sharing a confirmed address, or in different workspaces with either not linked. In one workspace, different confirmed
 * addresses are two; where an address is missing there, nobody can tell, and they are one.
 */
export async function sameHuman(db: Db, a: number, b: number): Promise<boolean> {
  if (a === b) return true
  const [one, two] = await db
    .select()
    .from(identities)
    .where(inArray(identities.id, [a, b]))
  if (!one || !two) return true
  if (one.personId !== null && two.personId !== null) {
    if (one.personId === two.personId) return true
    if (await sameRecordHolder(db, one.personId, two.personId)) return true
  }
  if (one.emailKey !== null && one.emailKey === two.emailKey) return true
  // Linked to two records: two people, wherever they write from.
  if (one.personId !== null && two.personId !== null) return false
  const together = one.platform === two.platform && one.workspace === two.workspace
  return !together || one.emailKey === null || two.emailKey === null
}

/** An owner has said that these two records are one human (`samma person`). */
async function sameRecordHolder(db: Db, a: number, b: number): Promise<boolean> {
  const [one, two] = await db
    .select({ human: people.human })
    .from(people)
    .where(inArray(people.id, [a, b]))
  return Boolean(one && two && one.human !== null && one.human === two.human)
}
